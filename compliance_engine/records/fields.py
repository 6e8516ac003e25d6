"""The types of a record's values: days, partial dates, periods, sources and confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from compliance_engine.dates import PartialDate, parse_day

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""No record or rule speaks of a day outside of these years, both inclusive."""

_DAY_PATTERN = r"\d{4}-\d{2}-\d{2}"
_PARTIAL_PATTERN = r"(by )?\d{4}(-\d{2}(-\d{2})?)?"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_PERIOD = re.compile(rf"({_DAY_PATTERN})/({_DAY_PATTERN})", re.ASCII)


class Confidence(StrEnum):
    """How far a statement can be relied on, from the strongest to the weakest."""

    VERIFIED = "verified"
    SINGLE_SOURCE = "single-source"
    BACKGROUND_KNOWLEDGE = "background-knowledge"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Confidence).index(self)

    @classmethod
    def weakest(cls, all_of: tuple[Confidence, ...]) -> Confidence:
        """What a conclusion that rests on all of them can claim."""
        return max(all_of, key=lambda confidence: confidence.rank)


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
        _check_years(str(value), first, last)
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


def _check_years(text: str, *days: date) -> None:
    if any(not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise ValueError(
            f"{text!r} lies outside of the years {FIRST_YEAR} to {LAST_YEAR}: is it a slip?"
        )


def _day(value: object) -> date:
    day = parse_day(str(value))
    _check_years(str(value), day)
    return day


def _partial(value: object) -> PartialDate:
    if value is None or isinstance(value, bool):
        raise ValueError("a date is expected here: write 2013-05-31, 2013-05 or 2013")
    known = PartialDate.parse(str(value))
    _check_years(str(value), known.last, known.last if known.open_start else known.first)
    return known


def _partial_or_none(value: object) -> PartialDate | Literal["none"]:
    return "none" if value == "none" else _partial(value)


def _sources(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(one, str) and one for one in given):
        raise ValueError("a source is the name, or a list of names, of entries under 'sources'")
    return tuple(given)


Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY_PATTERN}$"}),
]
"""A full calendar day."""

When = Annotated[
    PartialDate,
    PlainValidator(_partial),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_PARTIAL_PATTERN}$"}),
]
"""A partial date, with the precision of its source."""

WhenOrNone = Annotated[
    PartialDate | Literal["none"],
    PlainValidator(_partial_or_none),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^(none|{_PARTIAL_PATTERN})$"}),
]
"""A partial date, or ``none`` where the source says that it had not happened."""

Covered = Annotated[
    Covers,
    PlainValidator(Covers.parse),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "description": "initial, voluntary, not stated, 2010, 2004-2010 or "
            "2007-04-02/2008-04-01",
        }
    ),
]
"""What a report covers."""

SourceNames = Annotated[
    tuple[str, ...],
    PlainValidator(_sources),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""The names of the sources of a statement."""

LaxConfidence = Annotated[Confidence, Field(strict=False)]
