"""Facts: flat, typed, each with the days on which it holds and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates import PartialDate, Span
from compliance_engine.errors import Place
from compliance_engine.records import Confidence, State
from compliance_engine.rulebook import Citation, Texts


@dataclass(frozen=True)
class Dated:
    """A day known in part: `day` is the one that rules compare, `shown` what the source says."""

    day: date
    shown: PartialDate

    @classmethod
    def earliest(cls, when: PartialDate) -> Dated:
        """Compared as its earliest possible day."""
        return cls(when.first, when)

    @classmethod
    def latest(cls, when: PartialDate) -> Dated:
        """Compared as its latest possible day."""
        return cls(when.last, when)


FactValue = str | int | bool | date | Dated | State


@dataclass(frozen=True)
class Basis:
    """A statement of the record that a fact rests on."""

    place: Place
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True)
class Working:
    """One step of a calculation: a sentence of the rulebook and what fills it.

    `cites` is the provision that decides a State's standing, where the step is about that, and
    `in_short` the step as a clause of another sentence.
    """

    texts: Texts
    values: Mapping[str, Mapping[str, FactValue]]
    cites: Citation | None = None
    in_short: Texts | None = None


@dataclass(frozen=True)
class Fact:
    """One fact about a State, true on every day of `held`."""

    kind: str
    fields: Mapping[str, FactValue]
    held: Span
    basis: tuple[Basis, ...]
    working: tuple[Working, ...] = ()

    @property
    def confidence(self) -> Confidence:
        """The weakest of what it rests on."""
        return Confidence.weakest(tuple(one.confidence for one in self.basis))
