"""Counting in days, calendar months and calendar years.

A sum of months can name a day that does not exist (31 August and six months). What then happens
is declared by the caller, never assumed.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

MONTHS_IN_A_YEAR = 12


class Rounding(StrEnum):
    """What a sum of months gives when the month is too short for the day."""

    EARLIER = "last day of that month"
    LATER = "first day of the next month"
    REFUSE = "refuse"


class AmbiguousSumError(ValueError):
    """The sum names no day and its rounding was declared as `Rounding.REFUSE`."""


def add_days(day: date, days: int) -> date:
    """The day `days` calendar days after `day`, which is day 0. Raises OverflowError."""
    return day + timedelta(days=days)


def add_months(day: date, months: int, rounding: Rounding) -> date:
    """The same day of the month, `months` calendar months later (earlier if negative).

    Raises AmbiguousSumError where there is no such day and the rounding is to refuse,
    OverflowError outside of the years 1 to 9999.
    """
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    month += 1
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{day} and {months} months is outside of the calendar")
    length = monthrange(year, month)[1]
    if day.day <= length:
        return date(year, month, day.day)
    match rounding:
        case Rounding.EARLIER:
            return date(year, month, length)
        case Rounding.LATER:
            return date(year, month, length) + timedelta(days=1)
        case Rounding.REFUSE:
            raise AmbiguousSumError(f"{day} and {months} months names no day of the calendar")


def add_years(day: date, years: int, rounding: Rounding) -> date:
    """The same day `years` calendar years later; only 29 February needs the rounding."""
    return add_months(day, years * MONTHS_IN_A_YEAR, rounding)


def first_day_of_month_after(day: date, months: int) -> date:
    """The first day of the month that is `months` after the month of `day`.

    The day of the month plays no part, not even the first: with six months, both 1 March and
    31 March 2000 give 1 September 2000.
    """
    return add_months(day.replace(day=1), months, Rounding.REFUSE)


def days_between(earlier: date, later: date) -> int:
    """Whole days from `earlier` (day 0) to `later`; negative if `later` comes first."""
    return (later - earlier).days
