"""Laws of the linter: what it calls impossible never holds, and no condition makes it stumble."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance_engine.facts.building import facts_of
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.inference.plain_conditions import test_holds as holds
from compliance_engine.records.model import Record
from compliance_engine.rulebook.conditions import FieldRef, Test
from compliance_engine.rulebook.duty_fields import verdicts_surely_with, verdicts_with, why_never_of
from compliance_engine.rulebook.linting.possible import (
    conflict,
    follows,
    in_full,
    opposite,
    possible,
    values_left,
)
from compliance_engine.rulebook.vocabulary import FactKind, Type
from tests.builders import rulebook
from tests.properties.test_conditions import single_tests, words
from tests.strategies import days, records
from tests.unit.rulebook.linting.packs import FIRST, YEAR, edit, remarks, written
from tests.unit.rulebook.scope import EARLIER, REPORT

KINDS: Mapping[str, FactKind] = {"own": REPORT, **EARLIER}
TODAY = date(2020, 6, 30)

tests_in_full = st.lists(single_tests.map(lambda test: in_full(test, "own")), max_size=5)
near = st.integers(-3, 3)


def _scalars(kind: FactKind) -> st.SearchStrategy[dict[str, Scalar]]:
    """Values for some of the fields of a kind, close to each other so that tests hold of them."""
    by_type: Mapping[Type, st.SearchStrategy[Scalar]] = {
        Type.DATE: st.one_of(
            near.map(lambda number: TODAY.toordinal() + number),
            st.dates().map(lambda day: day.toordinal()),
        ),
        Type.YEAR: st.one_of(near.map(lambda number: 2020 + number), st.integers(0, 3000)),
        Type.COUNT: st.integers(0, 400),
        Type.TEXT: st.sampled_from(["", "a", "b"]),
        Type.FLAG: st.booleans(),
    }
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.sampled_from(field.values) if field.values else by_type[field.type]
            for name, field in kind.fields.items()
            if field.matchable
        },
    )


rows = st.fixed_dictionaries({name: _scalars(kind) for name, kind in KINDS.items()})
Rows = Mapping[str, dict[str, Scalar]]


def hold(tests: list[Test], values: Rows) -> list[bool]:
    """Which of the tests the evaluator finds to hold."""
    bound = {name: Row(KINDS[name].name, of, 0, 1) for name, of in values.items()}
    return [holds(test, bound["own"], bound, TODAY) for test in tests]


@given(tests_in_full, rows)
def test_tests_that_hold_of_some_facts_are_possible(tests: list[Test], values: Rows) -> None:
    holding = [test for test, true in zip(tests, hold(tests, values), strict=True) if true]
    assert possible(holding, KINDS)
    assert conflict(holding, KINDS) == ()


@given(tests_in_full, single_tests, rows)
def test_what_is_said_to_follow_holds_where_the_tests_do(
    tests: list[Test], test: Test, values: Rows
) -> None:
    other = in_full(test, "own")
    holding = [one for one, true in zip(tests, hold(tests, values), strict=True) if true]
    if follows(other, holding, KINDS):
        assert hold([other], values) == [True]


@given(tests_in_full, rows)
def test_a_value_that_a_field_has_is_never_said_to_be_left_out(
    tests: list[Test], values: Rows
) -> None:
    holding = [test for test, true in zip(tests, hold(tests, values), strict=True) if true]
    for name, field in REPORT.fields.items():
        if field.values and name in values["own"]:
            left = values_left(FieldRef("own", name, Type.TEXT), holding, KINDS)
            assert values["own"][name] in left


@given(tests_in_full)
def test_a_conflict_is_as_small_as_can_be(tests: list[Test]) -> None:
    found = conflict(tests, KINDS)
    clashing = [tests[index] for index in found]
    assert bool(found) != possible(tests, KINDS)
    if found:
        assert not possible(clashing, KINDS)
        for index in range(len(clashing)):
            assert possible(clashing[:index] + clashing[index + 1 :], KINDS)


@given(single_tests)
def test_the_opposite_of_the_opposite_is_the_test(test: Test) -> None:
    assert opposite(opposite(test)) == test


@given(records(), days)
def test_facts_on_a_duty_carry_no_field_that_they_are_said_never_to_carry(
    record: Record, day: date
) -> None:
    silent = ("period_stated", "calendar_year")
    for fact in facts_of(record, rulebook(), day):
        if fact.kind == "duty":
            duty = rulebook().duty(str(fact.fields["kind"]))
            for name in fact.fields:
                assert str(fact.fields["verdict"]) in verdicts_with(name)
                assert name in silent or why_never_of(duty, name) is None


SOUND_TESTS = """
year > 2000; year < 1999; due < as_of; due + years(1) > as_of; due == due; days_late > 3
kind == "first report"; verdict != "met"; known(period); not known(known); due - joined < 180
sources_disagree; not sources_disagree; year in [2001]; submitted - due == days_late
year - 1 == period
"""


@given(records(), days)
def test_facts_on_a_duty_always_carry_what_they_are_said_surely_to_carry(
    record: Record, day: date
) -> None:
    names = [name for name in rulebook().kinds["duty"].fields if name != "by"]
    for fact in facts_of(record, rulebook(), day):
        if fact.kind == "duty":
            duty = rulebook().duty(str(fact.fields["kind"]))
            for name in names:
                sure = str(fact.fields["verdict"]) in verdicts_surely_with(name)
                if sure and why_never_of(duty, name) is None:
                    assert name in fact.fields


conditions = st.one_of(
    words,
    st.lists(
        st.sampled_from([one for one in SOUND_TESTS.replace("\n", ";").split(";") if one.strip()]),
        min_size=1,
        max_size=5,
    ).map(" and ".join),
)
YEARLY = 'kind == "yearly report" and '
ASKED = YEARLY + 'verdict == "outstanding" and year > 2000'
BLOCKING = YEARLY + 'year > duty.year and verdict == "met"'


@settings(max_examples=60)
@given(conditions, conditions, conditions)
def test_no_condition_makes_the_linter_stumble(when: str, unless: str, said: str) -> None:
    with TemporaryDirectory() as folder:
        pack = written(Path(folder))
        edit(pack, YEAR, ASKED, _quoted(when))
        edit(pack, YEAR, BLOCKING, _quoted(unless))
        edit(pack, FIRST, 'if: duty.verdict == "last known outstanding"', f"if: {_quoted(said)}")
        assert all(one.startswith(("error: ", "note: ")) for one in remarks(pack))


def _quoted(text: str) -> str:
    """A text as YAML has it in single quotes."""
    return "'" + text.replace("'", "''") + "'"
