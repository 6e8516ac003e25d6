"""Checks one condition of a compiled rule: the tests that it makes of one fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import AS_OF, TRIGGER
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.comparisons import alias as alias_of
from compliance_engine.inference.encoding import FIRST, KIND, UNTIL
from compliance_engine.inference.schema import MAX_BYTES, MAX_NUMBER

MAX_JOINS = 27
"""Comparisons with other facts in one condition; the core has room for 31 with the padding."""

COMPARISONS = ("$eq", "$neq", "$lt", "$lte", "$gt", "$gte")
PRESENCE = ("$ex", "$nex")
ARITHMETIC = ("$add", "$sub")
OWN = "$m"
TRIGGER_ALIAS = alias_of(TRIGGER)

_ALIAS = re.compile(r"[a-z][0-9]*(\$not)?")
_AS_OF = re.compile(re.escape(AS_OF) + r"([+-][0-9]+)?")


@dataclass(frozen=True)
class Reference:
    """A property of the fact under an alias, or of the fact at hand (`$m`)."""

    alias: str
    name: str


def leaves(value: Any) -> Iterator[Any]:
    """The literals and the references of an expression. Raises EngineError for anything else."""
    if not isinstance(value, dict):
        yield value
        return
    require(len(value) == 1, f"{value} is no expression")
    ((name, operand),) = value.items()
    if name in ARITHMETIC:
        require(operand.keys() == {"$l", "$r"}, f"{value} does not have two sides")
        yield from leaves(operand["$l"])
        yield from leaves(operand["$r"])
    else:
        require(name == OWN or not name.startswith("$"), f"the operator {name} is not allowed")
        yield Reference(name, operand)


def check_condition(alias: str, tests: Json, known: Mapping[str, Set[str]]) -> frozenset[str]:
    """The properties that a fact under this alias is sure to have, once the tests hold.

    `known` has those of the facts found before. Raises EngineError if the tests break the
    encoding.
    """
    require(_ALIAS.fullmatch(alias) is not None, "is no alias for the core")
    require(tests.keys() == {"$and"}, "is not one list of tests")
    first, *others = tests["$and"]
    require(first.keys() == {KIND}, "does not begin with the kind of its fact")
    joins = 0
    reached = 0
    guarded = {FIRST, UNTIL}
    padding = {"$and": [first]}
    for position, test in enumerate(others):
        if test == padding and position == len(others) - 1:
            break
        operator, name, value = _parts(test)
        looks_at = [leaf for leaf in leaves(value) if isinstance(leaf, Reference)]
        joined = any(one.alias != OWN for one in looks_at)
        joins += joined
        order = (2 if operator != "$eq" else 1) if joined else 0
        require(order >= reached, f"{test} comes too late: literals, equalities, other joins")
        reached = order
        for one in looks_at:
            require(
                _is_sure(one, alias, guarded, known),
                f"{test}: nothing makes sure that {one.alias} is there and has {one.name}",
            )
        for literal in leaves(value):
            _check_literal(literal)
        require(
            not (order == 1 and any(one.alias == OWN for one in looks_at)),
            f"{test} has a property of its own fact in the index of an equality",
        )
        if operator == "$ex" or (operator in COMPARISONS and not looks_at):
            guarded.add(name)
    require(not joins or others[-1] == padding, "joins facts and has no padding")
    require(joins <= MAX_JOINS, f"has {joins} comparisons with other facts, over {MAX_JOINS}")
    return frozenset(guarded)


def names_in(tests: Json) -> Iterator[str]:
    """The names, of properties and aliases, that a sound condition makes the core look up."""
    for _, name, value in _all_parts(tests):
        yield name
        for leaf in leaves(value):
            if isinstance(leaf, Reference):
                yield from (leaf.alias, leaf.name)


def values_in(tests: Json) -> Iterator[Any]:
    """The right-hand sides of the tests of a sound condition."""
    return (value for _, _, value in _all_parts(tests))


def _all_parts(tests: Json) -> Iterator[tuple[str, str, Any]]:
    return (_parts(test) for test in tests["$and"][1:] if "$and" not in test)


def require(holds: bool, problem: str) -> None:
    """Raises EngineError with the problem unless it `holds`."""
    if not holds:
        raise EngineError(problem)


def _parts(test: Json) -> tuple[str, str, Any]:
    require(len(test) == 1, f"{test} is no test")
    ((operator, compared),) = test.items()
    require(operator in COMPARISONS + PRESENCE, f"the operator {operator} is not allowed")
    require(len(compared) == 1, f"{test} does not look at one property")
    ((name, value),) = compared.items()
    require(name not in ("id", "sid", KIND), f"{test} looks at what is the core's own")
    require(operator in COMPARISONS or value == 1, f"{test} is no test of presence")
    return operator, name, value


def _is_sure(one: Reference, alias: str, guarded: Set[str], known: Mapping[str, Set[str]]) -> bool:
    """Whether the fact is certain to have the property; the trigger has all that it is asked."""
    if (alias if one.alias == OWN else one.alias) == TRIGGER_ALIAS:
        return _AS_OF.fullmatch(one.name) is not None
    return one.name in (guarded if one.alias == OWN else known.get(one.alias, ()))


def _check_literal(literal: Any) -> None:
    match literal:
        case bool() | Reference():
            pass
        case int():
            require(-MAX_NUMBER <= literal < MAX_NUMBER, f"the number {literal} is too large")
        case str():
            size = len(literal.encode(errors="replace"))
            require(size < MAX_BYTES, f"the text {literal[:40]}… is too long")
        case _:
            raise EngineError(f"{literal!r} is neither a text, a flag nor a whole number")
