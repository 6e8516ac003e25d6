"""Compiles rules into rulesets of the core, as many as its limits ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import TRIGGER, Atom, Choice, Linear, places
from compliance_engine.inference.cases import Case, Clause, cases
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import GO, encode, service_rules
from compliance_engine.inference.model import Scalar
from compliance_engine.rulebook.conditions import Logic, Operator

MAX_RULES = 250
"""Rules of one ruleset; with 256 on one test the core kills the process."""

MAX_PATTERNS = 14
"""Facts that a rule can look for; the core has room for 16 in a match, the trigger included."""

MAX_CONDITIONS = 60
"""Conditions of a ruleset that a fact may meet at once; the core has room for 64, not for 65."""

Literals = Mapping[str, Scalar]
"""Of a condition, the values that properties of its fact must have."""


@dataclass
class Ruleset:
    """Rules of the core, which rule of the rulebook each stands for, and what they look at.

    `looks_at` has, by kind of fact, the fields and by how many calendar years each is moved;
    under the trigger's kind, by how many the day of the check is.
    """

    rules: dict[str, Json] = field(default_factory=service_rules)
    stands_for: dict[str, Logic] = field(default_factory=dict)
    looks_at: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    _conditions: dict[str, list[Literals]] = field(default_factory=dict, init=False)
    _triggers: set[str] = field(default_factory=lambda: {str(())}, init=False)

    def has_room_for(self, case: Case) -> bool:
        """Whether the core's limits let it take this case too."""
        return (
            len(self.rules) < MAX_RULES
            and len(self._triggers | {str(case.trigger)}) <= MAX_CONDITIONS
            and all(
                most_met([*self._conditions.get(kind, ()), *added]) <= MAX_CONDITIONS
                for kind, added in _conditions(case).items()
            )
        )

    def add(self, case: Case, rule: Logic) -> None:
        """Takes a case of a rule."""
        name = f"r{len(self.stands_for)}"
        self.rules[name] = encode(case)
        self.stands_for[name] = rule
        for kind, added in _conditions(case).items():
            self._conditions.setdefault(kind, []).extend(added)
        self._triggers.add(str(case.trigger))
        for kind, looks_at in _looked_at(case):
            self.looks_at.setdefault(kind, set()).update(looks_at)


def compile_rules(logics: Iterable[Logic]) -> Sequence[Ruleset]:
    """The rulesets of these rules. Raises EngineError for a rule that the core cannot take."""
    rulesets = [Ruleset()]
    for logic in logics:
        if len(logic.when) > MAX_PATTERNS:
            raise EngineError(f"{logic.rule}: looks for more than {MAX_PATTERNS} facts at once")
        for case in cases(logic):
            if not rulesets[-1].has_room_for(case):
                rulesets.append(Ruleset())
                if not rulesets[-1].has_room_for(case):
                    raise EngineError(
                        f"{logic.rule}: compares one fact with too many patterns; "
                        "write it as several rules, or with fewer values in its lists"
                    )
            rulesets[-1].add(case, logic)
    return [ruleset for ruleset in rulesets if ruleset.stands_for]


def most_met(conditions: Sequence[Literals]) -> int:
    """How many of these conditions on a kind of fact one fact can meet, at most.

    Those that ask for different values of a property exclude each other.
    """
    asked: dict[str, Counter[Scalar]] = {}
    for name, value in (pair for one in conditions for pair in one.items()):
        asked.setdefault(name, Counter())[value] += 1
    excluded = (values.total() - max(values.values()) for values in asked.values())
    return len(conditions) - max(excluded, default=0)


def _conditions(case: Case) -> Mapping[str, list[Literals]]:
    """The conditions of a case by the kind of their facts, each as the values that it asks for."""
    found: dict[str, list[Literals]] = {}
    for clause in (*case.when, *case.unless):
        found.setdefault(clause.kind, []).append(dict(filter(None, map(_asked, clause.atoms))))
    return found


def _asked(atom: Atom) -> tuple[str, Scalar] | None:
    """The property and the value that it must have, if the atom asks for that."""
    match atom:
        case Choice(place, (value,), negated=False):
            return place.name, value
        case Linear(((place, 1),), Operator.EQUAL, value):
            return place.name, value
        case _:
            return None


def _looked_at(case: Case) -> Iterator[tuple[str, set[tuple[str, int]]]]:
    found = dict(enumerate((GO, *(clause.kind for clause in case.when))))
    clauses = [(TRIGGER, Clause(GO, case.trigger)), *enumerate(case.when, start=1)]
    clauses += ((len(found), clause) for clause in case.unless)
    for slot, clause in clauses:
        yield clause.kind, set()
        for place in (place for atom in clause.atoms for place in places(atom)):
            kind = clause.kind if place.slot == slot else found[place.slot]
            yield kind, {(place.field, place.years)}
