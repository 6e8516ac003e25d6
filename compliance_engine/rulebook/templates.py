"""Sentences with gaps: ``The report covering {duty.period}, due {duty.due}, …``.

A gap names a field of a pattern, ``as_of``, ``state``, or a sum of such, and may say how it
reads: ``{duty.known:on}`` is "on 18 June 2015" or "in 2015", ``{duty.days_late:days}`` is
"1 day" or "5,427 days"; ``{state:of}`` is "Tuvalu's" in English. Some sentences have gaps for
another text, such as ``{sources}``. What fills the gaps is checked at load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.rulebook.conditions import Constant, Expression, Shift, Sum
from compliance_engine.rulebook.parsing import Scope, parse_expression
from compliance_engine.rulebook.syntax import ConditionError
from compliance_engine.rulebook.vocabulary import FactKind, Type
from compliance_engine.suggestions import did_you_mean

_GAP = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")

_DAYS_OF_YEAR = 366
_FARTHEST = 100 * _DAYS_OF_YEAR

_GAPS = "Write gaps as {duty.due}, with the name of a pattern; or {state}, or {as_of}."

STATE = "state"
"""The gap that gives the State's name in the language of the text."""


class Reading(StrEnum):
    """How a gap reads, where its plain form is not meant."""

    PLAIN = ""
    ON = "on"
    DAYS = "days"
    OF = "of"


@dataclass(frozen=True)
class Gap:
    """A gap: what fills it and how it reads.

    Without an expression, the text called `filled_by` fills it, by default the State's name.
    """

    expression: Expression | None
    reading: Reading = Reading.PLAIN
    filled_by: str = STATE


@dataclass(frozen=True)
class Template:
    """A sentence as its literal texts and gaps, in order."""

    parts: tuple[str | Gap, ...]


Texts = Mapping[str, Template]
"""A sentence in each of its languages."""


def parse_template(
    text: str, kinds: Mapping[str, FactKind], clauses: Collection[str] = ()
) -> Template:
    """Reads a sentence whose gaps may name the patterns `kinds`, or other texts by their name.

    Raises ConditionError.
    """
    parts: list[str | Gap] = []
    position = 0
    for match in _GAP.finditer(text):
        parts.append(_literal(text[position : match.start()], position))
        parts.append(_gap(match[1], match[2] or "", match.start() + 1, kinds, clauses))
        position = match.end()
    parts.append(_literal(text[position:], position))
    return Template(tuple(part for part in parts if part != ""))


def _literal(text: str, offset: int) -> str:
    for mark in "{}":
        if mark in text:
            raise ConditionError(
                f"a lone '{mark}' stands in the text",
                _GAPS,
                offset + text.index(mark) + 1,
            )
    return text


def _gap(
    inside: str,
    reading: str,
    column: int,
    kinds: Mapping[str, FactKind],
    clauses: Collection[str],
) -> Gap:
    if inside == STATE and reading in (Reading.PLAIN, Reading.OF):
        return Gap(None, Reading(reading))
    if inside in clauses and not reading:
        return Gap(None, filled_by=inside)
    if not inside.strip():
        raise ConditionError("a gap is empty", _GAPS, column)
    try:
        expression = parse_expression(inside, Scope(None, kinds))
    except ConditionError as error:
        raise type(error)(error.what, error.remedy, column + error.column) from error
    if isinstance(expression, Constant):
        raise ConditionError("a gap is a fixed value", "Write it into the text itself.", column)
    if expression.type is Type.DATE and _days_away(expression) > _FARTHEST:
        what = "a gap names a day more than a century away, which may be outside of the calendar"
        raise ConditionError(what, "Add fewer years or days.", column)
    readings = {Reading.ON: Type.DATE, Reading.DAYS: Type.COUNT}
    wanted = next((known for known in Reading if known == reading), None)
    if wanted is None or wanted is Reading.OF:
        known = ", ".join(f"'{one}'" for one in readings)
        remedy = did_you_mean(reading, readings, f"Known: {known}.")
        raise ConditionError(f"'{reading}' is not a way to read a gap", remedy, column)
    if wanted in readings and expression.type is not readings[wanted]:
        raise ConditionError(
            f"'{wanted}' reads a {readings[wanted]}, but {expression} is a {expression.type}",
            "",
            column,
        )
    return Gap(expression, wanted)


def _days_away(expression: Expression) -> int:
    """How many days an expression may be away from the dates that it names, at the most."""
    match expression:
        case Shift():
            return abs(expression.years) * _DAYS_OF_YEAR
        case Sum():
            return _days_away(expression.left) + _days_away(expression.right)
        case Constant(value=int() as days):
            return abs(days)
        case _:
            return 0
