"""Dates found in running text, with the precision that the text gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance_engine.dates import PartialDate, PartialDateError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH_NAME = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)

_DATE = re.compile(
    rf"\b(?:(?P<written>\d{{4}}-\d{{2}}(?:-\d{{2}})?)"
    rf"|(?:(?P<day>\d{{1,2}}) )?(?P<month>{MONTH_NAME}) (?P<of_year>\d{{4}})"
    r"|(?P<year>(?:19|20)\d{2}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundDate:
    """A date that stands in a text, from `start` up to but not including `end`."""

    start: int
    end: int
    date: str

    @property
    def is_day(self) -> bool:
        """Whether it is a full calendar day."""
        return len(self.date) == len("2013-05-31")


def dates_in(text: str) -> list[FoundDate]:
    """The dates of a text in their order: days, months with a year, and years."""
    found = (
        FoundDate(match.start(), match.end(), date)
        for match in _DATE.finditer(text)
        if (date := _as_partial(match)) is not None
    )
    return list(found)


def date_of(year: str, month_name: str, day: str | None = None) -> str | None:
    """A date whose month is given by its English name, as a partial date; None if impossible."""
    month = MONTHS.index(month_name[:3].casefold()) + 1
    return existing(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))


def existing(date: str) -> str | None:
    """The partial date itself if the calendar has it, else None."""
    try:
        return PartialDate.parse(date).text
    except PartialDateError:
        return None


def _as_partial(match: re.Match[str]) -> str | None:
    if match["written"]:
        return existing(match["written"])
    if match["month"]:
        return date_of(match["of_year"], match["month"], match["day"])
    return match["year"]
