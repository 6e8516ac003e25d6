"""Parts of a Word file, copied element by element: what is allowed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from compliance_engine.letters.outgoing.parts import Refused, TakenOut
from compliance_engine.letters.outgoing.pictures import picture_of
from compliance_engine.letters.outgoing.visible import hides
from compliance_engine.letters.outgoing.vocabulary import (
    ATTRIBUTES,
    CONTENT,
    HIDDEN,
    LEAVES,
    PLACEHOLDER,
    PROPERTIES,
    REFUSED,
    SETTINGS,
    SHAPE,
    STAYS_BEHIND,
    UNKNOWN,
    UNWRAPPED,
    XML,
    R,
    W,
)

_LONGEST_SAID = 60
_NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARTS_OF_LISTS = f"{W}lvl"


@dataclass
class Copy:
    """A part made anew, with what stayed behind, and what cannot leave with where it stands."""

    root: Any
    taken_out: set[TakenOut] = field(default_factory=set)
    refused: dict[tuple[Refused, str], None] = field(default_factory=dict)

    def refuse(self, why: Refused, element: Any) -> None:
        self.refused[why, said_at(element)] = None


def copy_of(root: Any) -> Copy:
    """A part that holds text, styles or lists, without what is not allowed in it."""
    made = Copy(etree.Element(root.tag, nsmap=_NAMESPACES))
    _attributes(root, made.root)
    _children(root, made.root, made)
    return made


def settings_of(root: Any) -> Copy:
    """The settings of a file that change its looks."""
    made = Copy(etree.Element(root.tag, nsmap=_NAMESPACES))
    _settings(root, made.root, made)
    return made


def _settings(source: Any, into: Any, made: Copy) -> None:
    for child in source:
        name = _name(child)
        if name in SETTINGS:
            copied = etree.SubElement(into, child.tag)
            _attributes(child, copied)
            _settings(child, copied, made)
        else:
            made.taken_out.add(STAYS_BEHIND.get(name, TakenOut.NOTHING_SEEN))


def _children(source: Any, into: Any, made: Copy) -> None:
    within = into.tag.removeprefix(W)
    for child in source:
        name = _name(child)
        if name == "drawing" and within == "r":
            _picture(child, into, made)
        elif name in CONTENT.get(within, PROPERTIES) and within not in LEAVES:
            _copy(child, into, made)
        elif within == "style" and name == "hidden":
            continue
        elif name in STAYS_BEHIND:
            made.taken_out.add(STAYS_BEHIND[name])
        elif name in UNWRAPPED:
            _unwrap(child, into, made)
        elif not name and within not in CONTENT:
            continue
        elif child.tag == f"{_MARKUP}AlternateContent":
            made.refuse(SHAPE, child)
        elif name in REFUSED:
            if REFUSED[name] is not HIDDEN or name == "hidden" or hides(child):
                made.refuse(REFUSED[name], child)
        else:
            prefix = f"{child.prefix}:" if child.prefix else ""
            what = f"{UNKNOWN.what} ({prefix}{etree.QName(child).localname})"
            made.refuse(Refused(what, UNKNOWN.remedy), child)


def _copy(child: Any, into: Any, made: Copy) -> None:
    in_list = next(child.iterancestors(_PARTS_OF_LISTS), None) is not None
    copied = etree.SubElement(into, child.tag)
    _attributes(child, copied)
    if child.tag in (f"{W}t", f"{W}instrText"):
        copied.text = child.text
    if hides(copied, in_list=in_list):
        made.refuse(HIDDEN, child)
    _children(child, copied, made)


def _unwrap(child: Any, into: Any, made: Copy) -> None:
    name = child.tag.removeprefix(W)
    made.taken_out.add(UNWRAPPED[name])
    if name == "sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        made.refuse(PLACEHOLDER, child)
    _children(child, into, made)


def _picture(drawing: Any, into: Any, made: Copy) -> None:
    picture = picture_of(drawing)
    if picture is None:
        made.refuse(SHAPE, drawing)
        return
    into.append(picture.drawing)
    if picture.was_described:
        made.taken_out.add(TakenOut.ALT_TEXT)


def _attributes(source: Any, into: Any) -> None:
    leading = into.tag in (f"{W}headerReference", f"{W}footerReference")
    for key, value in source.attrib.items():
        allowed = key.startswith(W) and key.removeprefix(W) in ATTRIBUTES
        preserves = key == f"{XML}space" and value == "preserve"
        if allowed or preserves or (leading and key == f"{R}id"):
            into.set(key, value)


def _name(element: Any) -> str:
    """The name of an element of WordprocessingML; none for those of others."""
    return element.tag.removeprefix(W) if element.tag.startswith(W) else ""


def said_at(element: Any) -> str:
    """The beginning of the paragraph in which an element stands, as a reader finds it."""
    paragraph = next(element.iterancestors(f"{W}p"), element)
    said = "".join(_texts(paragraph)).strip()
    return said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID].rstrip()}…"


def _texts(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter(f"{W}t", f"{W}delText", f"{W}instrText"):
        yield one.text or ""
