"""A letter written as a Word file of its own: no name or address of the file it comes from."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from compliance_engine.letters.outgoing.parts import KEPT, MAIN, PICTURES
from compliance_engine.letters.outgoing.vocabulary import R

_BEGINNING = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LEADS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OF_LEADS = "application/vnd.openxmlformats-package.relationships+xml"
_IDS = (f"{R}id", f"{R}embed")


@dataclass(frozen=True)
class Written:
    """A part that is kept: how it is reached, and its XML, or the bytes of a picture.

    `leads_to` are other parts by the ids that this one uses for them; those without an id in the
    XML, such as styles, come with `beside`.
    """

    kind: str
    content: Any
    leads_to: Mapping[str, Written]
    beside: Sequence[Written] = ()
    ending: str = ""


def written(letter: Written) -> bytes:
    """The Word file; the same parts give the same bytes."""
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {}
    named: dict[int, str] = {}
    _place(letter, parts, types, named)
    top = _relationships([("rId1", MAIN, named[id(letter)])], "")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        every = {"[Content_Types].xml": _content_types(types), "_rels/.rels": top, **parts}
        for name, content in every.items():
            archive.writestr(zipfile.ZipInfo(name, _BEGINNING), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _place(
    one: Written, parts: dict[str, bytes], types: dict[str, str], named: dict[int, str]
) -> str:
    """Gives a part its name, and those to which it leads: the name."""
    if id(one) in named:
        return named[id(one)]
    kept = KEPT[one.kind]
    number = 1 + sum(name.startswith(kept.named.partition("{")[0]) for name in parts)
    named[id(one)] = name = kept.named.format(number=number, ending=one.ending)
    parts[name] = b""
    types[name] = kept.content_type or PICTURES[one.ending]
    if isinstance(one.content, bytes):
        parts[name] = one.content
        return name
    used = set(used_ids(one.content))
    leads: list[tuple[str, str, str]] = []
    ids: dict[str, str] = {}
    together = [(old, other) for old, other in one.leads_to.items() if old in used]
    for old, other in (*together, *(("", other) for other in one.beside)):
        new = f"rId{len(leads) + 1}"
        leads.append((new, other.kind, _place(other, parts, types, named)))
        ids[old] = new
    for element in one.content.iter():
        for key in _IDS:
            if element.get(key) is not None:
                element.set(key, ids[element.get(key)])
    parts[name] = _xml(one.content)
    if leads:
        folder, last = posixpath.split(name)
        parts[f"{folder}/_rels/{last}.rels"] = _relationships(leads, folder)
    return name


def used_ids(root: Any) -> Iterator[str]:
    """The ids of what a part leads to that stand in its XML, each once."""
    ids = (element.get(key) for element in root.iter() for key in _IDS)
    yield from dict.fromkeys(one for one in ids if one is not None)


def _relationships(leads: Sequence[tuple[str, str, str]], folder: str) -> bytes:
    root = etree.Element(f"{{{_LEADS}}}Relationships", nsmap={None: _LEADS})
    for name, kind, target in leads:
        etree.SubElement(
            root,
            f"{{{_LEADS}}}Relationship",
            Id=name,
            Type=kind,
            Target=posixpath.relpath(target, folder or "."),
        )
    return _xml(root)


def _content_types(types: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for ending, kind in (("rels", _OF_LEADS), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for name, kind in types.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return _xml(root)


def _xml(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
