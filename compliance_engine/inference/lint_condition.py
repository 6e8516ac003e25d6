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
from compliance_engine.inference.schema import MAX_BYTES

MAX_JOINS = 27
"""Comparisons with other facts in one condition; the core has room for 31 with the padding."""

TRIGGER_ALIAS = alias_of(TRIGGER)

_COMPARISONS = frozenset(("$eq", "$neq", "$lt", "$lte", "$gt", "$gte"))
_PRESENCE = frozenset(("$ex", "$nex"))
_OWN = "$m"
_ALIAS = re.compile(r"[a-z][0-9]*(\$not)?")
_AS_OF = re.compile(re.escape(AS_OF) + r"([+-][0-9]+)?")

Literal = str | int | bool


@dataclass(frozen=True)
class Reference:
    """A property of the fact under an alias, or (`$m`) of the fact at hand."""

    alias: str
    name: str


class Condition:
    """A sound condition: the kind of its fact, and what the rest of the ruleset must know of it.

    `guarded` are the properties that its fact is sure to have, `fixed` those of which it asks for
    one value, `names` all names that the core looks up for it, `sums` the operands of its
    right-hand sides.
    """

    def __init__(self, alias: str, tests: Json, known: Mapping[str, Set[str]]) -> None:
        """Reads it; `known` has what is guarded of the facts found before, by their aliases.

        Raises EngineError if it breaks the encoding.
        """
        if not _ALIAS.fullmatch(alias):
            raise EngineError("is no alias for the core")
        match tests:
            case {"$and": [{"kind": str(kind)}, *others]} if len(tests) == 1:
                padded = others[-1:] == [{"$and": [{KIND: kind}]}]
            case _:
                raise EngineError("is not one list of tests that begins with the kind of its fact")
        self.kind = kind
        self.guarded = {FIRST, UNTIL}
        self.fixed: dict[str, Any] = {}
        self.names = {alias.removesuffix("$not")}
        self.sums: list[list[Literal | Reference]] = []
        self._alias = alias
        self._known = known
        self._joins = 0
        self._reached = 0
        for test in others[:-1] if padded else others:
            try:
                self._take(test)
            except EngineError as error:
                raise EngineError(f"has the test {test}, which {error}") from error
        if self._joins and not padded:
            raise EngineError("joins facts and has no padding")
        if self._joins > MAX_JOINS:
            raise EngineError(f"compares {self._joins} times with other facts, over {MAX_JOINS}")

    def _take(self, test: Json) -> None:
        operator, name, value = _parts(test)
        operands = list(_operands(value))
        looks_at = [operand for operand in operands if isinstance(operand, Reference)]
        own = [one for one in looks_at if one.alias == _OWN]
        joined = len(own) < len(looks_at)
        order = (1 if operator == "$eq" else 2) if joined else 0
        if order < self._reached:
            raise EngineError("comes too late: literals, then equalities, then other joins")
        if order == 1 and own:
            raise EngineError("takes a property of its own fact into the index of an equality")
        for one in looks_at:
            if not self._is_sure(one):
                raise EngineError(f"looks at {one.alias}.{one.name}, which may not be there")
        if operator == "$eq" and isinstance(value, str | int):
            self.fixed[name] = value
        if operator == "$ex" or (operator in _COMPARISONS and not looks_at):
            self.guarded.add(name)
        self.names.update((name, *(part for one in looks_at for part in (one.alias, one.name))))
        self.sums.append(operands)
        self._joins += joined
        self._reached = order

    def _is_sure(self, one: Reference) -> bool:
        """Whether the fact surely has the property; the trigger has all that it is asked for."""
        owner = self._alias if one.alias == _OWN else one.alias
        if owner == TRIGGER_ALIAS:
            return _AS_OF.fullmatch(one.name) is not None
        return one.name in (self.guarded if one.alias == _OWN else self._known.get(owner, ()))


def _parts(test: Json) -> tuple[str, str, Any]:
    compared: Json
    try:
        ((operator, compared),) = test.items()
        ((name, value),) = compared.items()
    except (AttributeError, ValueError) as error:
        raise EngineError("is no test of one property") from error
    if operator not in _COMPARISONS and operator not in _PRESENCE:
        raise EngineError("has an operator that is not allowed")
    if operator in _PRESENCE and value != 1:
        raise EngineError("is no test of presence")
    if name in ("id", "sid", KIND):
        raise EngineError("looks at what is the core's own")
    return operator, name, value


def _operands(value: Any) -> Iterator[Literal | Reference]:
    """The literals and the references of an expression."""
    match value:
        case str() if len(value.encode(errors="replace")) >= MAX_BYTES:
            raise EngineError("compares with a text that is too long")
        case str() | int():
            yield value
        case {"$add": {"$l": left, "$r": right}} | {"$sub": {"$l": left, "$r": right}}:
            yield from _operands(left)
            yield from _operands(right)
        case dict() if len(value) == 1:
            ((alias, name),) = value.items()
            if not isinstance(name, str) or (alias.startswith("$") and alias != _OWN):
                raise EngineError("has an operator that is not allowed")
            yield Reference(alias, name)
        case _:
            raise EngineError("compares with what is neither a text, a flag nor a whole number")
