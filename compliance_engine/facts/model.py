"""Facts: flat, typed, each with the days on which it holds and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.templates import Texts


@dataclass(frozen=True)
class Dated:
    """A day known in part: `day` is the one that rules compare, `shown` what the source says.

    One that is `inferred` no source states, and it is never shown without saying so.
    """

    day: date
    shown: PartialDate
    inferred: bool = False

    @classmethod
    def earliest(cls, when: PartialDate, *, inferred: bool = False) -> Dated:
        """Compared as its earliest possible day."""
        return cls(when.first, when, inferred)

    @classmethod
    def latest(cls, when: PartialDate, *, inferred: bool = False) -> Dated:
        """Compared as its latest possible day."""
        return cls(when.last, when, inferred)


FactValue = str | int | bool | date | Dated | State | Saying


@dataclass(frozen=True)
class Basis:
    """A statement of the record that a fact rests on.

    What is alleged or asked carries no confidence, but who says it.
    """

    place: Place
    sources: tuple[str, ...]
    confidence: Confidence | None
    said_by: Saying | None = None


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
    def confidence(self) -> Confidence | None:
        """The weakest of what it rests on; None if that is alleged or asked."""
        return confidence_in(self.basis)

    @property
    def said_by(self) -> tuple[Saying, ...]:
        """Who says what it rests on, where that is alleged or asked."""
        return sayings_in(self.basis)


def confidence_in(all_of: Iterable[Basis]) -> Confidence | None:
    """What can be claimed on all of these; None if one of them is alleged or asked."""
    found = [one.confidence for one in all_of]
    sure = [one for one in found if one is not None]
    return Confidence.weakest(sure) if sure and len(sure) == len(found) else None


def sayings_in(all_of: Iterable[Basis]) -> tuple[Saying, ...]:
    """Who says what is alleged or asked, each once."""
    return tuple(dict.fromkeys(one.said_by for one in all_of if one.said_by is not None))
