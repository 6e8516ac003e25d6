"""The clocks of two treaties, for the first, middle and last day of every month of deposit.

What the engine computes is compared with a second reckoning that shares nothing with it: months
are counted one by one, and days on the calendar.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from compliance_engine.facts.building import facts_of
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook
from tests.builders import record, rulebook

ONE_DAY = timedelta(days=1)
PACKS = Path(__file__).parents[2] / "packs"


def days_later(day: date, number: int) -> date:
    for _ in range(number):
        day += ONE_DAY
    return day


def next_month(day: date) -> date:
    day = day.replace(day=28)
    while day.day != 1:
        day += ONE_DAY
    return day


@dataclass(frozen=True)
class Cycle:
    """A treaty's clocks as its text states them."""

    rulebook: Callable[[], Rulebook]
    begins: date
    months: int
    first_duty: Callable[[date], date]
    day_and_month: tuple[int, int]
    kinds: tuple[str, str]

    def entry_into_force(self, deposited: date) -> date:
        day = deposited
        for _ in range(self.months):
            day = next_month(day)
        return max(day, self.begins)

    def anniversaries(self, after: date) -> Iterator[date]:
        """Each day of the yearly duty that comes after a day."""
        while True:
            after += ONE_DAY
            if (after.day, after.month) == self.day_and_month:
                yield after


MINES = Cycle(
    rulebook,
    date(1999, 3, 1),
    6,
    lambda day: days_later(day, 180),
    (30, 4),
    ("initial report", "annual report"),
)
LIGHTHOUSES = Cycle(
    lambda: load_rulebook(PACKS / "cls" / "rules"),
    date(2001, 7, 1),
    3,
    lambda day: date(day.year + 1, day.month, day.day),
    (31, 5),
    ("signal register", "register update"),
)


@pytest.mark.parametrize("cycle", [MINES, LIGHTHOUSES], ids=["mines", "lighthouses"])
@pytest.mark.parametrize("year", range(1997, 2013))
def test_due_dates_are_those_of_a_second_reckoning(cycle: Cycle, year: int) -> None:
    law = cycle.rulebook()
    for month in range(1, 13):
        for day in (1, 15, monthrange(year, month)[1]):
            deposited = date(year, month, day)
            entry = f"- {{instrument: accession, deposited: {deposited}, source: example}}"
            in_force = cycle.entry_into_force(deposited)
            first = cycle.first_duty(in_force)
            yearly = cycle.anniversaries(first)
            expected = {(cycle.kinds[0], first), *((cycle.kinds[1], next(yearly)) for _ in "123")}
            through = max(due for _, due in expected)
            owed = {
                (fact.fields["kind"], fact.fields["due"])
                for fact in facts_of(record(membership=entry), law, through)
                if fact.kind == "duty" and fact.fields["verdict"] != "not owed"
            }
            assert owed == expected, deposited
            standing = [
                fact.held.first
                for fact in facts_of(record(membership=entry), law, through)
                if fact.kind == "membership" and fact.fields["status"] == "party"
            ]
            assert standing == [in_force], deposited
