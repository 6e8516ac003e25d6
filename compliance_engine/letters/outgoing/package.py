"""A Word file as parts that lead to one another: which of them a letter has, and which it may not.

Every part is reached from the file's beginning, or it is refused: so none is overlooked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from compliance_engine.documents.archives import WORD, parts_of
from compliance_engine.documents.markup import check_parts
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.outgoing.parts import (
    KEPT,
    MACROS,
    MAIN,
    REFUSED,
    SEVERAL,
    TAKEN_OUT,
    THEME,
    TWICE,
    UNKNOWN_PART,
    Refused,
    TakenOut,
)

TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_MACROS = (b"macroEnabled", b"vbaProject")


@dataclass(frozen=True)
class Relationship:
    """What leads from one part to another: by its id, to a part of this name."""

    id: str
    type: str
    target: str


@dataclass(frozen=True)
class Package:
    """The parts of a file, what each that is kept leads to, and what stays behind with the others.

    `main` is the text itself, `theme` the fonts and colours that it may name.
    """

    parts: Mapping[str, bytes]
    main: str
    theme: str | None
    leads_to: Mapping[str, tuple[Relationship, ...]]
    taken_out: frozenset[TakenOut]


def package_of(document: bytes, place: Place) -> Package:
    """The Word file. Raises InvalidInputError with every part of it that no letter may have."""
    parts = parts_of(document, WORD, place)
    check_parts(parts, [name for name in parts if name.endswith((".xml", ".rels"))], place)
    walk = _Walk(parts)
    walk.from_beginning()
    refused = dict.fromkeys([*walk.refused, *walk.orphans()])
    if walk.main is None:
        strict = _STRICT.encode() in parts.get("_rels/.rels", b"")
        what = "is saved as Strict Open XML" if strict else "is no Word document"
        remedy = "Save it from Word as a document (.docx)."
        raise InvalidInputError([Problem(place, what, remedy)])
    if any(mark in parts.get(TYPES, b"") for mark in _MACROS):
        refused[MACROS, TYPES] = None
    if refused:
        raise InvalidInputError(
            Problem(place, f"holds {one.what} ({where})", one.remedy) for one, where in refused
        )
    return Package(parts, walk.main, walk.theme, walk.leads_to, frozenset(walk.taken_out))


@dataclass
class _Walk:
    parts: Mapping[str, bytes]
    main: str | None = None
    theme: str | None = None
    leads_to: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    taken_out: set[TakenOut] = field(default_factory=set)
    refused: list[tuple[Refused, str]] = field(default_factory=list)

    def from_beginning(self) -> None:
        """Goes all the way, from the file itself on."""
        self._follow("", kept=True)

    def orphans(self) -> Iterator[tuple[Refused, str]]:
        """The parts to which nothing leads."""
        seen = self.reached | self.left
        seen |= {_relationships_of(name) for name in ("", *seen)} | {TYPES}
        known = seen | {target for _, target in self.refused}
        for name in self.parts:
            if name not in known:
                yield UNKNOWN_PART, name

    def _follow(self, source: str, *, kept: bool) -> None:
        found: list[Relationship] = []
        for one, external in self._relationships(source):
            if not kept:
                self._leave(one, external=external)
            elif one.type in TAKEN_OUT:
                self.taken_out.add(TAKEN_OUT[one.type])
                if one.type == THEME and not external and one.target in self.parts:
                    self.theme = one.target
                self._leave(one, external=external)
            elif one.type not in KEPT or external or one.target not in self.parts:
                self.refused.append((_why(one.type), one.target))
            elif one.type not in SEVERAL and any(one.type == other.type for other in found):
                self.refused.append((TWICE, one.target))
            else:
                found.append(one)
                if one.type == MAIN:
                    self.main = one.target
                if one.target not in self.reached:
                    self.reached.add(one.target)
                    self._follow(one.target, kept=True)
        if kept:
            self.leads_to[source] = tuple(found)

    def _leave(self, one: Relationship, *, external: bool) -> None:
        if not external and one.target in self.parts and one.target not in self.left:
            self.left.add(one.target)
            self._follow(one.target, kept=False)

    def _relationships(self, source: str) -> Iterator[tuple[Relationship, bool]]:
        content = self.parts.get(_relationships_of(source))
        if content is None:
            return
        for one in tree_of(content):
            target = one.get("Target", "")
            external = one.get("TargetMode", "") == "External"
            if not external:
                base = posixpath.dirname(source)
                target = posixpath.normpath(posixpath.join("/", base, unquote(target)))[1:]
            yield Relationship(one.get("Id", ""), one.get("Type", ""), target), external


def _why(kind: str) -> Refused:
    if kind in KEPT:
        return Refused(
            "what is fetched from elsewhere when it is opened, or is missing",
            "Delete it, or embed it; save it from Word.",
        )
    return REFUSED.get(kind, UNKNOWN_PART)


def _relationships_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def tree_of(content: bytes) -> Any:
    """The XML of a part that was looked through, without comments and instructions in it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)
