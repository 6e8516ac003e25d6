"""Text as a reader takes it in, so that a word is found however it is disguised.

What no reader sees is left out, and letters of all alphabets and styles that look alike are one:
full-width, mathematical and circled letters by the compatibility forms of Unicode, those of other
alphabets by its list of confusables. Marks on letters are left out, since they may have been added.
A form that is looked for has to be folded too, and to allow `EITHER` where it has an i or an l.
Every character keeps the place where it stands in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

EITHER = "\u0131"
"""What stands for a character that is drawn like a small l as well as like an i."""

_DRAWN_AS_EITHER = re.compile(r"(?<=[^\W\d_])[1|]|[1|](?=[^\W\d_])|(?<=[a-zà-öø-ÿ])I")
_DRAWN_AS_O = re.compile(r"(?<=[^\W\d_])0|0(?=[^\W\d_])")
_INVISIBLE = frozenset(("Cf", "Mn", "Me", "Cc", "Cn", "Co", "Cs"))
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_QUOTES = frozenset("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\u00b4`")
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?|.* LATIN (?:SMALL |CAPITAL )?LETTER "
    r"|REGIONAL INDICATOR SYMBOL LETTER )([A-Z])(?: WITH .*)?"
)
_LONGEST = 3
_OTHERS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "OSAGE")
_UNITS = frozenset("μΩ")
_BROKEN = re.compile(r"(?<=\w)(?:[-_/.·•*~=+]+\s*|[\n\t\r\x0b\x0c\u2028\u2029]+[ ]*)(?=\w)")
_SPACED = re.compile(r"(?<!\w)\w{1,2}(?:[^\w]{1,3}\w{1,2}(?!\w)){3,}")
_GAPS = re.compile(r"\W+")


@dataclass(frozen=True)
class Folded:
    """A text folded, with the index in the text itself of each of its characters."""

    text: str
    at: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters from `first` to before `last` stand in the text itself."""
        return self.at[first], self.at[last - 1] + 1

    def without(self, gaps: re.Pattern[str]) -> Folded:
        """The text without what matches."""
        kept = [True] * len(self.text)
        for gap in gaps.finditer(self.text):
            kept[gap.start() : gap.end()] = [False] * len(gap[0])
        pairs = [(c, at) for c, at, stays in zip(self.text, self.at, kept, strict=True) if stays]
        return Folded("".join(c for c, _ in pairs), tuple(at for _, at in pairs))

    def joined(self) -> Folded | None:
        """The text with words put together that a hyphen, tab or line breaks; None if none is."""
        return self.without(_BROKEN) if _BROKEN.search(self.text) else None

    def squeezed(self) -> Iterator[Folded]:
        """What is spaced out letter by letter, or two by two, each put together."""
        for one in _SPACED.finditer(self.text):
            yield Folded(one[0], self.at[one.start() : one.end()]).without(_GAPS)


def folded(text: str) -> Folded:
    """The text as a reader takes it in, without a difference of case."""
    text = _DRAWN_AS_O.sub("o", _DRAWN_AS_EITHER.sub(EITHER, text))
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text))))
    pairs = [(made, at) for at, c in enumerate(text) for made in _folded(c)]
    return Folded("".join(made for made, _ in pairs), tuple(at for _, at in pairs))


def of_several_alphabets(word: str) -> bool:
    """Whether a word has Latin letters beside those of an alphabet that look like them."""
    if word.isascii():
        return False
    letters = unicodedata.normalize("NFKD", word)
    names = [unicodedata.name(c, "") for c in letters if c not in _UNITS]
    return any(n.startswith("LATIN") for n in names) and any(n.startswith(_OTHERS) for n in names)


@cache
def _folded(character: str) -> str:
    if character.isascii() or character == EITHER:
        return character.lower()
    category = unicodedata.category(character)
    if character.isspace():
        return character if character in "\u2028\u2029\x85" else " "
    if category in _INVISIBLE or character in _FILLERS:
        return ""
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in _QUOTES:
        return "'"
    plain = unicodedata.normalize("NFKD", character)
    if plain != character:
        return "".join(map(_folded, plain))
    return _look_alike(character) or character.casefold()


def _look_alike(character: str) -> str:
    """The Latin letters like which a character looks, folded; empty if it looks like none."""
    alike = _confusables()
    for one in (character, character.lower(), character.upper()):
        if one in alike:
            return EITHER if alike[one] in ("l", "i", "I") else alike[one].lower()
    named = _NAMED.fullmatch(unicodedata.name(character, ""))
    return named[1].lower() if named else ""


@cache
def _confusables() -> Mapping[str, str]:
    """The characters that Unicode lists as looking like a Latin letter, or like a few of them."""
    from confusable_homoglyphs.confusables import confusables_data

    found = {}
    for character, alike in confusables_data.items():
        latin = [one["c"] for one in alike if one["c"].isascii() and one["c"].isalpha()]
        if latin and len(character) == 1 and len(latin[0]) <= _LONGEST and not character.isascii():
            found[character] = latin[0]
    return found
