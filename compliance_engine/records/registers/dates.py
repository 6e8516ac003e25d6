"""Dates as registers write them: 3 Dec 1997, 03/12/1997, 1997-12-03, or a day of a spreadsheet."""

from __future__ import annotations

import re

from compliance_engine.dates import PartialDateError, parse_day
from compliance_engine.records.registers.layout import Layout
from compliance_engine.records.spreadsheets.kinds import WHEN_OR_NONE, CellError, cell_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january janv janvier", "feb february févr fev février", "mar march mars"),
            *("apr april avr avril", "may mai", "jun june juin", "jul july juil juillet"),
            *("aug august août aout", "sep sept september septembre", "oct october octobre"),
            *("nov november novembre", "dec december déc décembre"),
        ),
        start=1,
    )
    for name in names.split()
}
_IN_WORDS = re.compile(r"(\d{1,2}|1er)\s+([^\W\d]+)\.?,?\s+(\d{4})")
_IN_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)


def day_in_words(text: str) -> str | None:
    """The day, as ``1997-12-03``, of a text such as ``3 Dec 1997`` or ``3 déc. 1997``."""
    match = _IN_WORDS.fullmatch(" ".join(text.split()))
    month = _MONTHS.get(match[2].casefold()) if match else None
    if match is None or month is None:
        return None
    return _existing(int(match[3]), month, int(match[1].removesuffix("er")))


def when_of(raw: object, layout: Layout) -> str:
    """A date, or ``none``, as a record writes it. Raises CellError."""
    if isinstance(raw, str):
        text = raw.strip()
        if day := day_in_words(text):
            return day
        if (match := _IN_FIGURES.fullmatch(text)) and layout.dates != "as records write them":
            one, other, year = (int(part) for part in match.groups())
            day_of_month, month = (one, other) if layout.dates == "day first" else (other, one)
            if found := _existing(year, month, day_of_month):
                return found
            raise CellError(f"{text!r} is no day, read with the {layout.dates}")
    cell = cell_of(raw, WHEN_OR_NONE)
    WHEN_OR_NONE.value(cell)
    return cell


def _existing(year: int, month: int, day: int) -> str | None:
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        parse_day(written)
    except PartialDateError:
        return None
    return written
