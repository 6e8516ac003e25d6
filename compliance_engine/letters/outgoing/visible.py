"""What a reader would not see: letters as pale as the page, too small, or beside it.

A letter is dark on a light ground. The ratios of contrast are those of WCAG 2, from 1 to 21.
"""

from __future__ import annotations

import re
from typing import Any

from compliance_engine.letters.outgoing.vocabulary import W

LEAST_OF_LETTERS = 3.0
"""The least contrast of letters with a white page."""

MOST_OF_GROUND = 2.0
"""The most contrast of a ground behind letters with a white page."""

SMALLEST = 12
"""The smallest size of letters, in half points."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LIGHT_HIGHLIGHTS = _names("yellow green cyan lightGray white none")
_LIGHT_PATTERNS = frozenset(("clear", "nil", "pct5", "pct10", "pct12", "pct15", "pct20", "pct25"))
_SYMBOLS = re.compile(r"symbol|wingdings|webdings|dingbats|opensymbol|barcode", re.IGNORECASE)
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_OFF = ("0", "false", "off", "none")
_NARROWEST = 50
_CLOSEST, _FARTHEST = -60, 60
_THINNEST_LINE = 120
_INDENTS = {"left": (-1440, 7200), "start": (-1440, 7200), "right": (-1440, 7200),
            "end": (-1440, 7200), "firstLine": (0, 7200), "hanging": (0, 7200)}  # fmt: skip
_NARROWEST_PAGE = 5000
_TWENTIETHS = re.compile(r"-?\d+")


def hides(element: Any, *, in_list: bool = False) -> bool:
    """Whether a property of Word makes letters such as a reader would not see, or not as they are.

    `in_list` holds of the marks of lists, which may be of a symbol font.
    """
    name = element.tag.removeprefix(W)
    parent = element.getparent()
    within = parent.tag.removeprefix(W) if parent is not None else ""
    value = element.get(f"{W}val", "")
    match name:
        case "vanish" | "webHidden" | "specVanish":
            return value not in _OFF
        case "color" if within == "rPr":
            return value != "auto" and contrast(value) < LEAST_OF_LETTERS
        case "highlight":
            return value not in _LIGHT_HIGHLIGHTS
        case "shd":
            return _is_dark(element, value)
        case "sz" | "szCs" if within == "rPr":
            return _number(value, SMALLEST) < SMALLEST
        case "w" if within == "rPr":
            return _number(value.rstrip("%"), _NARROWEST) < _NARROWEST
        case "position":
            return abs(_number(value, 0)) > _FARTHEST
        case "spacing" if within == "rPr":
            return not _CLOSEST <= _number(value, 0) <= 10 * _FARTHEST
        case "rFonts":
            return not in_list and any(map(_SYMBOLS.search, map(str, element.attrib.values())))
        case _:
            return _off_the_page(element, name, within)


def _off_the_page(element: Any, name: str, within: str) -> bool:
    def of(attribute: str, default: int) -> int:
        return _number(element.get(f"{W}{attribute}", ""), default)

    match name:
        case "spacing" if within == "pPr" and element.get(f"{W}lineRule") == "exact":
            return of("line", _THINNEST_LINE) < _THINNEST_LINE
        case "ind":
            return any(not least <= of(key, 0) <= most for key, (least, most) in _INDENTS.items())
        case "trHeight" if element.get(f"{W}hRule") == "exact":
            return of("val", _THINNEST_LINE) < _THINNEST_LINE
        case "tblInd":
            return not -1440 <= of("w", 0) <= 7200
        case "pgSz":
            return min(of("w", _NARROWEST_PAGE), of("h", _NARROWEST_PAGE)) < _NARROWEST_PAGE
        case "pgMar":
            return any(of(one, 0) < 0 for one in ("left", "right", "header", "footer"))
        case _:
            return False


def contrast(rgb: str) -> float:
    """The contrast of a colour, six hexadecimal digits, with white; 1 of what is no colour."""
    if not _RGB.fullmatch(rgb):
        return 1.0
    red, green, blue = (_linear(int(rgb[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _is_dark(shading: Any, pattern: str) -> bool:
    if pattern and pattern not in _LIGHT_PATTERNS:
        return True
    fill = shading.get(f"{W}fill", "auto")
    return fill != "auto" and contrast(fill) > MOST_OF_GROUND


def _number(text: str, default: int) -> int:
    return int(text) if _TWENTIETHS.fullmatch(text) else default
