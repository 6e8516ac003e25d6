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

    A date that calendar years move out of the calendar is no value, and is left out.
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
            if value is not None and years:
                value = _moved(int(value), years)
            if value is not None:
                fact[name] = value
        found.append((index, fact))
    return found


def trigger(as_of: date, looks_at: LooksAt) -> dict[str, Scalar]:
    """The fact, asserted last, that lets rules match on this day.

    Raises EngineError where calendar years move the day of the check out of the calendar.
    """
    day = as_of.toordinal()
    go: dict[str, Scalar] = {KIND: GO, AS_OF: day}
    for field, years in sorted(looks_at.get(GO, ())):
        moved = _moved(day, years) if years else day
        if moved is None:
            raise EngineError(f"{as_of} moved by {years} calendar years leaves the calendar")
        go[Place(TRIGGER, field, years).name] = moved
    return go


def _moved(day: int, years: int) -> int | None:
    try:
        return add_years(date.fromordinal(day), years, Rounding.EARLIER).toordinal()
    except OverflowError:
        return None
