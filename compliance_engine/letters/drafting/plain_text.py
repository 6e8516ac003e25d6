"""What a Word file says, paragraph by paragraph, without its looks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from compliance_engine.letters.drafting.template import BODY, TEXTS

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_PIECE = re.compile(r"<w:t(?: [^>]*)?>(.*?)</w:t>|<w:(tab|br|cr)\b[^>]*/>", re.DOTALL)


def paragraphs_of(part: bytes) -> tuple[str, ...]:
    """The paragraphs of a part that are not empty."""
    found = _PARAGRAPH.findall(part.decode("utf-8"))
    said = (
        "".join(_read(one) for one in _PIECE.finditer(paragraph)).strip() for paragraph in found
    )
    return tuple(one for one in said if one)


def _read(piece: re.Match[str]) -> str:
    if piece[2] is not None:
        return "\t" if piece[2] == "tab" else "\n"
    return unescape(piece[1])


def text_of(parts: Mapping[str, bytes]) -> str:
    """The text of a letter, one paragraph a line."""
    return "\n".join(paragraphs_of(parts[BODY])) + "\n"


def everything_said(parts: Mapping[str, bytes]) -> str:
    """The text of a letter with that of its headers and footers."""
    return "\n".join(
        said for name in parts if TEXTS.fullmatch(name) for said in paragraphs_of(parts[name])
    )
