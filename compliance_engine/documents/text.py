"""What text may hold, wherever it enters, and when two texts are the same.

A record, a rule, an option or a cell holds letters, marks, digits, punctuation, spaces and line
breaks. What commands a terminal or a text direction, or is no character at all, is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and line feed; DEL and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides of direction
    "\u2028\u2029"  # separators that some programs read as line breaks, others not
    "\ufdd0-\ufdef"  # non-characters, with those below
    "\ud800-\udfff"  # surrogates
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "\ufff9-\ufffb"  # interlinear annotations
    + "]"
)


@dataclass(frozen=True)
class RefusedCharacter:
    """A character that no text may hold, and where it stands (from 0) in the text."""

    index: int
    character: str

    def __str__(self) -> str:
        """The character by its number and, where it has one, its name in Unicode."""
        name = unicodedata.name(self.character, "")
        return f"U+{ord(self.character):04X}" + (f" ({name})" if name else "")


def first_refused(text: str) -> RefusedCharacter | None:
    """The first character of `text` that no text may hold; None if there is none."""
    found = _REFUSED.search(text)
    return RefusedCharacter(found.start(), found.group()) if found else None


def canonical(text: str) -> str:
    """The text by which names and ids are compared.

    Canonically equal texts (NFC) are equal, and any run of white space, a no-break space too, is
    one space. Case is kept.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def shown(text: str) -> str:
    """The text with every character that it may not hold written as its number, ``\\x1b``."""
    return _REFUSED.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
