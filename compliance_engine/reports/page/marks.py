"""The marks of a page: what is known of a matter, as one letter, a colour and a word.

None of them says how well a State does; they tell apart what is known from what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance_engine.phrases.phrases import Phrases
from compliance_engine.reports.page.texts import Lexicon, Text
from compliance_engine.rulebook.vocabulary import Verdict

VERDICTS: Mapping[str, str] = {
    Verdict.OUTSTANDING: "o",
    Verdict.LAST_KNOWN_OUTSTANDING: "k",
    Verdict.UNDETERMINED: "u",
    Verdict.NOT_YET_DUE: "n",
    Verdict.MET_LATE: "l",
    Verdict.MET_TIMELINESS_UNKNOWN: "t",
    Verdict.MET: "m",
    Verdict.NOT_OWED: "x",
}
"""The letter of each verdict; of several that fall together, the first is shown."""

MEASURES: Mapping[str, str] = {
    "legislation in force": "f",
    "legislation adopted": "d",
    "adopted, not in force": "b",
    "in progress": "p",
    "existing law considered sufficient": "e",
    "none reported": "r",
    "not known": "u",
}
"""The letter of each status of national implementation measures."""

CASE_OPEN, CASE_NONE, NOT_KNOWN, NOTHING, NOT_BOUND = "c", "z", "u", "x", "q"


@dataclass(frozen=True)
class Mark:
    """A letter by which style and script know the mark, and its word."""

    letter: str
    word: Text


class Marks:
    """The marks by their letters, in the order in which a legend lists them."""

    def __init__(self, lexicon: Lexicon) -> None:
        def said(page: str, key: str) -> Text:
            return lexicon.of(lambda language: Phrases(page, language)(key))

        words = {letter: said("verdicts", str(one)) for one, letter in VERDICTS.items()}
        words |= {
            letter: said("values", f"measure.status.{one}")
            for one, letter in MEASURES.items()
            if letter not in words
        }
        words[CASE_OPEN] = said("page", "case open")
        words[CASE_NONE] = said("page", "case none")
        words[NOT_BOUND] = said("page", "not bound")
        self._marks = {letter: Mark(letter, word) for letter, word in words.items()}

    @property
    def all(self) -> tuple[Mark, ...]:
        """Every mark, in the order of the legend."""
        return tuple(self._marks.values())

    def of(self, letter: str) -> Mark:
        """The mark with this letter."""
        return self._marks[letter]

    def used(self, letters: Iterable[str]) -> tuple[Mark, ...]:
        """The marks with these letters, each once, in the order of the legend."""
        found = set(letters)
        return tuple(mark for letter, mark in self._marks.items() if letter in found)
