"""What a report covers, and the years that records and rules speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance_engine.dates.partial import PartialDate, parse_day

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""No record or rule speaks of a day outside of these years, both inclusive."""

DAY_PATTERN = r"\d{4}-\d{2}-\d{2}"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_PERIOD = re.compile(rf"({DAY_PATTERN})/({DAY_PATTERN})", re.ASCII)


class CoverKind(StrEnum):
    """What a report answers."""

    INITIAL = "initial"
    VOLUNTARY = "voluntary"
    NOT_STATED = "not stated"
    PERIOD = "period"


@dataclass(frozen=True)
class Covers:
    """What a report covers: the initial report, or a period of days, both ends inclusive.

    A statement about several calendar years at once (``1999-2018``) has the period from the
    first day of the first to the last day of the last.
    """

    kind: CoverKind
    text: str
    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, value: object) -> Covers:
        """Reads ``initial``, ``voluntary``, ``not stated``, ``2010``, ``1999-2018`` or a period.

        Raises ValueError.
        """
        text = str(value)
        if not isinstance(value, bool) and text in set(CoverKind) - {CoverKind.PERIOD}:
            return cls(CoverKind(text), text)
        if _YEAR.fullmatch(text):
            text = f"{text}-{text}"
        if match := _YEARS.fullmatch(text):
            first, last = PartialDate.parse(match[1]).first, PartialDate.parse(match[2]).last
        elif match := _PERIOD.fullmatch(text):
            first, last = parse_day(match[1]), parse_day(match[2])
        else:
            raise ValueError(
                f"{text!r} is nothing that a report can cover: write initial, voluntary, a "
                "calendar year (2010), several (2004-2010), a period of days "
                "(2007-04-02/2008-04-01), or not stated"
            )
        if first > last:
            raise ValueError(f"the period {text!r} ends before it begins")
        check_years(str(value), first, last)
        return cls(CoverKind.PERIOD, str(value), first, last)

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """The calendar years that lie wholly within the period."""
        if self.first is None or self.last is None:
            return ()
        return tuple(
            year
            for year in range(self.first.year, self.last.year + 1)
            if self.first <= date(year, 1, 1) and date(year, 12, 31) <= self.last
        )

    def days_within(self, first: date, last: date) -> int:
        """How many days of the period lie between two days, both inclusive."""
        if self.first is None or self.last is None:
            return 0
        return max(0, (min(self.last, last) - max(self.first, first)).days + 1)


def check_years(text: str, *days: date) -> None:
    """Raises ValueError if any of the days that `text` stands for lies outside of these years."""
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise ValueError(
            f"{text!r} lies outside of the years {FIRST_YEAR} to {LAST_YEAR}: is it a slip?"
        )
