"""The evaluator that can be checked by reading it: held to one still more literal, and by name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.inference import plain_conditions
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.plain_conditions import pattern_holds
from compliance_engine.inference.plain_conditions import test_holds as holds
from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    FieldRef,
    Logic,
    Operator,
    Pattern,
)
from compliance_engine.rulebook.vocabulary import Type
from tests.unit.inference import chance, reference
from tests.unit.inference.writing import row, rule, when

DAY = date(2012, 2, 29)
ONE_DAY = timedelta(days=1)
SHARDS = 10
CASES = 50


@pytest.fixture(autouse=True)
def _nothing_is_kept_from_other_tests() -> None:
    plain_conditions.holds_as.cache_clear()


def found(logic: Logic, *rows: Row, day: date = DAY) -> set[tuple[int, ...]]:
    return {match.rows for match in PlainEvaluator([logic]).matches(rows, day)}


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_rules_find_what_a_literal_reading_of_them_finds(shard: int) -> None:
    matched = 0
    for number in range(CASES):
        seed = f"plain {shard} {number}"
        logics, (rows, day) = chance.rules(seed), chance.facts(seed)
        days = (*chance.days(seed), day)
        together = PlainEvaluator(logics).matches_on(rows, days)
        assert together == tuple(reference.matches(logics, rows, one) for one in days), seed
        matched += len(together[-1])
    assert matched > CASES // 4


def test_no_days_have_no_matches() -> None:
    assert PlainEvaluator([rule(when("duty"))]).matches_on([row("duty")], ()) == ()


def test_days_may_come_in_any_order_and_twice() -> None:
    logic = rule(when("duty", "as_of > due"))
    days = (DAY + ONE_DAY, DAY, DAY + ONE_DAY)
    late = frozenset({Match("rule", (0,))})
    assert PlainEvaluator([logic]).matches_on([row("duty", due=DAY)], days) == (
        late,
        frozenset(),
        late,
    )


def test_a_fact_counts_from_its_first_day_until_the_day_before_its_last() -> None:
    duty = row("duty", DAY, DAY + 2 * ONE_DAY)
    days = [DAY + number * ONE_DAY for number in range(-1, 3)]
    evaluator = PlainEvaluator([rule(when("duty"))])
    assert [len(on_day) for on_day in evaluator.matches_on([duty], days)] == [0, 1, 1, 0]
    assert [len(evaluator.matches([duty], day)) for day in days] == [0, 1, 1, 0]


def test_a_fact_blocks_on_its_days_only() -> None:
    logic = rule(when("duty"), unless=[when("measure")])
    blocking = row("measure", DAY, DAY + ONE_DAY)
    days = [DAY - ONE_DAY, DAY, DAY + ONE_DAY]
    by_day = PlainEvaluator([logic]).matches_on([row("duty"), blocking], days)
    assert [len(on_day) for on_day in by_day] == [1, 0, 1]


def test_a_rule_holds_from_the_day_on_which_it_comes_into_effect() -> None:
    logic = rule(when("duty"), in_effect=Span(DAY, DAY + ONE_DAY))
    days = [DAY - ONE_DAY, DAY, DAY + ONE_DAY]
    by_day = PlainEvaluator([logic]).matches_on([row("duty")], days)
    assert [len(on_day) for on_day in by_day] == [0, 1, 0]


def test_29_february_moved_to_a_common_year_is_28_february() -> None:
    logic = rule(when("duty", "due + years(1) == as_of"))
    assert found(logic, row("duty", due=DAY), day=date(2013, 2, 28)) == {(0,)}
    assert found(logic, row("duty", due=DAY), day=date(2013, 3, 1)) == set()


@pytest.mark.parametrize(
    ("due", "condition"),
    [
        (date.max, "due + years(1) != as_of"),
        (date.min, "due - years(1) != as_of"),
        (date.max, "due + years(1) - due != 0"),
        (date.max, "as_of - (due + years(1)) != 0"),
    ],
)
def test_a_date_moved_out_of_the_calendar_is_no_value(due: date, condition: str) -> None:
    assert found(rule(when("duty", condition)), row("duty", due=due)) == set()
    assert found(rule(when("duty", condition)), row("duty", due=DAY)) == {(0,)}


@pytest.mark.parametrize(("left", "right"), [("a", 1), (1, "a"), ("a", "b")])
def test_texts_have_no_order(left: str | int, right: str | int) -> None:
    """No condition that was read asks for one."""
    test = Comparison(Constant(left, Type.TEXT), Operator.LESS, Constant(right, Type.TEXT))
    with pytest.raises(TypeError) as raised:
        holds(test, row("duty"), {}, DAY)
    assert str(raised.value) == f"texts have no order: {test}"


def test_what_is_no_expression_is_an_error() -> None:
    test = Comparison(cast("Any", "1"), Operator.EQUAL, Constant(2, Type.COUNT))
    pattern = Pattern("duty", "duty", (test,))
    with pytest.raises(TypeError) as raised:
        pattern_holds(pattern, row("duty"), {}, DAY)
    assert str(raised.value) == "'1' is no expression"


def test_a_pattern_holds_of_a_row_if_all_its_tests_do() -> None:
    pattern = when("duty as other", "as_of > due and year == duty.year", duty="duty")
    late, bound = row("duty", due=DAY - ONE_DAY, year=2011), {"duty": row("duty", year=2011)}
    assert pattern_holds(pattern, late, bound, DAY)
    assert not pattern_holds(pattern, late, bound, DAY - ONE_DAY)
    assert not pattern_holds(pattern, late, {"duty": row("duty", year=2012)}, DAY)
    assert not pattern_holds(pattern, row("duty", due=DAY - ONE_DAY), bound, DAY)


def test_a_test_that_names_a_missing_value_never_holds() -> None:
    year = FieldRef(None, "year", Type.YEAR)
    for operator in Operator:
        for test in (
            Comparison(year, operator, Constant(2010, Type.YEAR)),
            Comparison(Constant(2010, Type.YEAR), operator, year),
        ):
            assert not holds(test, row("duty"), {}, DAY)
