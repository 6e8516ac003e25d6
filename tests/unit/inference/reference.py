"""A third evaluator, for tests only: nested loops over everything, as literal as can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from compliance_engine.inference.model import Match, Row
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

Found = Mapping[str, Row]


def matches(logics: Sequence[Logic], rows: Sequence[Row], as_of: date) -> frozenset[Match]:
    """What each rule matches, found by trying every combination of rows."""
    return frozenset(match for logic in logics for match in _matches(logic, rows, as_of))


def _matches(logic: Logic, rows: Sequence[Row], as_of: date) -> Iterator[Match]:
    if as_of in logic.in_effect:
        for chosen in _chosen(logic.when, rows, (), as_of):
            found = _found(logic.when, rows, chosen)
            if not any(_meets(row, one, found, as_of) for one in logic.unless for row in rows):
                yield Match(logic.rule, chosen)


def _chosen(
    patterns: Sequence[Pattern], rows: Sequence[Row], chosen: tuple[int, ...], as_of: date
) -> Iterator[tuple[int, ...]]:
    if len(chosen) == len(patterns):
        yield chosen
        return
    found = _found(patterns, rows, chosen)
    for index, row in enumerate(rows):
        if _meets(row, patterns[len(chosen)], found, as_of):
            yield from _chosen(patterns, rows, (*chosen, index), as_of)


def _found(patterns: Sequence[Pattern], rows: Sequence[Row], chosen: tuple[int, ...]) -> Found:
    return {pattern.name: rows[index] for pattern, index in zip(patterns, chosen, strict=False)}


def _meets(row: Row, pattern: Pattern, found: Found, as_of: date) -> bool:
    return (
        row.kind == pattern.kind
        and row.first <= as_of.toordinal() < row.until
        and all(_holds(test, row, found, as_of) for test in pattern.tests)
    )


def _holds(test: Test, own: Row, found: Found, as_of: date) -> bool:
    match test:
        case Known(field, negated):
            return (_value(field, own, found, as_of) is None) is negated
        case OneOf(field, values, negated):
            value = _value(field, own, found, as_of)
            if value is None:
                return False
            listed = [_value(constant, own, found, as_of) for constant in values]
            return (value in listed) is not negated
        case Comparison(left, operator, right):
            one = _value(left, own, found, as_of)
            other = _value(right, own, found, as_of)
            return one is not None and other is not None and _compare(one, operator, other)


def _value(expression: Expression, own: Row, found: Found, as_of: date) -> int | str | None:
    match expression:
        case FieldRef(pattern, field):
            return (own if pattern is None else found[pattern]).values.get(field)
        case AsOf():
            return as_of.toordinal()
        case Constant(date() as day):
            return day.toordinal()
        case Constant(value):
            assert not isinstance(value, date)
            return value
        case Shift(operand, years):
            moved = _value(operand, own, found, as_of)
            return None if moved is None else _shifted(date.fromordinal(int(moved)), years)
        case Sum(left, right, minus):
            one = _value(left, own, found, as_of)
            other = _value(right, own, found, as_of)
            if one is None or other is None:
                return None
            return int(one) - int(other) if minus else int(one) + int(other)


def _shifted(day: date, years: int) -> int:
    if (day.month, day.day) == (2, 29):
        leap = date(day.year + years, 3, 1).toordinal() - date(day.year + years, 2, 28).toordinal()
        return date(day.year + years, 2, 28).toordinal() + leap - 1
    return day.replace(year=day.year + years).toordinal()


def _compare(one: int | str, operator: Operator, other: int | str) -> bool:
    match operator:
        case Operator.EQUAL:
            return one == other
        case Operator.UNEQUAL:
            return one != other
    assert isinstance(one, int)
    assert isinstance(other, int)
    match operator:
        case Operator.LESS:
            return one < other
        case Operator.AT_MOST:
            return one <= other
        case Operator.MORE:
            return one > other
        case Operator.AT_LEAST:
            return one >= other
