"""Days of a record on which nothing can have happened yet, or of which its source cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.errors import Problem
from compliance_engine.records.parts import Part, Parts
from compliance_engine.records.statement import Source


def days_still_to_come(parts: Parts, today: date) -> Iterator[Problem]:
    """What the parts of a record say to have happened on a day that is surely later than `today`.

    So is what is said to have happened ``by`` such a day: nobody can say so yet.
    """
    for part in parts:
        for key, day in _happened(part):
            if (day.first_named if isinstance(day, PartialDate) else day) > today:
                yield Problem(
                    part.entry.place_of(key),
                    f"'{key}' is {day}, which is still to come: today is {today}",
                    "Correct the day.",
                )


def days_after_source(parts: Parts, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What the parts of a record say to have happened surely after the last day of their sources.

    Nothing is said of a part that rests on a source whose day is not known, nor of a day that no
    source states: what was inferred or recalled is marked as such.
    """
    for part in parts:
        days = {name: day_of(sources.get(name)) for name in part.sources}
        known = {name: day for name, day in days.items() if day is not None}
        if not known or len(known) < len(days):
            continue
        latest = max(known, key=lambda name: known[name].last)
        inferred = getattr(part.entry, "inferred", ())
        for key, day in _happened(part):
            if key not in inferred and _first_of(day) > known[latest].last:
                which = "source" if len(days) == 1 else "latest source"
                yield Problem(
                    part.entry.place_of(key),
                    f"'{key}' is {day}, but the {which} that says so, '{latest}', is of "
                    f"{known[latest]}",
                    "Correct the day, or name the source that tells it.",
                )


def day_of(source: Source | None) -> PartialDate | None:
    """The day after which a source tells nothing: that of its text, else that of its reading."""
    if source is None:
        return None
    return source.date or (PartialDate.of(source.seen) if source.seen is not None else None)


def _happened(part: Part) -> Iterator[tuple[str, date | PartialDate]]:
    """The days of a part on which something happened, with their keys."""
    for key, ahead in part.shape.days.items():
        day = getattr(part.entry, key)
        if isinstance(day, date | PartialDate) and not (ahead and ahead.holds_in(part.entry)):
            yield key, day


def _first_of(day: date | PartialDate) -> date:
    return day.first if isinstance(day, PartialDate) else day
