"""The days on which what rules find can change, read from their own comparisons.

Between two such days in a row no fact begins or ends, no rule comes into effect or out of it, and
no comparison with the day of the check turns: so every rule finds the same. A day may be named on
which nothing changes after all; none on which something does is missed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.dates.span import Span
from compliance_engine.inference.atoms import TRIGGER, Linear, Place
from compliance_engine.inference.model import Row
from compliance_engine.inference.terms import atoms
from compliance_engine.rulebook.conditions import Logic, Operator

ONE_DAY = timedelta(days=1)
_TURNS_AT = (Operator.LESS, Operator.AT_LEAST)
_TURNS_BEYOND = (Operator.MORE, Operator.AT_MOST)


class Horizons:
    """The turning days of some rules."""

    def __init__(self, logics: Sequence[Logic]) -> None:
        self._logics = logics
        self._in_effect = {logic.in_effect for logic in logics}

    @cached_property
    def _clocks(self) -> list[_Clock]:
        return [clock for logic in self._logics for clock in _clocks(logic)]

    def turning_days(self, rows: Sequence[Row], within: Span) -> tuple[date, ...]:
        """The days after the first of a span, in order, on which a finding can begin or end."""
        first, until = within.first.toordinal(), within.until.toordinal()
        if until - first == 1:
            return ()
        days = {day for row in rows for day in (row.first, row.until)}
        for span in self._in_effect:
            days |= {span.first.toordinal(), span.until.toordinal()}
        by_kind: dict[str, list[Row]] = {}
        for row in rows:
            by_kind.setdefault(row.kind, []).append(row)
        for clock in self._clocks:
            for found in clock.among(by_kind):
                begins = max([first, *(row.first for row in found)])
                ends = min([until, *(row.until for row in found)])
                days.update(clock.turns(found, range(begins, ends)))
        return tuple(date.fromordinal(day) for day in sorted(days) if first < day < until)

    def holds_until(self, rows: Sequence[Row], as_of: date, last: date) -> date:
        """The first turning day after `as_of`; the day after `last` if none comes by then."""
        held = [row for row in rows if row.first <= as_of.toordinal() < row.until]
        coming = [row.first for row in rows if row.first > as_of.toordinal()]
        end = min([last + ONE_DAY, *(date.fromordinal(day) for day in coming)])
        if end <= as_of:
            raise ValueError(f"{last} comes before {as_of}")
        return min(self.turning_days(held, Span(as_of, end)), default=end)


@dataclass(frozen=True)
class _Clock:
    """A comparison with the day of the check, and the kinds of the facts that it names, by slot.

    The slots are in order.
    """

    comparison: Linear
    kinds: Mapping[int, str]

    def among(self, by_kind: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Row, ...]]:
        """Facts in every combination that the comparison can be made of, in order of slots."""
        return product(*(by_kind.get(kind, ()) for kind in self.kinds.values()))

    def turns(self, found: Sequence[Row], days: range) -> Iterator[int]:
        """The days, as ordinals, from which on the answer may differ from that of the first.

        What is compared grows with the day, which comes first in it: it turns where it reaches
        what it is compared with, or goes beyond. Where it may go back too, every day is named.
        """
        at = dict(zip(self.kinds, found, strict=True))
        sought = self.comparison.constant
        for place, times in self.comparison.terms:
            if place.slot != TRIGGER:
                value = at[place.slot].values.get(place.field)
                if value is None:
                    return
                sought -= times * _moved(int(value), place.years)
        running = [
            (place, times) for place, times in self.comparison.terms if place.slot == TRIGGER
        ]
        if any(times < 0 for _, times in running):
            yield from days[1:]
            return

        def beyond(day: int) -> int:
            return _sum_on(day, running) - sought

        operator = self.comparison.operator
        if operator not in _TURNS_BEYOND:
            yield from days[bisect_left(days, 0, key=beyond) :][:1]
        if operator not in _TURNS_AT:
            yield from days[bisect_left(days, 1, key=beyond) :][:1]


def _clocks(logic: Logic) -> Iterator[_Clock]:
    slots = {pattern.name: slot for slot, pattern in enumerate(logic.when, start=1)}
    kinds = {slot: pattern.kind for slot, pattern in enumerate(logic.when, start=1)}
    asked = [*enumerate(logic.when, start=1)]
    asked += [(len(slots) + 1, pattern) for pattern in logic.unless]
    for own, pattern in asked:
        earlier = {name: slot for name, slot in slots.items() if slot < own}
        for atom in (atom for test in pattern.tests for atom in atoms(test, own, earlier)):
            if isinstance(atom, Linear):
                named = {place.slot for place, _ in atom.terms}
                if TRIGGER in named:
                    of = {**kinds, own: pattern.kind}
                    yield _Clock(atom, {slot: of[slot] for slot in sorted(named - {TRIGGER})})


def _sum_on(day: int, running: Sequence[tuple[Place, int]]) -> int:
    return sum(times * _moved(day, place.years) for place, times in running)


def _moved(day: int, years: int) -> int:
    """A day moved by calendar years, at most to an end of the calendar."""
    if not years:
        return day
    try:
        return add_years(date.fromordinal(day), years, Rounding.EARLIER).toordinal()
    except OverflowError:
        return (date.max if years > 0 else date.min).toordinal()
