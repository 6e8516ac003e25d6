"""The calendar of meetings: a file of the rulebook, since clocks of the treaty run to them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from compliance_engine.dates import PartialDate
from compliance_engine.documents import Document, Model
from compliance_engine.records.fields import When
from compliance_engine.rulebook.model import Meeting


class MeetingEntry(Model):
    """One meeting; days not yet fixed are written as far as they are known (2026)."""

    name: str
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

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        names = [one.name for one in self.meetings]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two meetings are named {name!r}")
        days: list[PartialDate] = [one.opens for one in self.meetings]
        if days != sorted(days, key=lambda day: day.first):
            raise ValueError("the meetings do not stand in the order of their days")
        return self

    def values(self) -> tuple[Meeting, ...]:
        """The meetings as the rest of the engine uses them."""
        return tuple(
            Meeting(one.name, one.kind, one.venue, one.opens, one.closes, one.verified)
            for one in self.meetings
        )
