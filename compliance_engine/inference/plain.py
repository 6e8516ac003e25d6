"""The evaluator that can be checked by reading it: patterns in order, every row tried for each.

It shares nothing with the compiler to durable_rules but the conditions themselves. A test
becomes a function of the row at hand, the rows found before it and the day, written once for
each form that a condition can have.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from compliance_engine.dates import Rounding, add_years
from compliance_engine.inference.model import Match, Row, Scalar
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    Logic,
    OneOf,
    Operator,
    Pattern,
    Shift,
    Sum,
    Test,
)

Bindings = Mapping[str, Row]
Value = Callable[[Row, Bindings, int], Scalar | None]
Holds = Callable[[Row, Bindings, int], bool]
Rows = Sequence[tuple[int, Row]]

_NONE_BOUND: Bindings = {}
_NO_DAY = 0
_COMPARE: Mapping[Operator, Callable[[Scalar, Scalar], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


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
        rows_of = _Candidates(by_kind).of
        candidates = [
            _OfRule(
                logic,
                [(one, rows_of(one)) for one in when],
                [(one, rows_of(one)) for one in unless],
            )
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
    rest: tuple[Holds, ...]


class _Candidates:
    """The rows of which all holds that patterns ask of the row alone.

    Patterns begin alike, with the kind of a duty: what they ask together is asked once.
    """

    def __init__(self, by_kind: Mapping[str, Rows]) -> None:
        self._by_kind = by_kind
        self._found: dict[tuple[str, tuple[Holds, ...]], Rows] = {}

    def of(self, asked: _Asked) -> Rows:
        """The rows for a pattern, in their order."""
        return self._of(asked.kind, asked.alone)

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
class _OfRule:
    """The patterns of a rule, each with the rows of which what it asks of a row alone holds."""

    logic: Logic
    when: Sequence[tuple[_Asked, Rows]]
    unless: Sequence[tuple[_Asked, Rows]]

    def matches(self, as_of: date) -> Iterator[Match]:
        if as_of in self.logic.in_effect and all(rows for _, rows in self.when):
            for chosen in _found(self.when, self.unless, as_of.toordinal()):
                yield Match(self.logic.rule, chosen)


def _asked(pattern: Pattern) -> _Asked:
    alone = [test for test in pattern.tests if _looks_at_row_alone(test)]
    rest = [test for test in pattern.tests if not _looks_at_row_alone(test)]
    return _Asked(pattern.kind, pattern.name, tuple(map(_holds, alone)), tuple(map(_holds, rest)))


def _found(
    when: Sequence[tuple[_Asked, Rows]], unless: Sequence[tuple[_Asked, Rows]], today: int
) -> Iterator[tuple[int, ...]]:
    def matching(asked: _Asked, rows: Rows, bound: Bindings) -> Iterator[tuple[int, Row]]:
        for index, row in rows:
            if row.first <= today < row.until and all(
                holds(row, bound, today) for holds in asked.rest
            ):
                yield index, row

    def search(
        position: int, chosen: tuple[int, ...], bound: dict[str, Row]
    ) -> Iterator[tuple[int, ...]]:
        if position == len(when):
            if not any(any(matching(asked, rows, bound)) for asked, rows in unless):
                yield chosen
            return
        asked, rows = when[position]
        for index, row in matching(asked, rows, bound):
            yield from search(position + 1, (*chosen, index), {**bound, asked.name: row})

    yield from search(0, (), {})


def pattern_holds(pattern: Pattern, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether every test of a pattern holds of a row, given the rows bound before it."""
    return all(test_holds(test, row, bound, as_of) for test in pattern.tests)


def test_holds(test: Test, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether one test holds; a test that names an absent value never does."""
    return _holds(test)(row, bound, as_of.toordinal())


def _looks_at_row_alone(test: Test) -> bool:
    match test:
        case Known(field=field) | OneOf(field=field):
            return field.pattern is None
        case Comparison():
            return _is_of_row_alone(test.left) and _is_of_row_alone(test.right)


def _is_of_row_alone(expression: Expression) -> bool:
    match expression:
        case FieldRef():
            return expression.pattern is None
        case AsOf():
            return False
        case Constant():
            return True
        case Shift():
            return _is_of_row_alone(expression.operand)
        case Sum():
            return _is_of_row_alone(expression.left) and _is_of_row_alone(expression.right)


@cache
def _holds(test: Test) -> Holds:
    match test:
        case Known(field=ref, negated=negated):
            value = _value(ref)
            return lambda row, bound, today: (value(row, bound, today) is None) == negated
        case OneOf(field=ref, values=values, negated=negated):
            value = _value(ref)
            listed = [_scalar(constant) for constant in values]

            def one_of(row: Row, bound: Bindings, today: int) -> bool:
                found = value(row, bound, today)
                return found is not None and (found in listed) != negated

            return one_of
        case Comparison():
            left, right, compare = _value(test.left), _value(test.right), _compare(test)

            def compared(row: Row, bound: Bindings, today: int) -> bool:
                one, other = left(row, bound, today), right(row, bound, today)
                return one is not None and other is not None and compare(one, other)

            return compared


def _compare(test: Comparison) -> Callable[[Scalar, Scalar], bool]:
    compare = _COMPARE[test.operator]
    if test.operator in (Operator.EQUAL, Operator.UNEQUAL):
        return compare

    def ordered(one: Scalar, other: Scalar) -> bool:
        if isinstance(one, str) or isinstance(other, str):
            raise TypeError(f"texts have no order: {test}")
        return compare(one, other)

    return ordered


def _value(expression: Expression) -> Value:
    """The value of an expression, a date as its ordinal; None if a field is absent."""
    match expression:
        case FieldRef(pattern=None, field=field):
            return lambda row, _bound, _today: row.values.get(field)
        case FieldRef(pattern=str() as name, field=field):
            return lambda _row, bound, _today: bound[name].values.get(field)
        case AsOf():
            return lambda _row, _bound, today: today
        case Constant():
            fixed = _scalar(expression)
            return lambda _row, _bound, _today: fixed
        case Shift(years=years):
            operand = _value(expression.operand)
            return lambda row, bound, today: _shifted(operand(row, bound, today), years)
        case Sum(minus=minus):
            left, right = _value(expression.left), _value(expression.right)
            sign = -1 if minus else 1

            def added(row: Row, bound: Bindings, today: int) -> int | None:
                one, other = left(row, bound, today), right(row, bound, today)
                if one is None or other is None:
                    return None
                return int(one) + sign * int(other)

            return added
    raise TypeError(f"{expression!r} is no expression")


def _scalar(constant: Constant) -> Scalar:
    value = constant.value
    return value.toordinal() if isinstance(value, date) else value


def _shifted(day: Scalar | None, years: int) -> int | None:
    """A day moved by calendar years; None outside of the calendar."""
    if day is None:
        return None
    try:
        return add_years(date.fromordinal(int(day)), years, Rounding.EARLIER).toordinal()
    except OverflowError:
        return None
