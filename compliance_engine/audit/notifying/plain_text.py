"""A digest as plain text: lines of at most 72 characters, for any mail program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from compliance_engine.audit.notifying.parts import Digest, Entry, Part
from compliance_engine.documents.text import shown

WIDTH = 72


def render_text(digest: Digest) -> str:
    """The text of a message."""
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield from _wrapped(digest.title)
    yield "=" * min(len(digest.title), WIDTH)
    for part in digest.unread:
        yield from _part(part)
    yield ""
    for said in digest.opening:
        yield from _wrapped(said)
    for part in digest.parts:
        yield from _part(part)
    yield ""
    yield "--"
    for said in digest.closing:
        yield from _wrapped(said)


def _part(part: Part) -> Iterator[str]:
    yield ""
    heading = [*_wrapped(part.heading)]
    yield from heading
    yield "-" * len(max(heading, key=len))
    for head, entries in groupby(part.entries, key=lambda one: one.head):
        yield from _wrapped(head)
        for entry in entries:
            yield from _entry(entry)
    if part.below:
        yield from _wrapped(part.below)


def _entry(entry: Entry) -> Iterator[str]:
    told = f"{entry.told} [{entry.mark}]" if entry.mark else entry.told
    for line in told.splitlines():
        yield from _wrapped(line.strip(), "  ")
    for line in entry.note.splitlines():
        yield from _wrapped(line.strip(), "    ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    # What is longer than a line, such as an id, stays whole: it is copied into a command.
    return wrap(
        shown(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
