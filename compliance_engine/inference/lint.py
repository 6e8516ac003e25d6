"""Checks a compiled ruleset before the core gets it: what the encoding promises, it must keep.

Written against the JSON alone, so that a mistake in the compiler becomes an error here rather
than a wrong finding or a killed process. `lint_condition` looks into single conditions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from compliance_engine.errors import EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import CAP, DONE, GO, HEADER, KIND, STOP
from compliance_engine.inference.lint_condition import (
    TRIGGER_ALIAS,
    check_condition,
    leaves,
    names_in,
    require,
    values_in,
)
from compliance_engine.inference.rulesets import MAX_CONDITIONS, MAX_RULES
from compliance_engine.inference.schema import MAX_NUMBER

MAX_PATTERNS = 14
"""Facts that a rule can look for; the core has room for 16 in a match, the trigger included."""

MAX_KINDS = 500
"""Kinds of facts in a ruleset; with 513 values of one property the core hangs."""

_RESERVED = (
    *("id", "sid", KIND, "$s", "$m", "$l", "$r", "$i", "$forward", "all", "any", "name"),
    *("pri", "count", "cap", "dist", "$and", "$or", "$add", "$sub", "$mul", "$div", "$ex", "$nex"),
    *("$eq", "$neq", "$lt", "$lte", "$gt", "$gte", "$mt", "$imt", "$iall", "$iany"),
)


def check_rulesets(rulesets: Iterable[Mapping[str, Json]]) -> None:
    """Raises EngineError for the first thing in which a ruleset breaks the encoding."""
    for rules in rulesets:
        for name in (HEADER, DONE, STOP):
            require(name in rules, f"the ruleset has no rule {name}")
        require(len(rules) <= MAX_RULES, f"the ruleset has more than {MAX_RULES} rules")
        for name, rule in rules.items():
            try:
                _check_rule(name, rule)
            except EngineError as error:
                raise EngineError(f"the compiled rule {name} is not safe: {error}") from error
        _check_crowding(rules)
        _check_names(rules)


def _check_rule(name: str, rule: Json) -> None:
    require(rule.keys() == {"all", "cap", "dist"}, "has unknown or missing settings")
    require(rule["cap"] == CAP and rule["dist"] == 0, f"needs cap {CAP} and dist 0")
    guarded: dict[str, frozenset[str]] = {}
    aliases = set()
    for position, condition in enumerate(rule["all"]):
        require(len(condition) == 1, f"{condition} is not a condition under one alias")
        ((alias, tests),) = condition.items()
        try:
            sure = check_condition(alias, tests, guarded)
        except EngineError as error:
            raise EngineError(f"{alias} {error}") from error
        is_trigger = _kind(tests) == GO
        if name not in (HEADER, STOP):
            require((position == 0) == is_trigger, "must begin with the one trigger")
        require(is_trigger == (alias == TRIGGER_ALIAS), f"{alias} is not what it says")
        require(alias.removesuffix("$not") not in aliases, f"{alias} is used twice")
        aliases.add(alias.removesuffix("$not"))
        if not alias.endswith("$not"):
            guarded[alias] = sure
    require(len(guarded) <= MAX_PATTERNS + 1, f"looks for more than {MAX_PATTERNS} facts")


def _kind(tests: Json) -> str:
    return str(tests["$and"][0][KIND])


def _check_crowding(rules: Mapping[str, Json]) -> None:
    """No fact may be able to meet more conditions at once than the core can hold."""
    conditions = [tests for rule in rules.values() for one in rule["all"] for tests in one.values()]
    # The trigger's are shared where they are the same; the others all have joins of their own.
    triggers = {json.dumps(tests) for tests in conditions if _kind(tests) == GO}
    kinds = Counter(_kind(tests) for tests in conditions if _kind(tests) != GO)
    kinds[GO] = len(triggers)
    for kind, count in kinds.items():
        require(count <= MAX_CONDITIONS, f"{count} conditions on {kind}, over {MAX_CONDITIONS}")
    require(len(kinds) <= MAX_KINDS, f"the ruleset has more than {MAX_KINDS} kinds of facts")


def _check_names(rules: Mapping[str, Json]) -> None:
    """The core knows a name by its hash alone; the names that it looks up must differ in it."""
    names = {
        name
        for rule in rules.values()
        for condition in rule["all"]
        for alias, tests in condition.items()
        for name in (alias.removesuffix("$not"), *names_in(tests))
    }
    known: dict[int, str] = {}
    for name in sorted(names.union(_RESERVED)):
        other = known.setdefault(core_hash(name), name)
        require(other == name, f"the core cannot tell '{name}' from '{other}'")


def core_hash(name: str) -> int:
    """The hash by which the core knows a name: FNV-1a of 32 bits over its JSON form."""
    value = 0x811C9DC5
    for byte in json.dumps(name)[1:-1].encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def number_limit(rulesets: Iterable[Mapping[str, Json]]) -> int:
    """How large numbers may be so that no sum in these rules can leave 64 bits.

    They lie below it and not below its negative. Raises EngineError if a number in a rule does
    not.
    """
    sums = [
        list(leaves(value))
        for rules in rulesets
        for rule in rules.values()
        for condition in rule["all"]
        for tests in condition.values()
        for value in values_in(tests)
    ]
    longest = max(map(len, sums), default=1)
    limit = MAX_NUMBER if longest <= 2 else (2**63 - 1) // longest
    for number in (leaf for one in sums for leaf in one if isinstance(leaf, int)):
        require(-limit <= number < limit, f"the number {number} is too large for sums of {longest}")
    return limit
