"""Pictures in a letter: their frame made anew, around a picture that is in the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from compliance_engine.letters.outgoing.vocabulary import R

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = frozenset(
    {
        *(WP + one for one in _names(
            """inline anchor simplePos positionH positionV posOffset align extent
            effectExtent wrapNone wrapSquare wrapTopAndBottom docPr cNvGraphicFramePr"""
        )),
        *(A + one for one in _names(
            """graphic graphicData graphicFrameLocks blip stretch fillRect srcRect xfrm off
            ext prstGeom avLst noFill ln picLocks"""
        )),
        *(PIC + one for one in _names("pic nvPicPr cNvPr cNvPicPr blipFill spPr")),
    }
)  # fmt: skip
_LEFT_OUT = frozenset(
    (f"{A}extLst", f"{A}hlinkClick", f"{A}hlinkHover",
     "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}sizeRelH",
     "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}sizeRelV")
)  # fmt: skip
_ATTRIBUTES = _names(
    """distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell
    allowOverlap relativeFrom wrapText cx cy x y l t r b id uri prst rotWithShape
    noChangeAspect noChangeArrowheads flipH flipV rot"""
)
_TEXTS = (f"{WP}posOffset", f"{WP}align")
_NAMED = (f"{WP}docPr", f"{PIC}cNvPr")
_DESCRIPTIONS = ("descr", "title")
_NAMESPACES = {"wp": WP[1:-1], "a": A[1:-1], "pic": PIC[1:-1]}


@dataclass(frozen=True)
class Picture:
    """The frame of a picture made anew, and whether it had a description, which is left out."""

    drawing: Any
    was_described: bool


def picture_of(drawing: Any) -> Picture | None:
    """The picture that a drawing is; None for all that is anything else, or more."""
    blips = list(drawing.iter(f"{A}blip"))
    if len(blips) != 1 or not blips[0].get(f"{R}embed") or blips[0].get(f"{R}link"):
        return None
    made = etree.Element(drawing.tag)
    if not _copied(drawing, made):
        return None
    described = any(one.get(key) for one in drawing.iter(*_NAMED) for key in _DESCRIPTIONS)
    return Picture(made, described)


def _copied(source: Any, into: Any) -> bool:
    for child in source:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag not in _ELEMENTS:
            return False
        copied = etree.SubElement(into, child.tag, nsmap=_NAMESPACES)
        for key, value in child.attrib.items():
            if key in _ATTRIBUTES or key == f"{R}embed":
                copied.set(key, value)
        if child.tag in _NAMED:
            copied.set("name", "Picture")
        if child.tag in _TEXTS:
            copied.text = child.text
        if not _copied(child, copied):
            return False
    return True
