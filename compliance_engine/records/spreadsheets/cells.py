"""The text that a cell of a spreadsheet stands for, whatever the program made of what was typed."""

from __future__ import annotations

import re
from datetime import date
from math import isfinite
from typing import Any

from compliance_engine.records.spreadsheets.days_in_words import (
    day_in_words,
    has_short_year,
    month_in_words,
)
from compliance_engine.records.spreadsheets.kinds import (
    DAY,
    NO,
    YEAR,
    YES,
    YES_OR_NO,
    CellError,
    Kind,
)
from compliance_engine.records.spreadsheets.sheets import Unreadable

IN_FIGURES = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*'?\d{2}", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}(?:[.,]0+)?", re.ASCII)
_LOST_FORMAT = "Format the cell as text and write the date, such as 2013-05-31."


def cell_of(raw: Any, kind: Kind) -> str:
    """The text that a cell of a spreadsheet stands for, empty for an empty one.

    `raw` is what the file holds: a text, a number, a truth value or a day. Raises CellError where
    that does not tell what the person meant.
    """
    match raw:
        case Unreadable():
            raise CellError(raw.what, raw.remedy)
        case str():
            return _written(kind.kept(raw), kind)
        case bool():
            word = YES if raw else NO
            if kind is not YES_OR_NO and word not in kind.choices:
                raise CellError(f"{raw} is no answer here", kind.remedy)
            return word
        case int() | float():
            return _number_read(raw, kind)
        case date():
            return _date_read(raw, kind)
        case _:
            raise CellError(f"{raw} is a time of day", kind.remedy)


def _number_read(raw: float, kind: Kind) -> str:
    if not isfinite(raw) or raw != int(raw):
        raise CellError(f"{raw} is not a whole number", kind.remedy)
    text = str(int(raw))
    if kind.is_date and not YEAR.fullmatch(text):
        raise CellError(f"{text} is a number, perhaps a date that lost its format", _LOST_FORMAT)
    return text


def _date_read(raw: date, kind: Kind) -> str:
    if getattr(raw, "hour", 0) or getattr(raw, "minute", 0) or getattr(raw, "second", 0):
        raise CellError(f"{raw} has a time of day", kind.remedy)
    day = date(raw.year, raw.month, raw.day)
    if kind is DAY or (kind.is_date and day.day != 1):
        return day.isoformat()
    if kind.is_date:
        raise CellError(
            f"the spreadsheet made {day} of what was typed, which may have been a month or a year",
            f"Format the cell as text, and write {day:%Y}, {day:%Y-%m} or {day}.",
        )
    raise CellError(
        f"the spreadsheet made a date of it: {day}", f"Format it as text. {kind.remedy}"
    )


def _written(text: str, kind: Kind) -> str:
    if not kind.is_date:
        return text
    if known := day_in_words(text) or month_in_words(text):
        return known
    if has_short_year(text) or _SHORT_YEAR.fullmatch(text):
        raise CellError(f"the year of {text!r} has two digits", "Write it with four.")
    if _SERIAL.fullmatch(text):
        raise CellError(f"{text} is a number, perhaps a date that lost its format", _LOST_FORMAT)
    if match := IN_FIGURES.fullmatch(text):
        one, other, year = (int(part) for part in match.groups())
        meant = {f"{year}-{b:02}-{a:02}" for a, b in ((one, other), (other, one)) if b <= 12}
        remedy = f"Write {' or '.join(sorted(meant))}." if meant else kind.remedy
        raise CellError(f"{text!r} is not how a date is written here", remedy)
    return text
