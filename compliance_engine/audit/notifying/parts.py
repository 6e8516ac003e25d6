"""A digest as a value: what its message says, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """What is told of a State or of a day, its `head`; `note` says why, `mark` how severe it is."""

    head: str
    told: str
    note: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """Entries under a heading, and what stands below them."""

    heading: str
    entries: tuple[Entry, ...]
    below: str = ""


@dataclass(frozen=True)
class Digest:
    """All that a message says: `unread` before anything else, if some file could not be used."""

    language: str
    subject: str
    title: str
    unread: tuple[Part, ...]
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
