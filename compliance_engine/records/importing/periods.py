"""What a report covers, and on which day a statement was made, as a row and its note tell."""

from __future__ import annotations

import re

from compliance_engine.dates import PartialDate
from compliance_engine.records.importing.statements import when
from compliance_engine.records.importing.tables import Row
from compliance_engine.records.importing.wording import MONTH_NAME, dates_in, existing

FACT_SHEET_DAY = "2015-06-18"
FACT_SHEET_NOTE = re.compile(
    rf"(?:; )?(?P<said>ICBL fact sheet: not submitted by {FACT_SHEET_DAY}(?: \(so late\))?)$"
)

_YEARS = re.compile(r"\bcover(?:s|ing) ((?:19|20)\d{2})-((?:19|20)\d{2})\b")
_DAYS = re.compile(rf"(\d{{1,2}} {MONTH_NAME} \d{{4}})-(\d{{1,2}} {MONTH_NAME} \d{{4}})")
_WRITTEN_DAYS = re.compile(r"\b(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\b")
_YEAR = re.compile(r"\bCY((?:19|20)\d{2})\b")
_AS_OF = "as of "

NOT_STATED = "not stated"


def covers(row: Row) -> str | int:
    """What the report of a row covers: `initial`, `voluntary`, a year, a period, `not stated`."""
    if row["report_kind"] != "annual":
        return row["report_kind"]
    if row["covers_calendar_year"]:
        return int(row["covers_calendar_year"])
    return _covers_by_note(row["note"])


def known(row: Row) -> str | int:
    """The day by which a row says that no report had come, as exactly as its note tells it."""
    as_of = row["as_of"]
    start = row["note"].find(_AS_OF)
    if start >= 0:
        start += len(_AS_OF)
        for found in dates_in(row["note"]):
            if found.start == start and found.date.startswith(as_of):
                return when(found.date)
    return when(as_of)


def due_year_of(row: Row) -> int | None:
    """The due year of an annual report that follows from the other cells; None if none does."""
    if row["covers_calendar_year"]:
        return int(row["covers_calendar_year"]) + 1
    if row["received_date"]:
        return PartialDate.parse(row["received_date"]).first.year
    return None


def _covers_by_note(note: str) -> str | int:
    if match := _YEARS.search(note):
        return _period(match[1], match[2], "-")
    if match := _DAYS.search(note):
        days = [found.date for found in dates_in(f"{match[1]}, {match[2]}")]
        return _period(days[0], days[-1], "/") if len(days) == 2 else NOT_STATED
    if match := _WRITTEN_DAYS.search(note):
        both = existing(match[1]) and existing(match[2])
        return _period(match[1], match[2], "/") if both else NOT_STATED
    if match := _YEAR.search(note):
        return int(match[1])
    return NOT_STATED


def _period(first: str, last: str, separator: str) -> str | int:
    """A period as records write it; one that ends before it begins is none."""
    year = first[:4]
    if (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        return int(year)
    return f"{first}{separator}{last}" if first <= last else NOT_STATED
