"""Documents in a language that is written from right to left."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compliance_engine.letters.drafting.template import STYLES, _PARTS

RIGHT_TO_LEFT = ("ar",)
LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
"""How Word names each language, for its spelling."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_AFTER_BIDI = ("adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
               "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId "
               "cnfStyle rPr sectPr pPrChange").split()  # fmt: skip
_AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
_LANG = re.compile(rb'(<w:lang [^>]*?w:val=")[^"]*(")')


def in_language(parts: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """The document as one in the language: its spelling, and the direction of its lines."""
    made = dict(parts)
    if STYLES in made:
        locale = LOCALES[language].encode()
        made[STYLES] = _LANG.sub(rb"\g<1>" + locale + rb"\g<2>", made[STYLES])
    if language in RIGHT_TO_LEFT:
        for name in filter(_PARTS.fullmatch, parts):
            made[name] = _turned(made[name])
    return made


def _turned(part: bytes) -> bytes:
    """Every paragraph, run, table and page of a part set from right to left."""
    from lxml import etree

    tree = etree.fromstring(part)
    for paragraph in tree.iter(f"{{{_W}}}p"):
        _flag(_properties(paragraph, "pPr"), "bidi", _AFTER_BIDI)
    for run in tree.iter(f"{{{_W}}}r"):
        _flag(_properties(run, "rPr"), "rtl", _AFTER_RTL)
    for table in tree.iter(f"{{{_W}}}tblPr"):
        _flag(table, "bidiVisual", ("tblStyleRowBandSize tblStyleColBandSize tblW jc "
              "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook").split())  # fmt: skip
    for section in tree.iter(f"{{{_W}}}sectPr"):
        _flag(section, "bidi", ("rtlGutter", "docGrid", "printerSettings", "sectPrChange"))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _properties(element: object, name: str) -> object:
    """The properties of a paragraph or run, which come first within it."""
    from lxml import etree

    found = element.find(f"{{{_W}}}{name}")  # type: ignore[attr-defined]
    if found is None:
        found = etree.Element(f"{{{_W}}}{name}")
        element.insert(0, found)  # type: ignore[attr-defined]
    return found


def _flag(properties: object, name: str, before: object) -> None:
    """Sets a flag at its place among the properties: before those of these names."""
    from lxml import etree

    tag = f"{{{_W}}}{name}"
    if properties.find(tag) is not None:  # type: ignore[attr-defined]
        return
    later = {f"{{{_W}}}{one}" for one in before}  # type: ignore[attr-defined]
    children = list(properties)  # type: ignore[call-overload]
    at = next((i for i, one in enumerate(children) if one.tag in later), len(children))
    properties.insert(at, etree.Element(tag))  # type: ignore[attr-defined]
