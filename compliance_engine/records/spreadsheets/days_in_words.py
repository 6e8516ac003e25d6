"""Days and months written with the name of a month, in English, French or Spanish.

3 Dec 1997, December 3, 1997, 3 déc. 1997, 1er janvier 2021, 30 de abril de 2021, 30-abr-2021. A
year has four digits: one of two is refused, since which century it is of is nobody's guess.
"""

from __future__ import annotations

import re
import unicodedata

from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.documents.text import canonical

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january janv janvier ene enero", "feb february fev fevr fevrier febrero"),
            *("mar march mars marzo", "apr april avr avril abr abril", "may mai mayo"),
            *("jun june juin junio", "jul july juil juillet julio", "aug august aout ago agosto"),
            "sep sept september septembre septiembre set setiembre",
            *("oct october octobre octubre", "nov november novembre noviembre"),
            "dec december decembre dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_BETWEEN = r"(?:\s*[-/.,]\s*|\s+(?:de\s+|del\s+|of\s+)?)"
_DAY = r"(?P<day>\d{1,2})(?:er|st|n[d]|rd|th|º|°|\.º)?"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_DAY_FIRST = re.compile(f"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE)
_MONTH_ALONE = re.compile(f"{_MONTH}{_BETWEEN}{_YEAR}", re.IGNORECASE)


def day_in_words(text: str) -> str | None:
    """The day, as ``1997-12-03``, of a text such as ``3 Dec 1997`` or ``3 de dic. de 1997``."""
    match = _found(text)
    if match is None or "day" not in match.groupdict() or not _is_full(match["year"]):
        return None
    return existing_day(int(match["year"]), _month(match), int(match["day"]))


def month_in_words(text: str) -> str | None:
    """The month, as ``1997-12``, of a text such as ``December 1997`` or ``diciembre de 1997``."""
    match = _found(text)
    if match is None or "day" in match.groupdict() or not _is_full(match["year"]):
        return None
    return f"{match['year']}-{_month(match):02}"


def has_short_year(text: str) -> bool:
    """Whether a text is a day or month in words whose year has two digits."""
    match = _found(text)
    return match is not None and not _is_full(match["year"])


def existing_day(year: int, month: int, day: int) -> str | None:
    """A day as ``1997-12-03``, None if the calendar does not have it."""
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        parse_day(written)
    except PartialDateError:
        return None
    return written


def _found(text: str) -> re.Match[str] | None:
    """The parts of a text that has the name of a month in its place."""
    plain = canonical(text)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ALONE):
        match = pattern.fullmatch(plain)
        if match is not None and _month(match):
            return match
    return None


def _month(match: re.Match[str]) -> int:
    decomposed = unicodedata.normalize("NFKD", match["month"].casefold())
    bare = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _MONTHS.get(bare, 0)


def _is_full(year: str) -> bool:
    return len(year) == len("1997") and year.isdecimal()
