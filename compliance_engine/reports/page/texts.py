"""Texts in the languages of a page, each kept once, whatever it is shown for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Text:
    """A text in the first language of the page, and the number under which the others know it.

    A text that is the same in all languages has no number.
    """

    said: str
    number: str = ""

    def __html__(self) -> str:
        """The text as templates show it."""
        said = escape(self.said)
        return (
            Markup("<span data-t={}>{}</span>").format(self.number, said) if self.number else said
        )


class Lexicon:
    """The texts of a page in its languages, of which the first is the one it opens in."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self._numbers: dict[tuple[str, ...], str] = {}

    def of(self, say: Callable[[str], str]) -> Text:
        """What `say` gives for each language."""
        return self.text(*(say(one) for one in self.languages))

    def text(self, *said: str) -> Text:
        """The text that is said so in each of the languages, in their order."""
        if len(set(said)) == 1:
            return Text(said[0])
        number = self._numbers.setdefault(said, _base_36(len(self._numbers)))
        return Text(said[0], number)

    @property
    def translations(self) -> dict[str, list[str]]:
        """By every language but the first, all texts in the order of their numbers."""
        return {
            language: [said[place] for said in self._numbers]
            for place, language in enumerate(self.languages)
            if place
        }


def _base_36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
