"""Texts in the languages of a page, each kept once, whatever it is shown for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from markupsafe import Markup

from compliance_engine.documents.escaping import in_markup

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PIECE = re.compile(r"(?<=[,:;.()] )|(?= \d)|(?<=\d{4})(?=\D)")
"""Where texts are cut: after a clause, and around days and years, which are what varies in them."""


@dataclass(frozen=True)
class Text:
    """A text in the first language of the page, and the number under which the others know it.

    A text that is the same in all languages has no number.
    """

    said: str
    number: str = ""

    def __html__(self) -> str:
        """The text as templates show it."""
        said = Markup(in_markup(self.said))
        return (
            Markup("<span data-t={}>{}</span>").format(self.number, said) if self.number else said
        )


class Lexicon:
    """The texts of a page in its languages, of which the first is the one it opens in."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self._all: list[tuple[str, ...]] = []
        self._numbers: dict[tuple[str, ...], str] = {}

    def of(self, say: Callable[[str], str]) -> Text:
        """What `say` gives for each language."""
        return self.text(*(say(one) for one in self.languages))

    def text(self, *said: str) -> Text:
        """The text that is said so in each of the languages, in their order."""
        if len(set(said)) == 1:
            return Text(said[0])
        if said not in self._numbers:
            self._numbers[said] = _base_36(len(self._all))
            self._all.append(said)
        return Text(said[0], self._numbers[said])

    def said(self, text: Text, language: str) -> str:
        """A text of this lexicon in one of its languages."""
        if not text.number:
            return text.said
        return self._all[int(text.number, 36)][self.languages.index(language)]

    @property
    def translations(self) -> dict[str, Translation]:
        """Every language but the first, with all texts in the order of their numbers."""
        return {
            language: _in_pieces([said[place] for said in self._all])
            for place, language in enumerate(self.languages)
            if place
        }


class Translation(TypedDict):
    """Texts in pieces, each of which is kept once: about half of what they take in full.

    `texts` are the numbers of their pieces, with a space between those and a comma between texts.
    """

    pieces: list[str]
    texts: str


def _in_pieces(texts: Sequence[str]) -> Translation:
    numbers: dict[str, str] = {}
    in_numbers = [
        " ".join(numbers.setdefault(piece, _base_36(len(numbers))) for piece in _PIECE.split(text))
        for text in texts
    ]
    return {"pieces": list(numbers), "texts": ",".join(in_numbers)}


def _base_36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
