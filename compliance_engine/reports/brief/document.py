"""A document as a value: sections, paragraphs, lists, tables, charts and the notes on them.

It is made once, in one language; what writes it as Word, HTML or Markdown knows nothing of States.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from compliance_engine.reports.charts import Spec


@dataclass(frozen=True)
class Note:
    """What a figure rests on. Notes are numbered in the order in which they stand in the text."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that are to be seen first."""

    text: str


Inline = tuple[str | Strong | Note, ...]
"""A text with the notes on it, each after the words that it is on."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; one that is `quiet` says how something else is to be read."""

    text: Inline
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Inline, ...]


@dataclass(frozen=True)
class Table:
    """A table with a head; `widths` are shares of its columns, and numbers stand to the right.

    A `dense` table has many small cells, and a page on its side to itself.
    """

    caption: Inline
    head: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    widths: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    dense: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart, and in words what it shows; its figures stand in a table beside it."""

    caption: Inline
    told: str
    spec: Spec


Block = Paragraph | Bullets | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of the document: what it says, then its own parts."""

    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Pack:
    """A whole document as of a day; `contents` and `notes` are what these parts are called."""

    language: str
    day: date
    title: str
    subtitle: str
    made_of: str
    contents: str
    notes: str
    front: tuple[Block, ...]
    sections: tuple[Section, ...]


class Numbering:
    """Gives notes their numbers as they are met, and keeps them in that order."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def number(self, note: Note) -> int:
        """The number of a note, from 1."""
        self.notes.append(note)
        return len(self.notes)


def text(*parts: str | Strong | Note | None) -> Inline:
    """A text of these parts, without those that are None.

    A note on a number stands a little apart from it: 160, note 14, is no power of 160.
    """
    made: list[str | Strong | Note] = []
    for part in parts:
        if isinstance(part, Note) and made and isinstance(before := made[-1], str):
            made[-1] = f"{before}\N{NARROW NO-BREAK SPACE}" if before[-1:].isdigit() else before
        if part is not None:
            made.append(part)
    return tuple(made)


def cells(*parts: str | int | Inline) -> tuple[Inline, ...]:
    """The cells of a row."""
    return tuple(part if isinstance(part, tuple) else (str(part),) for part in parts)


def walked(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Every section with its level, 1 for the outermost, in the order of the document."""
    for section in sections:
        yield level, section
        yield from walked(section.parts, level + 1)
