"""How far what a record says can be relied on: computed from its sources, never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_IN_COPY = " (in a copy)"
_INDEPENDENT = " independent publishers"


class Word(StrEnum):
    """What a statement rests on, from the strongest to the weakest."""

    DEPOSITARY = "the depositary"
    MEETING = "a meeting document"
    RECIPIENT = "the recipient"
    STATE = "stated by the State"
    INDEPENDENT = "independent publishers"
    ONE_PUBLISHER = "one publisher"
    ONE_PRESS_REPORT = "one press report"
    COPY_ONLY = "a copy only"
    BACKGROUND = "background knowledge"


_AUTHORITIES = (Word.DEPOSITARY, Word.MEETING, Word.RECIPIENT, Word.STATE)
_FROM_STRONGEST = tuple(Word)


@dataclass(frozen=True)
class Confidence:
    """How far a statement can be relied on.

    `in_copy` is about the text of an authority that was read in a copy, and `voices` is how many
    independent publishers speak, where there are two or more.
    """

    word: Word
    in_copy: bool = False
    voices: int = 0

    def __str__(self) -> str:
        """In English: two independent publishers."""
        if self.word is Word.INDEPENDENT:
            return f"{number_in_words(self.voices)}{_INDEPENDENT}"
        return f"{self.word}{_IN_COPY if self.in_copy else ''}"

    @property
    def rank(self) -> tuple[int, int]:
        """Least for the strongest."""
        if self.in_copy:
            return len(_AUTHORITIES), _FROM_STRONGEST.index(self.word)
        if self.word in _AUTHORITIES:
            return _FROM_STRONGEST.index(self.word), 0
        return len(_AUTHORITIES) + _FROM_STRONGEST.index(self.word), -self.voices

    @property
    def may_be_asserted(self) -> bool:
        """Whether more than copies of unknown origin and background knowledge says so."""
        return self.word not in (Word.COPY_ONLY, Word.BACKGROUND)

    @classmethod
    def weakest(cls, all_of: Iterable[Confidence]) -> Confidence:
        """What a conclusion that rests on all of them can claim."""
        return max(all_of, key=lambda confidence: confidence.rank)

    @classmethod
    def read(cls, text: str) -> Confidence:
        """The confidence that `str` writes so. Raises ValueError."""
        if text.endswith(_INDEPENDENT):
            number = text.removesuffix(_INDEPENDENT)
            voices = _NUMBERS.index(number) + 2 if number in _NUMBERS else int(number)
            return cls(Word.INDEPENDENT, voices=voices)
        return cls(Word(text.removesuffix(_IN_COPY)), in_copy=text.endswith(_IN_COPY))


BACKGROUND = Confidence(Word.BACKGROUND)


def number_in_words(number: int) -> str:
    """A number from two on in English: in words as far as ten."""
    position = number - 2
    return _NUMBERS[position] if 0 <= position < len(_NUMBERS) else str(number)
