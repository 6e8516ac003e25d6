"""The calendar of meetings: a file of the rulebook, since clocks of the treaty run to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.model import Document, Model
from compliance_engine.documents.names import Name
from compliance_engine.errors import Place, Problem
from compliance_engine.records.fields import When
from compliance_engine.rulebook.treaty import Meeting


class MeetingEntry(Model):
    """One meeting; days not yet fixed are written as far as they are known (2026)."""

    name: Name
    kind: Literal[
        "Meeting of the States Parties",
        "Review Conference",
        "intersessional meetings",
        "thematic session",
    ]
    venue: str | None = None
    opens: When
    closes: When
    verified: bool
    note: str | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.closes.last < self.opens.first:
            raise ValueError("'closes' is before 'opens'")
        return self


class MeetingsFile(Document):
    """Every meeting, in the order of their days."""

    meetings: tuple[MeetingEntry, ...] = Field(strict=False)

    def problems(self) -> Iterator[Problem]:
        """Meetings that share a name, or do not stand in the order of their days."""
        named: dict[str, Place] = {}
        for one, before in zip(self.meetings, (None, *self.meetings), strict=False):
            place = one.place_of("name")
            if one.name in named:
                first = named[one.name].line
                what = f"two meetings are named {one.name!r}, the first on line {first}"
                yield Problem(place, what, "Give each its own name: findings name it by that.")
            named.setdefault(one.name, place)
            if before is not None and one.opens.first < before.opens.first:
                yield Problem(
                    one.place_of("opens"),
                    f"{one.name} opens before {before.name}, which stands above it",
                    "Write the meetings in the order of their days.",
                )

    def values(self) -> tuple[Meeting, ...]:
        """The meetings as the rest of the engine uses them."""
        return tuple(
            Meeting(one.name, one.kind, one.venue, one.opens, one.closes, one.verified)
            for one in self.meetings
        )
