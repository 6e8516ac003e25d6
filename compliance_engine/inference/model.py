"""What goes into an evaluator and what comes out, the same for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from compliance_engine.rulebook.vocabulary import KEY

Scalar = str | int | bool


@dataclass(frozen=True)
class Row:
    """A fact as the evaluators see it: flat, typed, dates as ordinals, absent fields left out.

    It holds from the day `first` (inclusive) until the day `until` (exclusive), both ordinals.
    """

    kind: str
    values: Mapping[str, Scalar]
    first: int
    until: int

    @property
    def key(self) -> str:
        """What tells it apart from others of its kind."""
        return str(self.values.get(KEY, ""))


@dataclass(frozen=True, order=True)
class Match:
    """A rule that holds, with the index of the row that each pattern of its `when` found."""

    rule: str
    rows: tuple[int, ...]


class Evaluator(Protocol):
    """Finds every match of its rules in the rows of one State on one day.

    Made from a sequence of `Logic`; holds nothing of a State between two calls.
    """

    name: str

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """All matches. Raises EngineError if they cannot be trusted to be all and only those."""
        ...

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        """All matches on each of several days, the rows being looked at once for all of them."""
        ...


class BeginningEvaluator(Evaluator, Protocol):
    """An evaluator that works elsewhere, while this process goes on."""

    def begin(
        self, rows: Sequence[Row], days: Sequence[date]
    ) -> Callable[[], tuple[frozenset[Match], ...]]:
        """Begins what `matches_on` does; the call that it gives waits for the matches."""
        ...
