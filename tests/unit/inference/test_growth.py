"""Ten times the rows cost about ten times the work: counted, not timed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.inference.horizons import Horizons
from compliance_engine.inference.model import Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.shares import Shares
from compliance_engine.rulebook.conditions import Logic
from tests.unit.inference.writing import row, rule, when

FIRST = date(2010, 1, 1)
FEW, TIMES = 60, 10
DUTIES = when("duty", 'verdict == "met"')


class Counted(dict[str, Any]):
    """The values of a row, which count how often they are looked at."""

    looks = 0

    def get(self, key: str, default: Any = None) -> Any:
        Counted.looks += 1
        return super().get(key, default)


def many(number: int) -> list[Row]:
    return [
        row("duty", key=str(at), verdict="met", due=FIRST + timedelta(days=at), year=at)
        for at in range(number)
    ]


def looks(logic: Logic, number: int) -> int:
    """How often values are looked at to find all matches."""
    rows = [replace(one, values=Counted(one.values)) for one in many(number)]
    Counted.looks = 0
    PlainEvaluator([logic]).matches(rows, date(2020, 1, 1))
    return Counted.looks


@pytest.mark.parametrize(
    "logic",
    [
        rule(DUTIES, when("duty as other", "year == duty.year", duty="duty")),
        rule(DUTIES, when("duty as other", "year == duty.year - 1", duty="duty")),
        rule(DUTIES, when("duty as other", "verdict != duty.verdict", duty="duty")),
        rule(DUTIES, unless=[when("duty as later", "year > duty.year", duty="duty")]),
        rule(DUTIES, unless=[when("duty as later", "due >= duty.due", duty="duty")]),
        rule(DUTIES, unless=[when("duty as before", "duty.year > year", duty="duty")]),
    ],
    ids=str,
)
def test_a_join_is_looked_up_and_not_searched_for(logic: Logic) -> None:
    assert 0 < looks(logic, FEW * TIMES) <= 1.2 * TIMES * looks(logic, FEW)


def spans(number: int) -> Sequence[Row]:
    """Rows that begin one after the other, of which most hold for long."""
    first = FIRST.toordinal()
    duties = [
        replace(one, first=first + at, until=first + at + 3 * number)
        for at, one in enumerate(many(number))
    ]
    return [replace(row("measure", key="1", status="known"), first=first), *duties]


def work(number: int, logic: Logic) -> int:
    """Rows times days of all shares."""
    horizons, within = Horizons([logic]), Span(FIRST, FIRST + timedelta(days=10 * number))
    return sum(
        len(share.rows) * (1 + len(horizons.turning_days(share.rows, within)))
        for share in Shares([logic]).of(spans(number))
    )


@pytest.mark.parametrize(
    "logic",
    [
        rule(DUTIES, when("measure", 'status == "known"')),
        rule(when("measure", 'status == "known"'), DUTIES),
        rule(DUTIES, unless=[when("duty as other", 'verdict == "met"')]),
    ],
    ids=str,
)
def test_over_time_rows_are_looked_at_on_their_own_days(logic: Logic) -> None:
    assert 0 < work(FEW * TIMES, logic) <= 1.5 * TIMES * work(FEW, logic)
