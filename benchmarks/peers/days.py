"""Days as sources know them, and sums of days, months and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class When(NamedTuple):
    """The earliest and the latest day that something may have been on."""

    first: date
    last: date


def when(text: str) -> When:
    """Reads 2013, 2013-05, 2013-05-31, or `by` one of these."""
    if text.startswith("by "):
        return When(date.min, when(text[3:]).last)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return When(day, day)
    if len(parts) == 2:
        year, month = parts
        return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return When(date(parts[0], 1, 1), date(parts[0], 12, 31))


def first_of_month_after(day: date, months: int) -> date:
    """The first day of the month that is so many after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the first of the next month if there is none."""
    first = first_of_month_after(day, months)
    if day.day <= monthrange(first.year, first.month)[1]:
        return first.replace(day=day.day)
    return first_of_month_after(first, 1)


def a_year_after(ordinal: int) -> int:
    """The same day a year later, as ordinals; 28 February after 29 February."""
    day = date.fromordinal(ordinal)
    if (day.month, day.day) == (2, 29):
        day = day - ONE_DAY
    return day.replace(year=day.year + 1).toordinal()
