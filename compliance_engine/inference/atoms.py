"""The few forms of a test that the Rete core can be given, over the facts of one match.

Slot 0 is the trigger, the fact that carries the day of the check; the patterns of a rule have
the slots from 1. Properties are named apart from the core's own words: a fact may well have a
field called `kind` or `id`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compliance_engine.inference.model import Scalar
from compliance_engine.rulebook.conditions import Operator

TRIGGER = 0

OPPOSITE: Mapping[Operator, Operator] = {
    Operator.EQUAL: Operator.UNEQUAL,
    Operator.UNEQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE,
}
"""What holds of two values exactly when the operator does not."""

MIRRORED: Mapping[Operator, Operator] = {
    Operator.EQUAL: Operator.EQUAL,
    Operator.UNEQUAL: Operator.UNEQUAL,
    Operator.LESS: Operator.MORE,
    Operator.MORE: Operator.LESS,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.AT_MOST,
}
"""The same comparison with its two sides exchanged."""


AS_OF = "asof"
"""The trigger's property that holds the day of the check."""


@dataclass(frozen=True, order=True)
class Place:
    """A field of the fact in a slot of the match, moved by whole calendar years."""

    slot: int
    field: str
    years: int = 0

    @property
    def name(self) -> str:
        """The property of the fact in the core that holds it."""
        moved = f"{self.years:+d}" if self.years else ""
        return f"{AS_OF}{moved}" if self.slot == TRIGGER else f"f{moved}:{self.field}"


@dataclass(frozen=True)
class Present:
    """The property has a value; if `negated`, it has none."""

    place: Place
    negated: bool = False


@dataclass(frozen=True)
class Choice:
    """The property is one of these values; if `negated`, none of them."""

    place: Place
    values: tuple[Scalar, ...]
    negated: bool = False


@dataclass(frozen=True)
class Same:
    """Two properties hold the same text or flag; if `negated`, different ones."""

    left: Place
    right: Place
    negated: bool = False


@dataclass(frozen=True)
class Linear:
    """The sum of properties, each taken so many times, compared with a constant."""

    terms: tuple[tuple[Place, int], ...]
    operator: Operator
    constant: int


@dataclass(frozen=True)
class Fixed:
    """Holds always, or never: nothing is left to compare."""

    truth: bool


Atom = Present | Choice | Same | Linear | Fixed


def places(atom: Atom) -> tuple[Place, ...]:
    """The properties that an atom looks at."""
    match atom:
        case Present() | Choice():
            return (atom.place,)
        case Same():
            return (atom.left, atom.right)
        case Linear():
            return tuple(place for place, _ in atom.terms)
        case Fixed():
            return ()


def home(atom: Atom) -> int:
    """The slot whose fact must be found last before the atom can be decided."""
    return max((place.slot for place in places(atom)), default=TRIGGER)


def negation(atom: Atom) -> Atom:
    """What holds where the atom does not, given that all its properties have values."""
    match atom:
        case Present() | Choice() | Same():
            return replace(atom, negated=not atom.negated)
        case Linear():
            return replace(atom, operator=OPPOSITE[atom.operator])
        case Fixed():
            return Fixed(not atom.truth)
