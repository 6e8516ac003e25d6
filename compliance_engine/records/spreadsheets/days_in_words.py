"""Days written with the name of their month, in English or French: 3 Dec 1997, 3 déc. 1997."""

from __future__ import annotations

import re

from compliance_engine.dates import PartialDateError, parse_day

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


def day_in_words(text: str) -> str | None:
    """The day, as ``1997-12-03``, of a text such as ``3 Dec 1997`` or ``3 déc. 1997``."""
    match = _IN_WORDS.fullmatch(" ".join(text.split()))
    month = _MONTHS.get(match[2].casefold()) if match else None
    if match is None or month is None:
        return None
    return existing_day(int(match[3]), month, int(match[1].removesuffix("er")))


def existing_day(year: int, month: int, day: int) -> str | None:
    """A day as ``1997-12-03``, None if the calendar does not have it."""
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        parse_day(written)
    except PartialDateError:
        return None
    return written
