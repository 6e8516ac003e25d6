"""Writes an atom as the tests that the core makes of one fact.

The core compares one property of the fact at hand with a literal, with other properties of the
same fact (``$m``), or with properties of the facts found before it (a join). What it needs in
each case differs, and so does the place of the test in its condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

from compliance_engine.inference.atoms import (
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
from compliance_engine.rulebook.conditions import Operator

Json = dict[str, Any]


class Stage(IntEnum):
    """The order in which the tests of a condition must stand."""

    LITERAL = 0
    PRESENCE = 1
    OWN = 2
    EQUALITY = 3
    JOIN = 4


_NAMES: Mapping[Operator, str] = {
    Operator.EQUAL: "$eq",
    Operator.UNEQUAL: "$neq",
    Operator.LESS: "$lt",
    Operator.AT_MOST: "$lte",
    Operator.MORE: "$gt",
    Operator.AT_LEAST: "$gte",
}


def alias(slot: int) -> str:
    """The name in the core of the fact in a slot."""
    return f"p{slot}" if slot != TRIGGER else "t"


def tests(atom: Atom, slot: int) -> Iterator[tuple[Stage, Json]]:
    """The atom as tests of the fact in `slot`, all of which must hold."""
    match atom:
        case Present(place):
            yield Stage.PRESENCE, {"$nex" if atom.negated else "$ex": {place.name: 1}}
        case Choice(place, values, negated=True):
            for value in values:
                yield Stage.LITERAL, {"$neq": {place.name: value}}
        case Choice(place, (value,)):
            yield Stage.LITERAL, {"$eq": {place.name: value}}
        case Same():
            operator = Operator.UNEQUAL if atom.negated else Operator.EQUAL
            one, other = atom.left, atom.right
            left, right = (one, other) if one.slot == slot else (other, one)
            yield _staged(operator, left, _reference(right, slot), [right], slot)
        case Linear():
            yield from _linear(atom, slot)
        case Choice() | Fixed():
            raise ValueError(f"{atom} is settled before it is encoded")


def _linear(linear: Linear, slot: int) -> Iterator[tuple[Stage, Json]]:
    """The sum with one of the fact's own properties taken to the left."""
    own = [term for term in linear.terms if term[0].slot == slot]
    left, times = min(own, key=lambda term: abs(term[1]))
    sign = 1 if times > 0 else -1
    moved = [(place, -sign * count) for place, count in linear.terms if place != left]
    if abs(times) > 1:
        moved.append((left, 1 - abs(times)))
    right = _expression(moved, sign * linear.constant, slot)
    operator = linear.operator if sign > 0 else MIRRORED[linear.operator]
    places = [place for place, _ in moved]
    slots = {place.slot for place in places}
    if operator is Operator.EQUAL and len({*slots, slot}) > 1 and slot in slots:
        # The core computes the index of an equality from the facts found before alone.
        yield _staged(Operator.AT_MOST, left, right, places, slot)
        yield _staged(Operator.AT_LEAST, left, right, places, slot)
    else:
        yield _staged(operator, left, right, places, slot)


def _staged(
    operator: Operator, left: Place, right: Any, looks_at: Sequence[Place], slot: int
) -> tuple[Stage, Json]:
    test = {_NAMES[operator]: {left.name: right}}
    if not looks_at:
        return Stage.LITERAL, test
    if all(place.slot == slot for place in looks_at):
        return Stage.OWN, test
    return (Stage.EQUALITY if operator is Operator.EQUAL else Stage.JOIN), test


def _expression(terms: Sequence[tuple[Place, int]], constant: int, slot: int) -> Any:
    added: list[Any] = [_reference(place, slot) for place, times in terms for _ in range(times)]
    taken = [_reference(place, slot) for place, times in terms for _ in range(-times)]
    if constant or not added:
        added.append(constant)
    expression, *rest = added
    for operand in rest:
        expression = {"$add": {"$l": expression, "$r": operand}}
    for operand in taken:
        expression = {"$sub": {"$l": expression, "$r": operand}}
    return expression


def _reference(place: Place, slot: int) -> Json:
    return {alias(place.slot) if place.slot != slot else "$m": place.name}
