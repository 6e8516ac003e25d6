"""Documents in their language: its spelling in Word, and lines from right to left where it has."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from compliance_engine.letters.drafting.template import STYLES, TEXTS

RIGHT_TO_LEFT = ("ar",)
LOCALES = {
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "ru": "ru-RU",
    "zh": "zh-CN",
    "ar": "ar-SA",
}
"""How Word names each language, for its spelling."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AFTER_BIDI = frozenset(
    {
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    }
)
_AFTER_RTL = frozenset({"cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange"})
_AFTER_BIDI_VISUAL = frozenset(
    {
        "tblStyleRowBandSize",
        "tblStyleColBandSize",
        "tblW",
        "jc",
        "tblCellSpacing",
        "tblInd",
        "tblBorders",
        "shd",
        "tblLayout",
        "tblCellMar",
        "tblLook",
    }
)
_AFTER_BIDI_OF_SECTION = frozenset({"rtlGutter", "docGrid", "printerSettings", "sectPrChange"})
_LANG = re.compile(rb'(<w:lang [^>]*?w:val=")[^"]*(")')


def in_language(parts: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """The document as one in the language."""
    made = dict(parts)
    if STYLES in made:
        locale = LOCALES[language].encode()
        made[STYLES] = _LANG.sub(rb"\g<1>" + locale + rb"\g<2>", made[STYLES])
    if language in RIGHT_TO_LEFT:
        for name in filter(TEXTS.fullmatch, parts):
            made[name] = _turned(made[name])
    return made


def _turned(part: bytes) -> bytes:
    """Every paragraph, run, table and page of a part set from right to left."""
    from lxml import etree

    tree = etree.fromstring(part)
    for paragraph in tree.iter(f"{_W}p"):
        _flag(_properties(paragraph, "pPr"), "bidi", _AFTER_BIDI)
    for run in tree.iter(f"{_W}r"):
        properties = _properties(run, "rPr")
        _flag(properties, "rtl", _AFTER_RTL)
        _also_of_complex_script(properties)
    for table in tree.iter(f"{_W}tblPr"):
        _flag(table, "bidiVisual", _AFTER_BIDI_VISUAL)
    for section in tree.iter(f"{_W}sectPr"):
        _flag(section, "bidi", _AFTER_BIDI_OF_SECTION)
    turned: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return turned


def _also_of_complex_script(properties: Any) -> None:
    """What is bold, or of a size, in Latin letters is so in Arabic ones too."""
    for name in ("b", "sz"):
        latin = properties.find(f"{_W}{name}")
        if latin is not None and properties.find(f"{_W}{name}Cs") is None:
            latin.addnext(properties.makeelement(f"{_W}{name}Cs", dict(latin.attrib)))


def _properties(element: Any, name: str) -> Any:
    """The properties of a paragraph or run, which come first within it."""
    found = element.find(f"{_W}{name}")
    if found is None:
        found = element.makeelement(f"{_W}{name}")
        element.insert(0, found)
    return found


def _flag(properties: Any, name: str, later: Collection[str]) -> None:
    """Sets a flag at its place among the properties, which Word wants in order."""
    if properties.find(f"{_W}{name}") is not None:
        return
    children = [child.tag.removeprefix(_W) for child in properties]
    at = next((number for number, tag in enumerate(children) if tag in later), len(children))
    properties.insert(at, properties.makeelement(f"{_W}{name}"))
