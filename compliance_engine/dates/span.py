"""Spans of days: from the first day up to, but not including, the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FOREVER = date.max
"""The end of a span that no known event ends."""


@dataclass(frozen=True, order=True)
class Span:
    """The days from `first` (inclusive) until `until` (exclusive); never empty."""

    first: date
    until: date = FOREVER

    def __post_init__(self) -> None:
        if self.first >= self.until:
            raise ValueError(f"a span needs at least one day: {self.first} until {self.until}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.until

    def overlaps(self, other: Span) -> bool:
        """Whether some day is in both."""
        return self.first < other.until and other.first < self.until

    def shared_with(self, other: Span) -> Span | None:
        """The days that are in both, if there are any."""
        first, until = max(self.first, other.first), min(self.until, other.until)
        return Span(first, until) if first < until else None

    @property
    def ends(self) -> bool:
        """Whether some known event ends it."""
        return self.until != FOREVER
