"""Writes the cases of a rule as durable_rules JSON, in the one encoding that is right.

Each peculiarity works around a fault of durable_rules 2.0.28 that gives wrong results or kills
the process; `lint` checks that none is forgotten:

- Every rule begins with the trigger, which is asserted last. Nothing can match before it, so
  ``$not`` sees all the facts there are; the core does not maintain negation.
- A condition that joins facts ends in a padding that always holds: the core runs past the end
  of a sequence whose last comparison is false.
- Literal tests come first, then equalities with other facts (they feed the core's index), then
  the other comparisons. There is no ``$or`` and no ``any``: see `cases`.
- What anything is compared with must be there (``$ex``): for a missing property the core reads
  uninitialised memory.
- ``cap`` gives all matches of a rule at once; ``dist`` 0 lets a fact match several patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from compliance_engine.inference.atoms import AS_OF, TRIGGER, Atom
from compliance_engine.inference.cases import Case, Clause
from compliance_engine.inference.comparisons import Json, alias, tests
from compliance_engine.inference.worker import STOP

GO = "__go__"
"""The kind of the trigger."""

HEADER, DONE = "__hdr__", "__done__"
"""Rules that every ruleset has: a batch began, it was taken whole; a third closes a session."""

KIND, FIRST, UNTIL = "kind", "first", "until"
"""Properties of every fact: what it is, its first day, the day after its last."""

CAP = 65_535
"""The most matches that the core gives at once; it silently reads 65,536 as 0."""


def encode(case: Case) -> Json:
    """A rule of the core that holds where the case does, with its facts under their aliases."""
    conditions = [{alias(TRIGGER): _condition(GO, _ordered(case.trigger, TRIGGER))}]
    for slot, clause in enumerate(case.when, start=1):
        conditions.append({alias(slot): _fact(clause, slot)})
    for number, clause in enumerate(case.unless, start=1):
        conditions.append({f"n{number}$not": _fact(clause, len(case.when) + 1)})
    return _rule(conditions)


def service_rules() -> dict[str, Json]:
    """The rules of every ruleset that tell how a batch went."""
    return {
        HEADER: _rule([{"h": _condition(HEADER, ())}]),
        DONE: _rule([{alias(TRIGGER): _condition(GO, ())}]),
        STOP: _rule([{"s": _condition(STOP, ())}]),
    }


def _rule(conditions: Sequence[Json]) -> Json:
    return {"all": list(conditions), "cap": CAP, "dist": 0}


def _fact(clause: Clause, slot: int) -> Json:
    """A fact that holds on the day: from its first day until, but without, its last."""
    as_of = {alias(TRIGGER): AS_OF}
    held = [{"$lte": {FIRST: as_of}}, {"$gt": {UNTIL: as_of}}]
    padding = {"$and": [{KIND: clause.kind}]}
    return _condition(clause.kind, [*_ordered(clause.atoms, slot), *held, padding])


def _ordered(atoms: Iterable[Atom], slot: int) -> list[Json]:
    staged = (test for atom in atoms for test in tests(atom, slot))
    return [test for _, test in sorted(staged, key=itemgetter(0))]


def _condition(kind: str, others: Iterable[Json]) -> Json:
    return {"$and": [{KIND: kind}, *others]}
