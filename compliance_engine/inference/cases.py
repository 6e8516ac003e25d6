"""The plain cases that a rule falls into: what must be found, and what must not.

The core can only be asked for facts that are there and for facts that are not; it has no "or",
and a blocking pattern must not look at a value that an earlier fact lacks. So a rule becomes
several cases, of which it is enough that one holds:

- A test of `unless` that says nothing about the blocking fact itself (``duty.year`` is known,
  ``as_of`` is late enough) is decided beforehand. Where it holds, the pattern stays without it;
  where it does not, the pattern can block nothing and goes.
- A choice between values in `when` gives a case for each value; in `unless`, several patterns,
  any of which blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeVar

from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import (
    AS_OF,
    TRIGGER,
    Atom,
    Choice,
    Fixed,
    Linear,
    Place,
    home,
    negation,
)
from compliance_engine.inference.terms import atoms
from compliance_engine.rulebook.conditions import Logic, Operator

T = TypeVar("T")

MAX_CASES = 1_000
"""More cases than this are a rule that should be written as several."""


@dataclass(frozen=True)
class Clause:
    """A fact of a kind, and what must hold of it and of the facts found before it."""

    kind: str
    atoms: tuple[Atom, ...]


@dataclass(frozen=True)
class Case:
    """What must hold of the day of the check, what must be found, and what must not."""

    trigger: tuple[Atom, ...]
    when: tuple[Clause, ...]
    unless: tuple[Clause, ...]


def cases(logic: Logic) -> tuple[Case, ...]:
    """The cases of a rule; none if it can never hold. Raises EngineError if there are too many."""
    slots = {pattern.name: slot for slot, pattern in enumerate(logic.when, start=1)}
    if len(slots) < len(logic.when):
        raise EngineError(f"{logic.rule}: two patterns have the same name")
    own = len(logic.when) + 1
    asked = [*_in_effect(logic)]
    for slot, pattern in enumerate(logic.when, start=1):
        earlier = {name: other for name, other in slots.items() if other < slot}
        asked += (atom for test in pattern.tests for atom in atoms(test, slot, earlier))
    blocking = tuple(
        Clause(
            pattern.kind, tuple(atom for test in pattern.tests for atom in atoms(test, own, slots))
        )
        for pattern in logic.unless
    )
    kinds = [pattern.kind for pattern in logic.when]
    try:
        return _bounded(_all_cases(kinds, asked, blocking))
    except _TooManyError:
        raise EngineError(
            f"{logic.rule}: falls into more than {MAX_CASES} cases; "
            "write it as several rules, or with fewer values in its lists"
        ) from None


def _in_effect(logic: Logic) -> Iterator[Atom]:
    as_of = ((Place(TRIGGER, AS_OF), 1),)
    yield Linear(as_of, Operator.AT_LEAST, logic.in_effect.first.toordinal())
    yield Linear(as_of, Operator.LESS, logic.in_effect.until.toordinal())


def _all_cases(
    kinds: Sequence[str], asked: Sequence[Atom], blocking: tuple[Clause, ...]
) -> Iterator[Case]:
    own = len(kinds) + 1
    known = dict.fromkeys((*asked, Fixed(True)))
    if any(negation(atom) in known for atom in known):
        return
    for settled, left in _settle(known, blocking, own):
        unless = _bounded(
            Clause(clause.kind, choice) for clause in left for choice in _choices(clause.atoms)
        )
        for choice in _choices(settled):
            at_home: list[list[Atom]] = [[] for _ in range(own)]
            for atom in choice:
                at_home[home(atom)].append(atom)
            when = (Clause(kind, tuple(at_home[slot])) for slot, kind in enumerate(kinds, start=1))
            yield Case(tuple(at_home[TRIGGER]), tuple(when), unless)


def _settle(
    known: Mapping[Atom, None], blocking: tuple[Clause, ...], own: int
) -> Iterator[tuple[Sequence[Atom], tuple[Clause, ...]]]:
    """Decides every atom of the blocking patterns that looks only at facts found before them."""
    for position, clause in enumerate(blocking):
        for atom in clause.atoms:
            if home(atom) < own:
                opposite = negation(atom)
                without = (*blocking[:position], *blocking[position + 1 :])
                if opposite not in known:
                    rest = tuple(other for other in clause.atoms if other != atom)
                    stays = (*without, Clause(clause.kind, rest))
                    yield from _settle({**known, atom: None}, stays, own)
                if atom not in known:
                    yield from _settle({**known, opposite: None}, without, own)
                return
    yield [atom for atom in known if not isinstance(atom, Fixed)], blocking


def _choices(among: Sequence[Atom]) -> Iterator[tuple[Atom, ...]]:
    """The atoms with one value picked for each choice, in every combination."""
    options: list[tuple[Atom, ...]] = []
    for atom in among:
        match atom:
            case Choice(negated=False):
                options.append(tuple(Choice(atom.place, (value,)) for value in atom.values))
            case _:
                options.append((atom,))
    return product(*options)


class _TooManyError(Exception):
    pass


def _bounded(found: Iterable[T]) -> tuple[T, ...]:
    counted = tuple(islice(found, MAX_CASES + 1))
    if len(counted) > MAX_CASES:
        raise _TooManyError
    return counted
