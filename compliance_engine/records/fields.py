"""The types of a record's values: days, partial dates, periods and sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args, get_origin

from pydantic import PlainValidator, WithJsonSchema

from compliance_engine.dates.partial import PartialDate, parse_day
from compliance_engine.documents.names import Naming
from compliance_engine.records.covers import DAY_PATTERN, Covers, check_years

_PARTIAL_PATTERN = r"(by )?\d{4}(-\d{2}(-\d{2})?)?"


class Mark:
    """Something that the type of a field tells beside what it holds."""


@dataclass(frozen=True)
class Ahead(Mark):
    """Marks a day that may lie ahead of whoever tells it, such as a deadline.

    With `key`, only of an entry whose value of that key is `among` some values. Every other day of
    a record is one on which something happened.
    """

    key: str = ""
    among: tuple[str, ...] = ()

    def holds_in(self, entry: object) -> bool:
        """Whether the day of this entry may lie ahead."""
        return not self.key or getattr(entry, self.key) in self.among


@dataclass(frozen=True)
class GivenOnce(Mark, Naming):
    """Marks a name that is given to one entry only: of a record or, `everywhere`, of all."""

    everywhere: bool = False


def unmarked(hint: object) -> object:
    """A type without such marks, or the type as it is."""
    if get_origin(hint) is not Annotated:
        return hint
    bare, *marks = get_args(hint)
    kept = tuple(one for one in marks if not isinstance(one, Mark))
    return Annotated[bare, *kept] if kept else bare


def _day(value: object) -> date:
    day = parse_day(str(value))
    check_years(str(value), day)
    return day


def _partial(value: object) -> PartialDate:
    if value is None or isinstance(value, bool):
        raise ValueError("a date is expected here: write 2013-05-31, 2013-05 or 2013")
    known = PartialDate.parse(str(value))
    check_years(str(value), known.last, known.last if known.open_start else known.first)
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
    WithJsonSchema({"type": "string", "pattern": f"^{DAY_PATTERN}$"}),
]
"""A full calendar day."""

DayAhead = Annotated[Day, Ahead()]
"""A full calendar day that may lie ahead."""

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
