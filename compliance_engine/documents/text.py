"""What text may hold, wherever it enters, and when two texts are the same.

A record, a rule, an option or a cell holds letters, marks, digits, punctuation, spaces and line
breaks. What commands a terminal or turns the order of a line around, what is no character at all,
and what nobody can see or knows the meaning of, is refused. The marks of direction of Arabic,
Hebrew and Persian (LRM, RLM, ALM) and the joiners (ZWJ, ZWNJ) are part of writing, and pass.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

_REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line feed; DEL and C1
    "\u202a-\u202e\u2066-\u2069\u206a-\u206f"  # embeddings, overrides, isolates; deprecated ones
    "\u2028\u2029"  # separators that some programs read as line breaks, others not
    "\ufeff\ufff9-\ufffd"  # byte order mark, annotations, placeholders of what was lost
    "\ufdd0-\ufdef"  # non-characters, with those below
    "\ud800-\udfff"  # surrogates
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: each font has its own
    "\U000e0000-\U000e007f"  # tags: invisible letters
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(15))
    + "]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")
_IN_LINE = str.maketrans({"\n": "\\n", "\t": "\\t"})

NOT_ALLOWED = "which no text may hold"
REMEDY = "Take the character out, or type it anew."


@dataclass(frozen=True)
class RefusedCharacter:
    """A character that no text may hold, and where it stands (from 0) in the text."""

    index: int
    character: str

    def __str__(self) -> str:
        """The character by its number and, where it has one, its name in Unicode."""
        name = unicodedata.name(self.character, "") or _kind(self.character)
        return f"U+{ord(self.character):04X} ({name})"


def first_refused(text: str) -> RefusedCharacter | None:
    """The first character of `text` that no text may hold; None if there is none."""
    found = _REFUSED.search(text)
    return RefusedCharacter(found.start(), found.group()) if found else None


def refusal(text: str) -> str | None:
    """What is to be said of a text that holds such a character: where it is, and which it is."""
    found = first_refused(text)
    if found is None:
        return None
    return f"its character {found.index + 1} is {found}, {NOT_ALLOWED}"


def canonical(text: str) -> str:
    """The text by which names and ids are compared.

    Canonically equal texts (NFC) are equal, any run of white space, a no-break space too, is one
    space, and what is never seen (marks of direction, joiners, a soft hyphen) is no difference.
    Case is kept.
    """
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def composed(text: str) -> str:
    """The text in the one form (NFC) of all that are canonically equal; letters stay as they are.

    Every text is kept so, wherever it enters.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def with_line_breaks(text: str) -> str:
    """The text in which every sign for a new line, Word's vertical tab too, is a line feed."""
    return _LINE_BREAKS.sub("\n", text)


def shown(text: str, number: Callable[[str], str] | None = None) -> str:
    """The text with every character that it may not hold written as its number, ``\\x1b``.

    `number` writes one as the format wants it.
    """
    write = number or _number
    return _REFUSED.sub(lambda found: write(found.group()), text)


def shown_in_line(text: str) -> str:
    """The same, on one line: a line feed and a tab are written as ``\\n`` and ``\\t``."""
    return shown(text).translate(_IN_LINE)


def shown_name(name: str | PurePath) -> str:
    """The name or path of a file as it can be printed; a byte that is no UTF-8 is ``\\xf4``."""
    return shown_in_line(os.fsencode(name).decode("utf-8", "backslashreplace"))


def _number(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _kind(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return "a control character"
        case "Co":
            return "for private use"
        case "Cs":
            return "half a character"
        case _:
            return "no character"
