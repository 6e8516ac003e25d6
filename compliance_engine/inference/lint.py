"""Checks a compiled ruleset before the core gets it: what the encoding promises, it must keep.

Written against the JSON alone, so that a mistake in the compiler becomes an error here rather
than a wrong finding or a killed process. `lint_condition` looks into single conditions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from compliance_engine.errors import EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import CAP, DONE, GO, HEADER
from compliance_engine.inference.lint_condition import TRIGGER_ALIAS, Condition
from compliance_engine.inference.rulesets import MAX_CONDITIONS, MAX_PATTERNS, MAX_RULES
from compliance_engine.inference.schema import MAX_NUMBER
from compliance_engine.inference.worker import STOP

MAX_KINDS = 500
"""Kinds of facts in a ruleset; with 513 values of one property the core hangs."""

_RESERVED = frozenset(
    (
        *("id", "sid", "kind", "name", "all", "any", "pri", "count", "cap", "dist", "$s", "$m"),
        *("$l", "$r", "$i", "$forward", "$and", "$or", "$add", "$sub", "$mul", "$div", "$eq"),
        *("$neq", "$lt", "$lte", "$gt", "$gte", "$ex", "$nex", "$mt", "$imt", "$iall", "$iany"),
    )
)
"""Names that the core gives a meaning to."""


def check_rulesets(rulesets: Iterable[Mapping[str, Json]]) -> int:
    """How large numbers may be in facts, so that no sum of these rules leaves 64 bits.

    They must lie below it, and not below its negative. Raises EngineError for the first thing
    in which a ruleset breaks the encoding.
    """
    checked = [condition for rules in rulesets for condition in _check_ruleset(rules)]
    # Facts are written once for all the rulesets.
    _check_names({name for condition in checked for name in condition.names})
    sums = [one for condition in checked for one in condition.sums]
    longest = max(map(len, sums), default=1)
    limit = MAX_NUMBER if longest <= 2 else (2**63 - 1) // longest
    for number in (operand for one in sums for operand in one if isinstance(operand, int)):
        if not -limit <= number < limit:
            raise EngineError(f"a rule has the number {number}, too large for {longest} summands")
    return limit


def _check_ruleset(rules: Mapping[str, Json]) -> list[Condition]:
    missing = {HEADER, DONE, STOP} - rules.keys()
    if missing:
        raise EngineError(f"a ruleset lacks {', '.join(sorted(missing))}")
    if len(rules) > MAX_RULES:
        raise EngineError(f"a ruleset has {len(rules)} rules, over {MAX_RULES}")
    conditions = []
    for name, rule in rules.items():
        try:
            conditions += _check_rule(name, rule)
        except EngineError as error:
            raise EngineError(f"the compiled rule {name} is not safe to run: {error}") from error
    _check_crowding(rules, conditions)
    return conditions


def _check_rule(name: str, rule: Json) -> list[Condition]:
    if rule.keys() != {"all", "cap", "dist"} or rule["cap"] != CAP or rule["dist"] != 0:
        raise EngineError(f"it needs a cap of {CAP}, a dist of 0, and nothing else but conditions")
    conditions: dict[str, Condition] = {}
    known: dict[str, Set[str]] = {}
    for one in rule["all"]:
        ((alias, tests),) = one.items()
        try:
            condition = Condition(alias, tests, known)
        except EngineError as error:
            raise EngineError(f"{alias} {error}") from error
        bare = alias.removesuffix("$not")
        if (condition.kind == GO) != (alias == TRIGGER_ALIAS) or bare in conditions:
            raise EngineError(f"{alias} is not what it says")
        conditions[bare] = condition
        if bare == alias:
            known[alias] = condition.guarded
    if not known or (next(iter(conditions)) == TRIGGER_ALIAS) == (name in (HEADER, STOP)):
        raise EngineError("it does not begin with the trigger")
    if len(known) > MAX_PATTERNS + 1:
        raise EngineError(f"it looks for {len(known) - 1} facts, over {MAX_PATTERNS}")
    return list(conditions.values())


def _check_crowding(rules: Mapping[str, Json], conditions: Iterable[Condition]) -> None:
    """No fact may be able to meet more conditions at once than the core can hold.

    It is enough if one property tells so many of them apart that no more are left.
    """
    kinds: dict[str, list[Condition]] = {}
    for condition in conditions:
        kinds.setdefault(condition.kind, []).append(condition)
    # Conditions on the trigger are shared where they are the same; no others ever are.
    beginnings = {name: json.dumps(rule["all"][0]) for name, rule in rules.items()}
    triggers = {one for name, one in beginnings.items() if name not in (HEADER, STOP)}
    for kind, of_kind in kinds.items():
        names = {name for condition in of_kind for name in condition.fixed}
        counts = [len(of_kind), *(_met_together(name, of_kind) for name in names)]
        count = len(triggers) if kind == GO else min(counts)
        if count > MAX_CONDITIONS:
            raise EngineError(
                f"a ruleset has {count} conditions on {kind} that one fact may meet, "
                f"over {MAX_CONDITIONS}"
            )
    if len(kinds) > MAX_KINDS:
        raise EngineError(f"a ruleset has {len(kinds)} kinds of facts, over {MAX_KINDS}")


def _met_together(name: str, conditions: Sequence[Condition]) -> int:
    """How many of the conditions a fact can meet, whatever value it has of a property."""
    indifferent = sum(name not in condition.fixed for condition in conditions)
    values = Counter(condition.fixed[name] for condition in conditions if name in condition.fixed)
    return indifferent + max(values.values())


def _check_names(names: Set[str]) -> None:
    """The core knows a name by its hash alone; the names that it looks up must differ in it."""
    known: dict[int, str] = {}
    for name in sorted(names | _RESERVED):
        other = known.setdefault(core_hash(name), name)
        if other != name:
            raise EngineError(f"the core cannot tell '{name}' from '{other}'")


@lru_cache(maxsize=4_096)
def core_hash(name: str) -> int:
    """The hash by which the core knows a name: FNV-1a of 32 bits over its JSON form."""
    value = 0x811C9DC5
    for byte in json.dumps(name)[1:-1].encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
