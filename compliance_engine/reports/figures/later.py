"""Words of a record that tell of a later day than the one that is looked at."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(?:(?P<month>[A-Z][a-z]{2})[a-z]*\.? )?(?P<day>(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\b"
)


def names_later_day(text: str, as_of: date) -> bool:
    """Whether a text names a day, month or year that begins after `as_of`."""
    return any(_first_day(match) > as_of for match in _DAY.finditer(text))


def _first_day(match: re.Match[str]) -> date:
    year, *rest = (int(part) for part in match["day"].split("-"))
    month = (match["month"] or "").lower()
    named = _MONTHS.index(month) + 1 if month in _MONTHS else 1
    month_number, day = [*rest, *([named] if not rest else []), 1][:2]
    try:
        return date(year, month_number, day)
    except ValueError:
        return date(year, 1, 1)
