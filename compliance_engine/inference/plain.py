"""The evaluator that can be checked by reading it: patterns in order, every row tried for each.

It shares nothing with the compiler to durable_rules but the conditions themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

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


class PlainEvaluator:
    """Finds matches by nested loops over the rows that hold on the day."""

    name = "plain"

    def __init__(self, logics: Sequence[Logic]) -> None:
        self._logics = tuple(logics)

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """All matches of the rules among the rows of one State on one day."""
        today = as_of.toordinal()
        by_kind: dict[str, list[tuple[int, Row]]] = {}
        for index, row in enumerate(rows):
            if row.first <= today < row.until:
                by_kind.setdefault(row.kind, []).append((index, row))
        return frozenset(
            Match(logic.rule, found)
            for logic in self._logics
            if as_of in logic.in_effect
            for found in _found(logic, by_kind, as_of)
        )


def _found(
    logic: Logic, by_kind: Mapping[str, list[tuple[int, Row]]], as_of: date
) -> Iterator[tuple[int, ...]]:
    def search(
        position: int, chosen: tuple[int, ...], bound: dict[str, Row]
    ) -> Iterator[tuple[int, ...]]:
        if position == len(logic.when):
            if not any(blocked(pattern, bound) for pattern in logic.unless):
                yield chosen
            return
        pattern = logic.when[position]
        for index, row in by_kind.get(pattern.kind, ()):
            if pattern_holds(pattern, row, bound, as_of):
                yield from search(position + 1, (*chosen, index), {**bound, pattern.name: row})

    def blocked(pattern: Pattern, bound: Bindings) -> bool:
        return any(
            pattern_holds(pattern, row, bound, as_of) for _, row in by_kind.get(pattern.kind, ())
        )

    yield from search(0, (), {})


def pattern_holds(pattern: Pattern, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether every test of a pattern holds of a row, given the rows bound before it."""
    return all(test_holds(test, row, bound, as_of) for test in pattern.tests)


def test_holds(test: Test, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether one test holds; a test that names an absent value never does."""
    match test:
        case Known():
            return (_value(test.field, row, bound, as_of) is None) == test.negated
        case OneOf():
            value = _value(test.field, row, bound, as_of)
            if value is None:
                return False
            listed = [_value(constant, row, bound, as_of) for constant in test.values]
            return (value not in listed) if test.negated else (value in listed)
        case Comparison():
            return _comparison_holds(test, row, bound, as_of)


def _comparison_holds(test: Comparison, row: Row, bound: Bindings, as_of: date) -> bool:
    left = _value(test.left, row, bound, as_of)
    right = _value(test.right, row, bound, as_of)
    return left is not None and right is not None and _compare(left, test.operator, right)


def _compare(left: Scalar, operator: Operator, right: Scalar) -> bool:
    match operator:
        case Operator.EQUAL:
            return left == right
        case Operator.UNEQUAL:
            return left != right
    if isinstance(left, str) or isinstance(right, str):
        raise TypeError(f"texts have no order: {left!r} {operator} {right!r}")
    match operator:
        case Operator.LESS:
            return left < right
        case Operator.AT_MOST:
            return left <= right
        case Operator.MORE:
            return left > right
        case _:
            return left >= right


def _value(expression: Expression, row: Row, bound: Bindings, as_of: date) -> Scalar | None:
    """The value of an expression, a date as its ordinal; None if a field is absent."""
    match expression:
        case FieldRef(pattern=pattern, field=field):
            return (row if pattern is None else bound[pattern]).values.get(field)
        case AsOf():
            return as_of.toordinal()
        case Constant(value=value):
            return value.toordinal() if isinstance(value, date) else value
        case Shift():
            moved = _value(expression.operand, row, bound, as_of)
            if moved is None:
                return None
            try:
                day = add_years(date.fromordinal(int(moved)), expression.years, Rounding.EARLIER)
            except OverflowError:
                return None
            return day.toordinal()
        case Sum():
            left = _value(expression.left, row, bound, as_of)
            right = _value(expression.right, row, bound, as_of)
            if left is None or right is None:
                return None
            return int(left) - int(right) if expression.minus else int(left) + int(right)
