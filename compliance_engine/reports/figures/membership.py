"""Membership in figures: the States Parties on a day, and what changed of it between two days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact


@dataclass(frozen=True)
class NewStanding:
    """A State's standing from a day on, such as party, not yet in force, or withdrawn."""

    day: date
    state: str
    status: str


def parties_on(facts: Mapping[str, Sequence[Fact]], day: date) -> tuple[str, ...]:
    """The codes of the States that the treaty binds on a day, in alphabetical order."""
    return tuple(
        code
        for code, of_state in sorted(facts.items())
        if any(
            fact.kind == "membership" and day in fact.held and fact.fields["bound"] is True
            for fact in of_state
        )
    )


def standing_on(facts: Mapping[str, Sequence[Fact]], status: str, day: date) -> tuple[str, ...]:
    """The codes of the States that have a standing on a day, in alphabetical order."""
    return tuple(
        code
        for code, of_state in sorted(facts.items())
        if any(
            fact.kind == "membership" and day in fact.held and fact.fields["status"] == status
            for fact in of_state
        )
    )


def new_standings(facts: Mapping[str, Sequence[Fact]], days: Span) -> tuple[NewStanding, ...]:
    """What States' standing became on these days, in the order of days."""
    found = [
        NewStanding(fact.held.first, code, str(fact.fields["status"]))
        for code, of_state in facts.items()
        for fact in of_state
        if fact.kind == "membership" and fact.held.first in days
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.state)))
