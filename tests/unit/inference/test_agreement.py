"""Two evaluators that must agree, and the rows that both see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.inference.agreement import AgreeingEvaluators, DisagreementError
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.rows import row_of, scalar
from compliance_engine.records.states import State, state_of_code
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type
from tests.unit.inference.writing import row

DAY = date(2020, 5, 1)
ROWS = [row("duty", year=2010)]
FIRST, SECOND, THIRD = Match("late", (0,)), Match("late", (1, 2)), Match("silent", (0,))


class Canned:
    """An evaluator that finds the same whatever it is given, and keeps what that was."""

    def __init__(self, name: str, *found: Match) -> None:
        self.name = name
        self.asked: list[tuple[Sequence[Row], Sequence[date]]] = []
        self._found = frozenset(found)

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        return self.matches_on(rows, (as_of,))[0]

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        self.asked.append((rows, days))
        return (self._found,) * len(days)

    def begin(
        self, rows: Sequence[Row], days: Sequence[date]
    ) -> Callable[[], tuple[frozenset[Match], ...]]:
        return lambda: self.matches_on(rows, days)


def test_what_both_find_is_found_and_both_are_asked_the_same() -> None:
    one, other = Canned("rete", FIRST, SECOND), Canned("plain", SECOND, FIRST)
    both = AgreeingEvaluators(one, other)
    assert both.matches(ROWS, DAY) == {FIRST, SECOND}
    assert one.asked == other.asked == [(ROWS, (DAY,))]
    assert both.matches_on(ROWS, (DAY, DAY)) == (frozenset({FIRST, SECOND}),) * 2
    assert both.name == "both"


class LeavesOut(Canned):
    """An evaluator that says nothing of the last day."""

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        return super().matches_on(rows, days)[:-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LeavesOut("rete", FIRST), Canned("plain", FIRST)),
        (Canned("rete", FIRST), LeavesOut("plain", FIRST)),
    ],
)
def test_an_evaluator_that_leaves_a_day_out_does_not_agree(one: Canned, other: Canned) -> None:
    with pytest.raises(ValueError, match="zip"):
        AgreeingEvaluators(one, other).matches_on(ROWS, (DAY, DAY))


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        (
            (THIRD, SECOND, FIRST),
            (THIRD,),
            "only rete found late on facts (0,), late on facts (1, 2); ",
        ),
        ((), (THIRD,), "only plain found silent on facts (0,); "),
        (
            (FIRST,),
            (THIRD,),
            "only rete found late on facts (0,); only plain found silent on facts (0,); ",
        ),
    ],
)
def test_what_only_one_finds_is_told_and_nothing_is_found(
    mine: tuple[Match, ...], theirs: tuple[Match, ...], told: str
) -> None:
    both = AgreeingEvaluators(Canned("rete", *mine), Canned("plain", *theirs))
    with pytest.raises(DisagreementError) as raised:
        both.matches(ROWS, DAY)
    assert str(raised.value) == (
        f"the evaluators disagree as of 2020-05-01: {told}"
        "nothing of this run may be used; please report it with the record and the rule"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2020, 5, 1), date(2020, 5, 1).toordinal()),
        (Dated.latest(PartialDate.parse("2020-05")), date(2020, 5, 31).toordinal()),
        (Dated.earliest(PartialDate.parse("2020-05")), date(2020, 5, 1).toordinal()),
        (state_of_code("CAN"), "CAN"),
        ("1", "1"),
        (1, 1),
        (True, True),
    ],
)
def test_a_value_is_compared_as_a_number_a_text_or_a_flag(
    value: FactValue, expected: str | int | bool
) -> None:
    assert scalar(value) == expected
    assert type(scalar(value)) is type(expected)
    assert not isinstance(scalar(value), State)


def test_a_row_has_what_rules_compare_and_the_days_of_its_fact() -> None:
    kind = FactKind(
        "case",
        "case",
        {"key": Field(Type.TEXT, "key"), "summary": Field(Type.TEXT, "summary", matchable=False)},
    )
    fact = Fact("case", {"key": "north", "summary": "mines"}, Span(DAY, date(2020, 6, 1)), ())
    assert row_of(fact, {"case": kind}) == Row(
        "case", {"key": "north"}, DAY.toordinal(), date(2020, 6, 1).toordinal()
    )
