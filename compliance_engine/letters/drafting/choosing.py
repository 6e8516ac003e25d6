"""What a letter to a State is about: the matters that no guard keeps back, family by family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from compliance_engine.letters.drafting import guarding
from compliance_engine.letters.drafting.dossier import Dossier
from compliance_engine.letters.drafting.guarding import Guard, Withheld
from compliance_engine.letters.drafting.matters import Matter, matters_of
from compliance_engine.letters.drafting.writing import Passage, Writer
from compliance_engine.rulebook.letters.model import Concern, Family, Letters
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.treaty import Meeting

UNASKED = (Concern.FINDINGS, Concern.NOT_KNOWN)
"""What is written about without being asked for."""


class Asked(Protocol):
    """What is asked for."""

    @property
    def day(self) -> date: ...
    @property
    def rule(self) -> str | None: ...
    @property
    def families(self) -> tuple[str, ...]: ...
    @property
    def meeting(self) -> Meeting | None: ...
    @property
    def interval(self) -> timedelta: ...


@dataclass(frozen=True)
class Chosen:
    """What is written to a State, and what is not."""

    passages: tuple[Passage, ...]
    withheld: tuple[Withheld, ...]


def chosen_passages(
    dossier: Dossier, asked: Asked, rulebook: Rulebook, letters: Letters, writer: Writer
) -> Chosen:
    """The passages of the letter, in their order. Raises InvalidInputError as `Writer` does."""
    if (kept := guarding.of_state(dossier)) is not None:
        return Chosen((), (kept,))
    withheld: list[Withheld] = []
    found: dict[str, list[Matter]] = {}
    for family in _families(asked, letters):
        for matter in matters_of(family, dossier, rulebook, asked.meeting):
            if asked.rule is not None and (
                matter.finding is None or matter.finding.rule != asked.rule
            ):
                continue
            kept = guarding.of_matter(matter, family, dossier, asked.day, asked.interval)
            if kept is None:
                found.setdefault(family.name, []).append(matter)
            else:
                withheld.append(kept)
    _say_the_most(found, letters)
    passages = tuple(writer.passages(found))
    if not passages and not withheld:
        withheld.append(Withheld(dossier.state.code, Guard.NOTHING))
    return Chosen(passages, tuple(withheld))


def _families(asked: Asked, letters: Letters) -> Iterator[Family]:
    for family in letters.families.values():
        wanted = family.concerns in UNASKED if not asked.families else False
        if asked.rule is not None:
            wanted = family.concerns is Concern.FINDINGS
        if asked.meeting is not None and family.concerns is Concern.MEETING:
            wanted = asked.rule is None
        if family.name in asked.families or wanted:
            yield family


def _say_the_most(found: dict[str, list[Matter]], letters: Letters) -> None:
    """Leaves out what another family says more of: the same matter, by its key."""
    for name in (*found,):
        keys = {one.key for one in found[name]}
        for other in letters.families[name].instead_of:
            if other in found:
                found[other] = [one for one in found[other] if one.key not in keys]
