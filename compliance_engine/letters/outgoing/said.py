"""What a letter says: every text in it, and every name that stands in its formatting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compliance_engine.letters.outgoing.vocabulary import W

_AS_TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NAMED = tuple(f"{W}{one}" for one in ("name", "lvlText", "rFonts", "numFmt", "compatSetting"))


def paragraphs_in(root: Any) -> Iterator[str]:
    """The text of every paragraph of a part, however it is split into runs."""
    for paragraph in root.iter(f"{W}p"):
        yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter():
        name = one.tag.removeprefix(W)
        if name in ("t", "instrText"):
            yield one.text or ""
        elif name in _AS_TEXT and one.getparent().tag == f"{W}r":
            yield _AS_TEXT[name]


def names_in(root: Any) -> Iterator[str]:
    """The names of styles, marks of lists, fonts: all in a part that somebody worded."""
    for one in root.iter(*_NAMED):
        yield from (value for value in one.attrib.values() if any(map(str.isalpha, value)))
