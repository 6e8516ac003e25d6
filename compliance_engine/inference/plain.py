"""The evaluator that can be checked by reading it: patterns in order, rows tried for each.

It shares nothing with the compiler to durable_rules but the conditions themselves. A test
becomes a function of the row at hand, the rows found before it and the day, written once for
each form that a condition can have. Where a test compares a value of the row alone with one of the
rows found before, the rows are kept in the order of that value: only those are tried of which
it holds, so that what is looked at grows with what is found, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from compliance_engine.inference.model import Match, Row, Scalar
from compliance_engine.inference.plain_conditions import (
    Bindings,
    Holds,
    Value,
    holds_as,
    is_of_row_alone,
    looks_at_row_alone,
    value_as,
)
from compliance_engine.rulebook.conditions import (
    Comparison,
    Logic,
    Operator,
    Pattern,
    Test,
    fields_of,
)
from compliance_engine.rulebook.vocabulary import Type

Rows = Sequence[tuple[int, Row]]

_NONE_BOUND: Bindings = {}
_NO_ROW = Row("", {}, 0, 0)
_NO_DAY = 0
_TURNED: Mapping[Operator, Operator] = {
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
}
"""What an operator is when its sides change places; equality is what it was."""

_FEWEST = {one: place for place, one in enumerate((Operator.EQUAL, *_TURNED, Operator.UNEQUAL))}
"""Which operators leave the fewest rows to be tried, first."""


class PlainEvaluator:
    """Finds matches by nested loops over the rows that hold on the day."""

    name = "plain"

    def __init__(self, logics: Sequence[Logic]) -> None:
        self._asked = [
            (logic, tuple(map(_asked, logic.when)), tuple(map(_asked, logic.unless)))
            for logic in logics
        ]

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """All matches of the rules among the rows of one State on one day."""
        return self.matches_on(rows, (as_of,))[0]

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        """All matches on each of several days."""
        if not days:
            return ()
        first, last = min(days).toordinal(), max(days).toordinal()
        by_kind: dict[str, list[tuple[int, Row]]] = {}
        for index, row in enumerate(rows):
            if row.first <= last and first < row.until:
                by_kind.setdefault(row.kind, []).append((index, row))
        candidates_of = _Candidates(by_kind).of
        candidates = [
            _OfRule(logic, [*map(candidates_of, when)], [*map(candidates_of, unless)])
            for logic, when, unless in self._asked
        ]
        return tuple(
            frozenset(match for one in candidates for match in one.matches(day)) for day in days
        )


@dataclass(frozen=True)
class _Asked:
    """A pattern: what it asks of the row alone, whatever the day, and what else it asks."""

    kind: str
    name: str
    alone: tuple[Holds, ...]
    join: _Join | None
    rest: tuple[Holds, ...]


@dataclass(frozen=True)
class _Join:
    """A comparison of a value of the row alone with one of rows found before it."""

    own: Value
    operator: Operator
    other: Value


class _Candidates:
    """The rows of which all holds that patterns ask of the row alone.

    Patterns begin alike, with the kind of a duty: what they ask together is asked once.
    """

    def __init__(self, by_kind: Mapping[str, Rows]) -> None:
        self._by_kind = by_kind
        self._found: dict[tuple[str, tuple[Holds, ...]], Rows] = {}

    def of(self, asked: _Asked) -> _Tried:
        """A pattern with its rows."""
        return _Tried(asked, self._of(asked.kind, asked.alone))

    def _of(self, kind: str, alone: tuple[Holds, ...]) -> Rows:
        if not alone:
            return self._by_kind.get(kind, ())
        if (kind, alone) not in self._found:
            *earlier, holds = alone
            self._found[kind, alone] = [
                (index, row)
                for index, row in self._of(kind, tuple(earlier))
                if holds(row, _NONE_BOUND, _NO_DAY)
            ]
        return self._found[kind, alone]


@dataclass(frozen=True)
class _Tried:
    """A pattern, and the rows of which all holds that it asks of a row alone."""

    asked: _Asked
    rows: Rows

    def matching(self, bound: Bindings, today: int) -> Iterator[tuple[int, Row]]:
        """The rows that hold on the day and match, given the rows bound before."""
        for index, row in self._joining(bound, today):
            if row.first <= today < row.until and all(
                holds(row, bound, today) for holds in self.asked.rest
            ):
                yield index, row

    def _joining(self, bound: Bindings, today: int) -> Iterable[tuple[int, Row]]:
        join = self.asked.join
        if join is None:
            return self.rows
        # the function looks at what is bound alone: it is given no row of its own
        sought = join.other(_NO_ROW, bound, today)
        return () if sought is None else self._ordered.of(join.operator, sought)

    @cached_property
    def _ordered(self) -> _Ordered:
        assert self.asked.join is not None
        return _Ordered(self.rows, self.asked.join)


class _Ordered:
    """Rows by the value that a join compares; those without one are left out."""

    def __init__(self, rows: Rows, join: _Join) -> None:
        self._by_value: dict[Scalar, list[tuple[int, Row]]] = {}
        for index, row in rows:
            value = join.own(row, _NONE_BOUND, _NO_DAY)
            if value is not None:
                self._by_value.setdefault(value, []).append((index, row))

    @cached_property
    def _values(self) -> list[int]:
        """The values in order."""
        return sorted(int(value) for value in self._by_value)

    def of(self, how: Operator, sought: Scalar) -> Iterable[tuple[int, Row]]:
        """The rows whose value compares so with the one that is sought."""
        match how:
            case Operator.EQUAL:
                return self._by_value.get(sought, ())
            case Operator.UNEQUAL:
                others = (rows for value, rows in self._by_value.items() if value != sought)
                return chain.from_iterable(others)
        values, least, end = self._values, 0, len(self._values)
        match how:
            case Operator.LESS:
                end = bisect_left(values, int(sought))
            case Operator.AT_MOST:
                end = bisect_right(values, int(sought))
            case Operator.MORE:
                least = bisect_right(values, int(sought))
            case _:
                least = bisect_left(values, int(sought))
        return chain.from_iterable(self._by_value[values[at]] for at in range(least, end))


@dataclass(frozen=True)
class _OfRule:
    """The patterns of a rule, each with the rows of which what it asks of a row alone holds."""

    logic: Logic
    when: Sequence[_Tried]
    unless: Sequence[_Tried]

    def matches(self, as_of: date) -> Iterator[Match]:
        if as_of in self.logic.in_effect and all(one.rows for one in self.when):
            for chosen in self._found(as_of.toordinal(), (), {}):
                yield Match(self.logic.rule, chosen)

    def _found(
        self, today: int, chosen: tuple[int, ...], bound: dict[str, Row]
    ) -> Iterator[tuple[int, ...]]:
        if len(chosen) == len(self.when):
            if not any(any(one.matching(bound, today)) for one in self.unless):
                yield chosen
            return
        tried = self.when[len(chosen)]
        for index, row in tried.matching(bound, today):
            yield from self._found(today, (*chosen, index), {**bound, tried.asked.name: row})


def _asked(pattern: Pattern) -> _Asked:
    alone = [test for test in pattern.tests if looks_at_row_alone(test)]
    rest = [test for test in pattern.tests if not looks_at_row_alone(test)]
    joins = [(test, join) for test in rest if (join := _join(test)) is not None]
    joined, join = min(joins, key=lambda one: _FEWEST[one[1].operator], default=(None, None))
    left = [test for test in rest if test is not joined]
    holds = tuple(map(holds_as, left))
    return _Asked(pattern.kind, pattern.name, tuple(map(holds_as, alone)), join, holds)


def _join(test: Test) -> _Join | None:
    """The test as a join, if one side of it looks at the row alone and the other at none."""
    if not isinstance(test, Comparison):
        return None
    for own, how, other in (
        (test.left, test.operator, test.right),
        (test.right, _TURNED.get(test.operator, test.operator), test.left),
    ):
        if test.operator in _TURNED and Type.TEXT in (own.type, other.type):
            return None  # texts have no order: to ask for one is an error where it is evaluated
        if is_of_row_alone(own) and all(ref.pattern is not None for ref in fields_of(other)):
            return _Join(value_as(own), how, value_as(other))
    return None
