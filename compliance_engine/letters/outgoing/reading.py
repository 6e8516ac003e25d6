"""A letter read whole, as it comes from Word, and made anew of what may leave.

The rule is an allow-list: `parts` has the parts, `vocabulary` the elements and attributes. All that
is not on it is refused with its place and a remedy, or stays behind and is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from compliance_engine.documents.archives import WORD, parts_of
from compliance_engine.documents.text import first_refused
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.outgoing import parts as kinds
from compliance_engine.letters.outgoing.copying import Copy, copy_of, settings_of
from compliance_engine.letters.outgoing.fields import check_fields
from compliance_engine.letters.outgoing.package import Package, Relationship, package_of, tree_of
from compliance_engine.letters.outgoing.parts import Refused, TakenOut
from compliance_engine.letters.outgoing.said import names_in, paragraphs_in
from compliance_engine.letters.outgoing.seen import (
    has_marks,
    hidden_cells,
    leave_used_styles,
    without_unmarked_notes,
    without_unseen_headers,
)
from compliance_engine.letters.outgoing.theme_fonts import theme_fonts, write_fonts
from compliance_engine.letters.outgoing.vocabulary import HIDDEN, SHAPE
from compliance_engine.letters.outgoing.writing import Written, used_ids, written
from compliance_engine.letters.watermark import remove_watermark
from compliance_engine.store.canonical import digest_of_bytes

_TEXTS = {
    kinds.MAIN: "the text",
    kinds.HEADER: "a page header",
    kinds.FOOTER: "a page footer",
    kinds.FOOTNOTES: "a footnote",
    kinds.ENDNOTES: "an endnote",
    kinds.STYLES: "a style",
    kinds.NUMBERING: "the mark of a list",
    kinds.SETTINGS: "the settings",
}
_MARKS = {kinds.FOOTNOTES: "footnoteReference", kinds.ENDNOTES: "endnoteReference"}
_MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
"""Arabic letters have them around a number between lines from right to left."""

_WATERMARK = Refused(
    "a watermark that is not where Word puts one",
    "Remove it in Word (Design, Watermark), and save it.",
)


@dataclass(frozen=True)
class Outgoing:
    """A letter as it may leave: its bytes, all that it says, and what stayed behind.

    `paragraphs` are those of the text, of page headers and footers and of notes, and `names` what
    stands in its formatting: the names of styles, marks of lists, fonts.
    """

    file: bytes
    paragraphs: tuple[str, ...]
    names: tuple[str, ...]
    taken_out: tuple[TakenOut, ...]


def outgoing(document: bytes, place: Place, pictures: Collection[str] = ()) -> Outgoing:
    """The letter in a Word file, without the watermark of a draft.

    `pictures` are the digests of those that it may show. Raises InvalidInputError with everything
    in it that a letter may not have, each with its place and what to do.
    """
    package = package_of(document, place)
    reading = _Reading(package, pictures)
    letter = reading.whole()
    if reading.refused:
        raise InvalidInputError(reading.problems(place))
    told = {*package.taken_out, *reading.taken_out} - {TakenOut.NOTHING_SEEN}
    return Outgoing(
        written(letter),
        tuple(reading.paragraphs),
        tuple(dict.fromkeys(reading.names)),
        tuple(one for one in TakenOut if one in told),
    )


def pictures_in(document: bytes, place: Place) -> frozenset[str]:
    """The digests of the pictures in a Word file. Raises InvalidInputError if it is none."""
    return frozenset(
        digest_of_bytes(content)
        for name, content in parts_of(document, WORD, place).items()
        if posixpath.splitext(name)[1].lower() in kinds.PICTURES
    )


@dataclass
class _Reading:
    package: Package
    pictures: Collection[str]
    paragraphs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    taken_out: set[TakenOut] = field(default_factory=set)
    refused: dict[tuple[Refused, str, str], None] = field(default_factory=dict)

    def whole(self) -> Written:
        """The text with all to which it leads; what is wrong with it is in `refused`."""
        main = self.package.main
        settings = self._settings()
        fonts = self._fonts()
        body = without_unseen_headers(self._copied(main, fonts), settings)
        texts = {main: body, **self._headers(body, fonts), **self._notes(body, fonts)}
        for name, copy in texts.items():
            self._read(copy, self._kind(name))
        beside = list(self._formatting([copy.root for copy in texts.values()], fonts))
        if settings is not None:
            beside.append(Written(kinds.SETTINGS, settings.root, {}))
        images: dict[str, Written] = {}
        made = {
            name: Written(self._kind(name), copy.root, self._images(name, copy, images))
            for name, copy in texts.items()
            if name != main
        }
        for one in self._leads():
            if one.target in made and one.type in _MARKS:
                beside.append(made[one.target])
        leads = {one.id: made[one.target] for one in self._leads() if one.target in made}
        leads |= self._images(main, body, images)
        return Written(kinds.MAIN, body.root, leads, beside)

    def problems(self, place: Place) -> Iterator[Problem]:
        """What is wrong, with the text in which it stands and the beginning of the paragraph."""
        for why, where, said in self.refused:
            quoted = f", “{said}”" if said else ""
            yield Problem(place, f"holds {why.what}: in {where}{quoted}", why.remedy)

    def _headers(self, body: Copy, fonts: Mapping[str, str]) -> dict[str, Copy]:
        used = set(used_ids(body.root))
        return {
            one.target: self._copied(one.target, fonts)
            for one in self._leads()
            if one.id in used and one.type in (kinds.HEADER, kinds.FOOTER)
        }

    def _notes(self, body: Copy, fonts: Mapping[str, str]) -> dict[str, Copy]:
        return {
            one.target: without_unmarked_notes(self._copied(one.target, fonts), body, mark)
            for one in self._leads()
            if (mark := _MARKS.get(one.type)) and has_marks(body, mark)
        }

    def _formatting(self, texts: list[Any], fonts: Mapping[str, str]) -> Iterator[Written]:
        """Lists first, since they name styles, then the styles that all others name."""
        for kind in (kinds.NUMBERING, kinds.STYLES):
            for one in self._leads():
                if one.type == kind:
                    root = tree_of(self.package.parts[one.target])
                    write_fonts(root, fonts)
                    if kind == kinds.STYLES:
                        leave_used_styles(root, texts)
                    copy = copy_of(root)
                    self._keep(copy, kind)
                    texts.append(copy.root)
                    yield Written(kind, copy.root, {})

    def _settings(self) -> Copy | None:
        for one in self._leads():
            if one.type == kinds.SETTINGS:
                settings = settings_of(tree_of(self.package.parts[one.target]))
                self._keep(settings, kinds.SETTINGS)
                return settings
        return None

    def _fonts(self) -> Mapping[str, str]:
        theme = self.package.theme
        return theme_fonts(tree_of(self.package.parts[theme])) if theme else {}

    def _copied(self, name: str, fonts: Mapping[str, str]) -> Copy:
        root = tree_of(self.package.parts[name])
        removed = remove_watermark(root)
        write_fonts(root, fonts)
        copy = copy_of(root)
        check_fields(copy)
        if not removed:
            copy.refuse(_WATERMARK, root)
        for cell in hidden_cells(copy.root):
            copy.refuse(HIDDEN, cell)
        return copy

    def _read(self, copy: Copy, kind: str) -> None:
        """Takes down what a text says. Characters that no text may hold are told."""
        for said in paragraphs_in(copy.root):
            refused = first_refused(said.translate(_MARKS_OF_DIRECTION))
            if refused is not None:
                what = f"the character {refused}, which no reader sees"
                self.refused[Refused(what, "Write the paragraph anew."), _TEXTS[kind], ""] = None
            self.paragraphs.append(said)
        self._keep(copy, kind)

    def _keep(self, copy: Copy, kind: str) -> None:
        self.names += names_in(copy.root)
        self.taken_out |= copy.taken_out
        self.refused |= {(why, _TEXTS[kind], said): None for why, said in copy.refused}

    def _images(self, name: str, copy: Copy, made: dict[str, Written]) -> dict[str, Written]:
        """The pictures that a text shows by their ids, each once for all texts."""
        used = set(used_ids(copy.root))
        found = {}
        for one in self.package.leads_to.get(name, ()):
            if one.type == kinds.IMAGE and one.id in used:
                content = self.package.parts[one.target]
                ending = posixpath.splitext(one.target)[1].lower()
                if ending not in kinds.PICTURES or digest_of_bytes(content) not in self.pictures:
                    self.refused[SHAPE, _TEXTS[self._kind(name)], ""] = None
                else:
                    picture = Written(kinds.IMAGE, content, {}, ending=ending)
                    found[one.id] = made.setdefault(one.target, picture)
        return found

    def _leads(self) -> tuple[Relationship, ...]:
        return self.package.leads_to[self.package.main]

    def _kind(self, name: str) -> str:
        return next((one.type for one in self._leads() if one.target == name), kinds.MAIN)
