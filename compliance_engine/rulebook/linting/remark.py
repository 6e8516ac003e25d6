"""What is found about a rulebook: a mistake, or something to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.errors import Place, Problem


class Level(StrEnum):
    """An error must be mended; a note may have its reasons."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Remark:
    """One thing found, with its place and what to do about it."""

    problem: Problem
    level: Level = Level.ERROR

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.problem.place


def error(place: Place, what: str, remedy: str) -> Remark:
    """A mistake."""
    return Remark(Problem(place, what, remedy))


def note(place: Place, what: str, remedy: str) -> Remark:
    """Something to know."""
    return Remark(Problem(place, what, remedy), Level.NOTE)
