"""What the core may be given, checked before every run.

The core takes 1, true and "1" for one another, clips large numbers, compares texts by their
first 65,536 bytes and stops silently at what it cannot read. Nothing of the kind gets to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

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


def check_rows(rows: Sequence[Row], kinds: Mapping[str, FactKind], limit: int) -> None:
    """Raises EngineError for the first row that the core cannot be given.

    `limit` is for numbers: it is below MAX_NUMBER where rules add several of them up.
    """
    if len(rows) > MAX_ROWS:
        raise EngineError(f"{len(rows)} facts of one State are more than {MAX_ROWS}")
    for row in rows:
        kind = kinds.get(row.kind)
        if kind is None:
            raise EngineError(f"a fact of the kind '{row.kind}': there is no such kind")
        _check_span(row)
        for name, value in row.values.items():
            if name not in kind.fields:
                raise EngineError(f"{row.kind}.{name}: a {row.kind} has no such field")
            problem = _problem(kind.fields[name].type, value, limit)
            if problem:
                raise EngineError(f"{row.kind}.{name} is {_shown(value)}, {problem}")


def check_logic(logic: Logic, kinds: Mapping[str, FactKind]) -> None:
    """Raises EngineError if a rule names a kind or field that facts do not have, or mistypes it."""
    named = {pattern.name: pattern.kind for pattern in logic.when}
    for pattern in (*logic.when, *logic.unless):
        if pattern.kind not in kinds or pattern.kind.startswith("__"):
            raise EngineError(f"{logic.rule}: there are no facts of the kind '{pattern.kind}'")
        _check_references(logic.rule, pattern, named, kinds)


def _check_references(
    rule: str, pattern: Pattern, named: Mapping[str, str], kinds: Mapping[str, FactKind]
) -> None:
    for ref in (ref for test in pattern.tests for ref in references(test)):
        kind = pattern.kind if ref.pattern is None else named.get(ref.pattern)
        field = kinds[kind].fields.get(ref.field) if kind in kinds else None
        if field is None or not field.matchable:
            raise EngineError(f"{rule}: '{ref}' is no field that rules can compare")
        if field.type is not ref.type:
            raise EngineError(f"{rule}: '{ref}' is a {field.type}, not a {ref.type}")


def _check_span(row: Row) -> None:
    for name, day in ("first", row.first), ("until", row.until):
        problem = _number_problem(day, MAX_NUMBER)
        if problem:
            raise EngineError(
                f"a fact of the kind '{row.kind}' has {name} {_shown(day)}, {problem}"
            )


def _problem(expected: Type, value: object, limit: int) -> str:
    """What is wrong with a value, or nothing."""
    match expected:
        case Type.TEXT:
            return _text_problem(value)
        case Type.FLAG:
            return "" if isinstance(value, bool) else "which is not a flag"
        case Type.DATE:
            problem = _number_problem(value, limit)
            if problem or (isinstance(value, int) and 1 <= value <= LAST_DAY):
                return problem
            return "which is no day of the calendar"
        case Type.YEAR | Type.COUNT:
            return _number_problem(value, limit)


def _text_problem(value: object) -> str:
    if not isinstance(value, str):
        return "which is not a text"
    if value.isascii() and len(value) < MAX_BYTES:
        return ""
    try:
        size = len(value.encode())
    except UnicodeEncodeError:
        return "which has half of a surrogate pair"
    return "" if size < MAX_BYTES else f"which takes {size} bytes, not fewer than {MAX_BYTES}"


def _number_problem(value: object, limit: int) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "which is not a whole number"
    return "" if -limit <= value < limit else "which is too large"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
