"""Calendar days: partial dates as intervals, spans of days, and counting with declared rounding.

Knows neither the treaty nor the clock. Every day is a calendar day, UTC.
"""

from compliance_engine.dates.counting import (
    AmbiguousSumError,
    Rounding,
    add_days,
    add_months,
    add_years,
    days_between,
    first_day_of_month_after,
)
from compliance_engine.dates.partial import PartialDate, PartialDateError, parse_day
from compliance_engine.dates.span import FOREVER, Span

__all__ = [
    "FOREVER",
    "AmbiguousSumError",
    "PartialDate",
    "PartialDateError",
    "Rounding",
    "Span",
    "add_days",
    "add_months",
    "add_years",
    "days_between",
    "first_day_of_month_after",
    "parse_day",
]
