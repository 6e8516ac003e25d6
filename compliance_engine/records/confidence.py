"""How far what a record says can be relied on."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """How far a statement can be relied on, from the strongest to the weakest."""

    VERIFIED = "verified"
    SINGLE_SOURCE = "single-source"
    BACKGROUND_KNOWLEDGE = "background-knowledge"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _FROM_STRONGEST.index(self)

    @classmethod
    def weakest(cls, all_of: tuple[Confidence, ...]) -> Confidence:
        """What a conclusion that rests on all of them can claim."""
        return max(all_of, key=lambda confidence: confidence.rank)


_FROM_STRONGEST = tuple(Confidence)
