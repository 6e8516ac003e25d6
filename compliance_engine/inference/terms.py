"""Brings the tests of a condition into atoms.

A condition may say ``due + 30 < as_of - duty.days``; the core wants a single property on the
left. Here every comparison of numbers becomes a sum of properties against a constant, so that
any of them can be taken to the left, and what must have a value for the test to hold is said
outright.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import (
    AS_OF,
    MIRRORED,
    TRIGGER,
    Atom,
    Choice,
    Fixed,
    Linear,
    Place,
    Present,
    Same,
)
from compliance_engine.inference.model import Scalar
from compliance_engine.rulebook.conditions import (
    AsOf,
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    OneOf,
    Operator,
    Shift,
    Sum,
    Test,
)
from compliance_engine.rulebook.vocabulary import Type

_UNORDERED = (Type.TEXT, Type.FLAG)
_COMPARE: Mapping[Operator, Callable[[int, int], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


def atoms(test: Test, own: int, slots: Mapping[str, int]) -> Iterator[Atom]:
    """What a test of the pattern in slot `own` asks for, each value's presence first.

    `slots` has the slot of every pattern that the test can name. Raises EngineError if it names
    another, or compares what has no order or no type in common.
    """
    match test:
        case Known():
            yield Present(_place(test.field, own, slots), test.negated)
        case OneOf():
            place = _place(test.field, own, slots)
            values = tuple(dict.fromkeys(_listed(test.field, value) for value in test.values))
            yield Present(place)
            yield Choice(place, values, test.negated) if values else Fixed(test.negated)
        case Comparison() if {test.left.type, test.right.type}.isdisjoint(_UNORDERED):
            yield from _numbers(test, own, slots)
        case Comparison():
            yield from _equality(test, own, slots)


def _equality(test: Comparison, own: int, slots: Mapping[str, int]) -> Iterator[Atom]:
    if test.left.type is not test.right.type:
        raise EngineError(f"'{test}' compares a {test.left.type} with a {test.right.type}")
    if test.operator not in (Operator.EQUAL, Operator.UNEQUAL):
        raise EngineError(f"'{test}' cannot be decided: a {test.left.type} has no order")
    negated = test.operator is Operator.UNEQUAL
    match test.left, test.right:
        case FieldRef() as one, FieldRef() as other:
            left, right = _place(one, own, slots), _place(other, own, slots)
            yield Present(left)
            yield Present(right)
            yield Fixed(not negated) if left == right else Same(left, right, negated)
        case (FieldRef() as ref, Constant() as fixed) | (Constant() as fixed, FieldRef() as ref):
            place = _place(ref, own, slots)
            yield Present(place)
            yield Choice(place, (_scalar(fixed),), negated)
        case Constant() as one, Constant() as other:
            yield Fixed((one.value == other.value) is not negated)
        case _:
            raise EngineError(f"'{test}' cannot be decided: it adds up what is no number")


def _numbers(test: Comparison, own: int, slots: Mapping[str, int]) -> Iterator[Atom]:
    total, constant = _sum(Sum(test.left, test.right, True, Type.COUNT), own, slots)
    yield from (Present(place) for place in total if place.slot != TRIGGER)
    terms = tuple(sorted((place, times) for place, times in total.items() if times))
    if not terms:
        yield Fixed(_COMPARE[test.operator](constant, 0))
    elif terms[0][1] > 0:
        yield Linear(terms, test.operator, -constant)
    else:
        mirrored = tuple((place, -times) for place, times in terms)
        yield Linear(mirrored, MIRRORED[test.operator], constant)


def _sum(
    expression: Expression, own: int, slots: Mapping[str, int]
) -> tuple[dict[Place, int], int]:
    """How often each property is added, 0 if it cancels out; and the sum of the constants."""
    match expression:
        case Constant():
            return {}, _number(expression)
        case Sum():
            total, constant = _sum(expression.left, own, slots)
            added, more = _sum(expression.right, own, slots)
            sign = -1 if expression.minus else 1
            for place, times in added.items():
                total[place] = total.get(place, 0) + sign * times
            return total, constant + sign * more
        case _:
            return {_place(expression, own, slots): 1}, 0


def _place(value: FieldRef | AsOf | Shift, own: int, slots: Mapping[str, int]) -> Place:
    match value:
        case AsOf():
            return Place(TRIGGER, AS_OF)
        case Shift(operand=AsOf()):
            return Place(TRIGGER, AS_OF, value.years)
        case FieldRef():
            return Place(_slot(value, own, slots), value.field)
        case Shift(operand=FieldRef() as ref):
            return Place(_slot(ref, own, slots), ref.field, value.years)
    raise EngineError(f"'{value}' is neither a field nor a day")


def _slot(ref: FieldRef, own: int, slots: Mapping[str, int]) -> int:
    if ref.pattern is None:
        return own
    if ref.pattern not in slots:
        raise EngineError(f"'{ref}' names no pattern that comes before it")
    return slots[ref.pattern]


def _listed(ref: FieldRef, constant: Constant) -> Scalar:
    if constant.type is not ref.type and not {constant.type, ref.type}.isdisjoint(_UNORDERED):
        raise EngineError(f"'{ref}' is a {ref.type} and cannot be {constant}")
    return _scalar(constant)


def _scalar(constant: Constant) -> Scalar:
    """The constant as rows hold values; the core would take 1, true and "1" for one another."""
    match constant.type, constant.value:
        case (Type.TEXT, str() as value) | (Type.FLAG, bool() as value):
            return value
        case _ if constant.type not in _UNORDERED:
            return _number(constant)
    raise EngineError(f"{constant!r} is not a {constant.type}")


def _number(constant: Constant) -> int:
    match constant.type, constant.value:
        case Type.DATE, date() as day:
            return day.toordinal()
        case (Type.YEAR | Type.COUNT, int() as number) if not isinstance(number, bool):
            return number
    raise EngineError(f"{constant!r} is not a number, a year or a day")
