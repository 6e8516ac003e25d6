"""What conditions mean to the plain evaluator: each test as a function of rows and the day.

Written once for each form that a condition can have; nothing is shared with the compiler to
durable_rules.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from compliance_engine.dates.counting import Rounding, add_years
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
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

_COMPARE: Mapping[Operator, Callable[[Scalar, Scalar], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


def pattern_holds(pattern: Pattern, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether every test of a pattern holds of a row, given the rows bound before it."""
    return all(test_holds(test, row, bound, as_of) for test in pattern.tests)


def holds_of_row_alone(test: Test, row: Row) -> bool:
    """Whether a test that looks at the row alone holds of it."""
    return holds_as(test)(row, {}, 0)


def test_holds(test: Test, row: Row, bound: Bindings, as_of: date) -> bool:
    """Whether one test holds; a test that names an absent value never does."""
    return holds_as(test)(row, bound, as_of.toordinal())


def looks_at_row_alone(test: Test) -> bool:
    match test:
        case Known(field=field) | OneOf(field=field):
            return field.pattern is None
        case Comparison():
            return is_of_row_alone(test.left) and is_of_row_alone(test.right)


def is_of_row_alone(expression: Expression) -> bool:
    match expression:
        case FieldRef():
            return expression.pattern is None
        case AsOf():
            return False
        case Constant():
            return True
        case Shift():
            return is_of_row_alone(expression.operand)
        case Sum():
            return is_of_row_alone(expression.left) and is_of_row_alone(expression.right)


@cache
def holds_as(test: Test) -> Holds:
    match test:
        case Known(field=ref, negated=negated):
            value = value_as(ref)
            return lambda row, bound, today: (value(row, bound, today) is None) == negated
        case OneOf(field=ref, values=values, negated=negated):
            value = value_as(ref)
            listed = [_scalar(constant) for constant in values]

            def one_of(row: Row, bound: Bindings, today: int) -> bool:
                found = value(row, bound, today)
                return found is not None and (found in listed) != negated

            return one_of
        case Comparison():
            left, right, compare = value_as(test.left), value_as(test.right), _compare(test)

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


def value_as(expression: Expression) -> Value:
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
            operand = value_as(expression.operand)
            return lambda row, bound, today: _shifted(operand(row, bound, today), years)
        case Sum(minus=minus):
            left, right = value_as(expression.left), value_as(expression.right)
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
