"""Whether what a matter rests on may be put to a government: line by line of the record.

Nothing is written that only a copy of unknown origin or background knowledge tells, no allegation
that only the press reports, that nobody is named for or whose time no source states, and nothing
on which the sources disagree. The officer is told which line keeps it back, and what lifts that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.facts.model import Basis, Dated, Fact
from compliance_engine.records.confidence import Word
from compliance_engine.records.model import Record
from compliance_engine.records.publishers import NO_VOICE, PublisherKind
from compliance_engine.records.saying import Manner, Saying


class Weakness(StrEnum):
    """Why a line of the record does not support a letter."""

    COPY_ONLY = "copy only"
    BACKGROUND = "background knowledge"
    PRESS_ALONE = "press alone"
    NOBODY_NAMED = "nobody named"
    TIME_INFERRED = "time inferred"
    DISAGREEMENT = "sources disagree"


@dataclass(frozen=True)
class Obstacle:
    """A weakness, and the lines of the record that have it, each as file:line:column."""

    weakness: Weakness
    where: tuple[str, ...]


_OF_WORD = {Word.COPY_ONLY: Weakness.COPY_ONLY, Word.BACKGROUND: Weakness.BACKGROUND}


def obstacle_of(facts: Iterable[Fact], record: Record) -> Obstacle | None:
    """The first weakness of what these facts rest on, with every line that has it."""
    found = dict.fromkeys(_weaknesses(facts, record))
    if not found:
        return None
    first = min((weakness for weakness, _ in found), key=[*Weakness].index)
    return Obstacle(first, tuple(where for weakness, where in found if weakness is first))


def _weaknesses(facts: Iterable[Fact], record: Record) -> Iterator[tuple[Weakness, str]]:
    for fact in facts:
        disagree = fact.fields.get("sources_disagree") is True
        inferred = any(isinstance(one, Dated) and one.inferred for one in fact.fields.values())
        for basis in fact.basis:
            weakness = Weakness.DISAGREEMENT if disagree else _of_basis(basis, record)
            if weakness is None and inferred and basis.said_by is not None:
                weakness = Weakness.TIME_INFERRED
            if weakness is not None:
                yield weakness, str(basis.place)


def _of_basis(basis: Basis, record: Record) -> Weakness | None:
    if basis.said_by is not None:
        return _of_saying(basis.said_by, basis.sources, record)
    return None if basis.confidence is None else _OF_WORD.get(basis.confidence.word)


def _of_saying(saying: Saying, sources: Iterable[str], record: Record) -> Weakness | None:
    """What is alleged or asked rests on the texts themselves, whatever words they carry."""
    scale = record.scale
    kinds = {scale.publisher_of(name).kind for name in sources if name in scale.sources}
    citable = kinds - {PublisherKind.PRESS, *NO_VOICE}
    if citable or (saying.manner is Manner.ASKED and PublisherKind.PRESS in kinds):
        return _of_what_is_told(saying)
    if PublisherKind.PRESS in kinds:
        return Weakness.PRESS_ALONE
    return Weakness.COPY_ONLY if PublisherKind.COPY in kinds else Weakness.BACKGROUND


def _of_what_is_told(saying: Saying) -> Weakness | None:
    named = saying.states or saying.others or saying.reported
    return None if named or saying.manner is not Manner.ALLEGED else Weakness.NOBODY_NAMED
