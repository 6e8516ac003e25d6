"""The fonts of a theme, written where they are used: so that a letter needs no theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance_engine.letters.outgoing.vocabulary import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OF = {
    "Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs",
}  # fmt: skip
_WRITTEN = {
    "asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs",
}  # fmt: skip


def theme_fonts(theme: Any) -> Mapping[str, str]:
    """The typefaces of a theme by the names that texts use: ``minorHAnsi``, ``majorBidi``."""
    found = {}
    for size in ("major", "minor"):
        for ending, kind in _OF.items():
            one = theme.find(f".//{_A}fontScheme/{_A}{size}Font/{_A}{kind}")
            if one is not None and one.get("typeface"):
                found[f"{size}{ending}"] = one.get("typeface")
    return found


def write_fonts(root: Any, fonts: Mapping[str, str]) -> None:
    """Writes the typefaces of the theme into a part that is about to be copied."""
    for element in root.iter(f"{W}rFonts"):
        for key, plain in _WRITTEN.items():
            named = fonts.get(element.get(f"{W}{key}", ""))
            if named is not None:
                element.set(f"{W}{plain}", named)
