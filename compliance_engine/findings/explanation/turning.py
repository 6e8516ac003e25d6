"""When a condition of a rule holds: before, and from which day on it will as the record stands.

A condition is followed over time with the same duty, matter or measure as on the day of the
check, each day with what is then known of it. Nothing here reads a condition's text: the days on
which anything can change are the first days of facts, and those on which a comparison with the
day of the check turns, which are found by trying it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.steps import Exists, InEffect, NoneMatches, Step
from compliance_engine.inference.model import Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.plain_conditions import pattern_holds, test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Expression,
    Logic,
    Operator,
    Shift,
    Sum,
    Test,
)
from compliance_engine.rulebook.vocabulary import FINDING, KEY, FactKind, Verdict

YEARS_AHEAD = 25
"""How far ahead the facts of an explanation are complete, in calendar years."""

ONE_DAY = timedelta(days=1)
_STANDING = "membership"


def horizon(as_of: date) -> date:
    """The last day that is looked at, inclusive."""
    return add_years(as_of, YEARS_AHEAD, Rounding.EARLIER)


@dataclass(frozen=True)
class Turning:
    """The times about a day on which a condition does not hold.

    `before` is the last time in which it held, `first` the first day on which it does again,
    as the record stands; None where there is no such time up to the horizon, or where the
    condition is about findings of that day.
    """

    before: Span | None
    first: date | None


class OverTime:
    """The conditions of a rule over time, among facts complete up to the horizon."""

    def __init__(self, facts: Sequence[Fact], kinds: Mapping[str, FactKind], as_of: date) -> None:
        self._facts = tuple(facts)
        self._rows = {id(fact): row_of(fact, kinds) for fact in self._facts}
        self._as_of = as_of

    def turning(self, step: Step) -> Turning:
        """When the condition of a step that does not hold on the day did, and will."""
        before, first = None, None
        if isinstance(step.asked, NoneMatches) and step.asked.pattern.kind == FINDING:
            return Turning(None, None)
        for span in self._spans(step):
            if span.until <= self._as_of:
                before = span
            elif span.first > self._as_of and first is None:
                first = span.first
        return Turning(before, first)

    def rule_holds(self, logic: Logic, day: date, subject: Fact | None) -> bool:
        """Whether a rule of the first level holds on a day, of the same thing if one is given."""
        rows = [self._rows[id(fact)] for fact in self._facts]
        return any(
            subject is None or is_same_thing(self._facts[match.rows[0]], subject)
            for match in PlainEvaluator([logic]).matches(rows, day)
        )

    def following(self, fact: Fact) -> Fact | None:
        """What becomes of a fact, the day after its last."""
        return self._on(fact, fact.held.until) if fact.held.ends else None

    def next_due(self, fact: Fact) -> Fact | None:
        """The next duty of the kind of one that is due, in view on the day of the check."""
        coming = [
            one
            for one in self._facts
            if self._as_of in one.held
            and (one.kind, one.fields.get("kind")) == (fact.kind, fact.fields.get("kind"))
            and one.fields.get("verdict") == Verdict.NOT_YET_DUE
        ]
        return coming[0] if coming else None

    def since(self, fact: Fact, field: str) -> date:
        """The first day of the time up to now in which a field was what it is."""
        first = fact.held.first
        while (earlier := self._on(fact, first - ONE_DAY)) is not None:
            if earlier.fields.get(field) != fact.fields.get(field):
                break
            first = earlier.held.first
        return first

    def _spans(self, step: Step) -> Iterator[Span]:
        """The times in which it holds, in order."""
        last = horizon(self._as_of) + ONE_DAY
        concerned = [fact for fact in self._facts if _concerns(step, fact)]
        ends = {day for fact in concerned for day in (fact.held.first, fact.held.until)}
        if isinstance(step.asked, InEffect):
            ends |= {step.asked.span.first, step.asked.span.until}
        days = sorted({day for day in ends if day < last} | {last})
        start: date | None = None
        for first, until in pairwise(days):
            for day in self._turns(step, first, until):
                holds = self._holds(step, day)
                if holds and start is None:
                    start = day
                elif not holds and start is not None:
                    yield Span(start, day)
                    start = None
        if start is not None:
            yield Span(start, last)

    def _turns(self, step: Step, first: date, until: date) -> list[date]:
        """The days of a time without any change of facts on which the answer may change."""
        days = {first}
        earlier = self._earlier(step, first)
        compared = [ordered for test in _tests(step) for ordered in _ordered(test)]
        if earlier is None or not compared:
            return [first]
        for own in self._asked_of(step, first):
            for ordered in compared:
                days.add(_first_change(partial(test_holds, ordered, own, earlier), first, until))
        return sorted(days)

    def _asked_of(self, step: Step, day: date) -> list[Row]:
        """The rows of which a condition is asked on a day."""
        if isinstance(step.asked, NoneMatches):
            return self._rows_of(step.asked.pattern.kind, day)
        own = self._on(step.fact, day) if step.fact is not None else None
        return [self._rows[id(own)]] if own is not None else []

    def _rows_of(self, kind: str, day: date) -> list[Row]:
        return [
            self._rows[id(fact)] for fact in self._facts if fact.kind == kind and day in fact.held
        ]

    def _holds(self, step: Step, day: date) -> bool:
        """Whether the condition holds on a day, of the same things as they are then."""
        match step.asked:
            case InEffect(span=span):
                return day in span
            case Exists(pattern=pattern, key=key, alike=alike):
                return any(
                    key in (None, row.key) and all(test_holds(test, row, {}, day) for test in alike)
                    for row in self._rows_of(pattern.kind, day)
                )
        earlier = self._earlier(step, day)
        if earlier is None:
            return False
        match step.asked:
            case NoneMatches(pattern=pattern):
                rows = self._asked_of(step, day)
                return not any(pattern_holds(pattern, row, earlier, day) for row in rows)
            case test:
                return any(test_holds(test, row, earlier, day) for row in self._asked_of(step, day))

    def _earlier(self, step: Step, day: date) -> dict[str, Row] | None:
        """The rows of what earlier patterns found, as they are on a day; None if one is not."""
        rows = {}
        for name, fact in _named_earlier(step).items():
            then = self._on(fact, day)
            if then is None:
                return None
            rows[name] = self._rows[id(then)]
        return rows

    def _on(self, fact: Fact, day: date) -> Fact | None:
        """What holds on a day of the same thing."""
        found = (one for one in self._facts if day in one.held and is_same_thing(one, fact))
        return next(found, None)


def is_same_thing(one: Fact, other: Fact) -> bool:
    """Whether two facts tell of the same duty, matter or measure at different times.

    A State has one standing, whichever of its memberships it goes back to.
    """
    if one.kind != other.kind or one.kind == _STANDING:
        return one.kind == other.kind
    return all(
        one.fields.get(field) == other.fields.get(field) for field in (KEY, "kind", "joined")
    )


def _concerns(step: Step, fact: Fact) -> bool:
    match step.asked:
        case Exists(pattern=pattern) | NoneMatches(pattern=pattern) if fact.kind == pattern.kind:
            return True
    things = [*_named_earlier(step).values(), *([step.fact] if step.fact else [])]
    return any(is_same_thing(fact, one) for one in things)


def _named_earlier(step: Step) -> dict[str, Fact]:
    """What earlier patterns found, of those that the condition names."""
    named = {ref.pattern for ref in step.named}
    return {name: fact for name, fact in step.earlier.items() if name in named}


def _tests(step: Step) -> tuple[Test, ...]:
    match step.asked:
        case Exists() | InEffect():
            return ()
        case NoneMatches(pattern=pattern):
            return pattern.tests
        case test:
            return (test,)


def _ordered(test: Test) -> Iterator[Comparison]:
    """What turns once, and once only, as the day of the check goes on: at most, and less than."""
    if isinstance(test, Comparison) and (_names_as_of(test.left) or _names_as_of(test.right)):
        for operator in (Operator.AT_MOST, Operator.LESS):
            yield replace(test, operator=operator)


def _names_as_of(expression: Expression) -> bool:
    match expression:
        case AsOf() | Shift(operand=AsOf()):
            return True
        case Sum():
            return _names_as_of(expression.left) or _names_as_of(expression.right)
        case _:
            return False


def _first_change(holds: Callable[[date], bool], first: date, until: date) -> date:
    """The first day of a time on which the answer is not that of its first day, or else that."""
    begins = holds(first)
    if holds(until - ONE_DAY) is begins:
        return first

    def changed(days: int) -> bool:
        return holds(first + timedelta(days=days)) is not begins

    return first + timedelta(days=bisect_left(range((until - first).days), True, key=changed))
