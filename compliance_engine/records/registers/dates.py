"""Dates as registers write them: in words, 03/12/1997, 1997-12-03, or a day of a spreadsheet."""

from __future__ import annotations

from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.records.registers.layout import Layout
from compliance_engine.records.spreadsheets.cells import IN_FIGURES, cell_of
from compliance_engine.records.spreadsheets.days_in_words import existing_day
from compliance_engine.records.spreadsheets.kinds import NONE, WHEN_OR_NONE, CellError


def when_of(raw: object, layout: Layout) -> str:
    """A date, or ``none``, as a record writes it. Raises CellError."""
    if isinstance(raw, str):
        text = raw.strip()
        if match := IN_FIGURES.fullmatch(text):
            if layout.dates == "as records write them":
                return _refused(text)
            one, other, year = (int(part) for part in match.groups())
            day_of_month, month = (one, other) if layout.dates == "day first" else (other, one)
            if found := existing_day(year, month, day_of_month):
                return found
            raise CellError(f"{text!r} is no day, read with the {layout.dates}")
    cell = cell_of(raw, WHEN_OR_NONE)
    WHEN_OR_NONE.value(cell)
    return cell


def not_after(day: str, listed: date) -> str:
    """The day, or ``none``, if a register of the day `listed` can tell of it. Raises CellError.

    It cannot tell of what is surely later.
    """
    if day != NONE and PartialDate.parse(day).first_named > listed:
        raise CellError(
            f"{day} is after {listed}, the day of the list, which cannot tell of it",
            "Correct the day, or say with --dated of which day the list is.",
        )
    return day


def _refused(text: str) -> str:
    """Refuses a date in figures, which does not tell its day from its month. Raises CellError."""
    try:
        return cell_of(text, WHEN_OR_NONE)
    except CellError as error:
        remedy = (
            f"{error.remedy} Or say how the file writes its dates, with 'dates: day first' or "
            "'month first' in a file for --columns."
        )
        raise CellError(str(error), remedy) from error
