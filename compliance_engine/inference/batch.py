"""Rows and the day of the check as the facts that the core is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from compliance_engine.dates import Rounding, add_years
from compliance_engine.errors import EngineError
from compliance_engine.inference.atoms import AS_OF, TRIGGER, Place
from compliance_engine.inference.encoding import FIRST, GO, KIND, UNTIL
from compliance_engine.inference.model import Row, Scalar

LooksAt = Mapping[str, Iterable[tuple[str, int]]]

_ROW = TRIGGER + 1


def facts(rows: Sequence[Row], looks_at: LooksAt) -> list[tuple[int, dict[str, Scalar]]]:
    """The rows of the kinds that rules look at, with what they look at; and each one's index.

    Raises EngineError where a date moved by calendar years leaves the calendar.
    """
    columns = {
        kind: [(field, years, Place(_ROW, field, years).name) for field, years in sorted(fields)]
        for kind, fields in looks_at.items()
    }
    found = []
    for index, row in enumerate(rows):
        if row.kind not in columns:
            continue
        fact: dict[str, Scalar] = {KIND: row.kind, FIRST: row.first, UNTIL: row.until}
        for field, years, name in columns[row.kind]:
            value = row.values.get(field)
            if value is not None:
                fact[name] = _moved(f"{row.kind}.{field}", int(value), years) if years else value
        found.append((index, fact))
    return found


def trigger(as_of: date, looks_at: LooksAt) -> dict[str, Scalar]:
    """The fact, asserted last, that lets rules match on this day. Raises EngineError as above."""
    day = as_of.toordinal()
    moved = {
        Place(TRIGGER, field, years).name: _moved("as_of", day, years) if years else day
        for field, years in sorted(looks_at.get(GO, ()))
    }
    return {KIND: GO, AS_OF: day, **moved}


def _moved(what: str, day: int, years: int) -> int:
    try:
        return add_years(date.fromordinal(day), years, Rounding.EARLIER).toordinal()
    except OverflowError as error:
        raise EngineError(
            f"{what} is {date.fromordinal(day)}, which moved by {years} calendar years is outside "
            "of the calendar"
        ) from error
