"""Partial dates: what a source tells of a day, as the closed interval of the days it may be.

Written as in EDTF (``2013``, ``2013-05``, ``2013-05-31``), or ``by 2013-05-31`` where a source
says that something had happened by then, on a day not stated.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_BY = "by "
_FORM = re.compile(
    rf"(?P<by>{_BY})?"
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?",
    re.ASCII,
)


class PartialDateError(ValueError):
    """The text is no partial date; the message or the remedy says what is expected."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(what)


@dataclass(frozen=True)
class PartialDate:
    """A day known exactly, to its month or year, or only as having come by some day.

    `first` and `last` are the earliest and latest possible days, both inclusive. An open
    start (``by 2013``) has `first` at the beginning of the calendar.
    """

    first: date
    last: date
    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads ``2013``, ``2013-05``, ``2013-05-31`` or ``by`` one of these.

        Raises PartialDateError for anything else and for days that do not exist.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise PartialDateError(
                f"{text!r} is not a date: write 2013-05-31, 2013-05 or 2013, "
                "or 'by 2013-05-31' for something that had happened by then"
            )
        year, last_month = int(match["year"]), int(match["month"] or 12)
        try:
            first = date(year, int(match["month"] or 1), int(match["day"] or 1))
            last_day = int(match["day"] or monthrange(year, last_month)[1])
            last = date(year, last_month, last_day)
        except ValueError as error:
            raise PartialDateError(
                f"{text!r} names a day that the calendar does not have",
                "Correct the year, month or day.",
            ) from error
        return cls(date.min if match["by"] else first, last, text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The partial date of a day known exactly."""
        return cls.between(day, day)

    @classmethod
    def between(cls, first: date, last: date) -> PartialDate:
        """Some day from `first` to `last`, both inclusive."""
        if first > last:
            raise ValueError(f"{first} comes after {last}")
        return cls(first, last, _written(first, last))

    @property
    def exact(self) -> bool:
        """Whether only one day is possible."""
        return self.first == self.last

    @property
    def open_start(self) -> bool:
        """Whether only the latest possible day is known (``by …``)."""
        return self.first == date.min

    @property
    def first_named(self) -> date:
        """The first day that the text names: that of ``2013`` in ``by 2013``, and in ``2013``."""
        return (
            PartialDate.parse(self.text.removeprefix(_BY)).first if self.open_start else self.first
        )

    def surely_by(self, day: date) -> bool:
        """Whether no possible day comes after `day` (inclusive)."""
        return self.last <= day

    def surely_after(self, day: date) -> bool:
        """Whether every possible day comes after `day` (exclusive)."""
        return self.first > day

    def __str__(self) -> str:
        return self.text


def parse_day(text: str) -> date:
    """Reads a full calendar day, ``2013-05-31``. Raises PartialDateError for anything less."""
    partial = PartialDate.parse(text)
    if not partial.exact:
        raise PartialDateError(f"{text!r} is not a full day: write it as 2013-05-31")
    return partial.first


def _written(first: date, last: date) -> str:
    """The shortest form of an interval: a day, a month, a year, ``by`` a day, or both ends."""
    if first == last:
        return first.isoformat()
    if first == date.min:
        return f"by {last}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04}-{first.month:02}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first.year:04}"
    return f"{first}/{last}"
