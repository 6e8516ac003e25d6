"""What the core may be given, checked before every run.

The core takes 1, true and "1" for one another, clips large numbers, compares texts by their
first 65,536 bytes and stops silently at what it cannot read. Nothing of the kind gets to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from compliance_engine.errors import EngineError
from compliance_engine.inference.model import Row
from compliance_engine.rulebook.conditions import Logic, Pattern, references
from compliance_engine.rulebook.vocabulary import FactKind, Type

MAX_NUMBER = 2**62
"""Numbers lie below it and not below its negative."""

MAX_BYTES = 1_000
"""Texts are shorter than this in UTF-8."""

MAX_ROWS = 100_000
"""The core tells facts apart by a 32-bit hash; up to this many ids are known to differ in it."""

LAST_DAY = date.max.toordinal()


_NO_FIELD = (None, 0, 0)


class Schema:
    """What facts are like that the core can be given: their kinds, fields and values.

    `limit` is for numbers: it is below MAX_NUMBER where rules add several of them up.
    """

    def __init__(self, kinds: Mapping[str, FactKind], limit: int) -> None:
        self._limit = limit
        self._types = {
            name: {field: one.type for field, one in kind.fields.items()}
            for name, kind in kinds.items()
        }
        plain: Mapping[Type, tuple[type, int, int]] = {
            Type.TEXT: (str, 0, MAX_BYTES),
            Type.FLAG: (bool, 0, 2),
            Type.DATE: (int, 1, min(LAST_DAY + 1, limit)),
            Type.YEAR: (int, -limit, limit),
            Type.COUNT: (int, -limit, limit),
        }
        self._plain = {
            kind: {name: plain[type_] for name, type_ in types.items()}
            for kind, types in self._types.items()
        }

    def check(self, rows: Sequence[Row]) -> None:
        """Raises EngineError for the first row that the core cannot be given."""
        if len(rows) > MAX_ROWS:
            raise EngineError(f"{len(rows)} facts of one State are more than {MAX_ROWS}")
        for row in rows:
            fields = self._plain.get(row.kind)
            if fields is None:
                raise EngineError(f"a fact of the kind '{row.kind}': there is no such kind")
            values: Mapping[str, Any] = row.values
            for name, value in values.items():
                # Nearly all values are plainly sound; only of the others is it asked why.
                class_, least, below = fields.get(name, _NO_FIELD)
                exactly = type(value)
                if exactly is not class_ or not (
                    (value.isascii() and len(value) < below)
                    if class_ is str
                    else least <= value < below
                ):
                    self._check(row, name, value)
            if not type(row.first) is type(row.until) is int or not (
                0 <= row.first <= row.until <= LAST_DAY
            ):
                _check_span(row)

    def _check(self, row: Row, name: str, value: object) -> None:
        """Raises EngineError for a value that the core cannot be given."""
        expected = self._types[row.kind].get(name)
        if expected is None:
            raise EngineError(f"{row.kind}.{name}: a {row.kind} has no such field")
        if not _is_sound(expected, value, self._limit):
            problem = _problem(expected, value, self._limit)
            raise EngineError(f"{row.kind}.{name} is {_shown(value)}, {problem}")


def check_rules(logics: Iterable[Logic], kinds: Mapping[str, FactKind]) -> None:
    """Raises EngineError if a rule names a kind or field that facts do not have, or mistypes it."""
    reserved = [kind for kind in kinds if kind.startswith("__")]
    if reserved:
        raise EngineError(f"'{reserved[0]}' is no kind of facts: the core has its own such kinds")
    for logic in logics:
        named = {pattern.name: pattern.kind for pattern in logic.when}
        for pattern in (*logic.when, *logic.unless):
            if pattern.kind not in kinds:
                raise EngineError(f"{logic.rule}: there are no facts of the kind '{pattern.kind}'")
            _check_references(logic.rule, pattern, named, kinds)


def _check_references(
    rule: str, pattern: Pattern, named: Mapping[str, str], kinds: Mapping[str, FactKind]
) -> None:
    for ref in (ref for test in pattern.tests for ref in references(test)):
        kind = kinds.get(pattern.kind if ref.pattern is None else named.get(ref.pattern, ""))
        field = kind.fields.get(ref.field) if kind else None
        if field is None or not field.matchable:
            raise EngineError(f"{rule}: '{ref}' is no field that rules can compare")
        if field.type is not ref.type:
            raise EngineError(f"{rule}: '{ref}' is a {field.type}, not a {ref.type}")


def _check_span(row: Row) -> None:
    for name, day in ("first", row.first), ("until", row.until):
        if not _is_sound(Type.COUNT, day, MAX_NUMBER):
            problem = _problem(Type.COUNT, day, MAX_NUMBER)
            raise EngineError(f"{name} of a {row.kind} is {_shown(day)}, {problem}")


def _is_sound(expected: Type, value: object, limit: int) -> bool:
    if expected is Type.TEXT:
        return isinstance(value, str) and _size(value) < MAX_BYTES
    if expected is Type.FLAG:
        return isinstance(value, bool)
    if not isinstance(value, int) or isinstance(value, bool) or not -limit <= value < limit:
        return False
    return expected is not Type.DATE or 1 <= value <= LAST_DAY


def _size(text: str) -> int:
    """The bytes that a text takes; too many if it has half of a surrogate pair."""
    if text.isascii():
        return len(text)
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return MAX_BYTES


def _problem(expected: Type, value: object, limit: int) -> str:
    match expected, value:
        case Type.TEXT, str():
            return f"which is not shorter than {MAX_BYTES} bytes, or has half of a surrogate pair"
        case (Type.TEXT | Type.FLAG, _) | (_, bool()):
            return f"which is not a {expected}"
        case _, int() if -limit <= value < limit:
            return "which is no day of the calendar"
        case _, int():
            return "which is too large"
    return f"which is not a {expected}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
