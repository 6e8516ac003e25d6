"""What a record says twice, and names that it gives twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import Model
from compliance_engine.documents.text import canonical
from compliance_engine.errors import Problem
from compliance_engine.records.covers import Covers
from compliance_engine.records.identifiers import free_name
from compliance_engine.records.parts import Parts, entries_at, shape_of
from compliance_engine.records.statement import Source, Statement

_ON_AUTHORITY = frozenset(Statement.model_fields)


def repeats(parts: Parts) -> Iterator[Problem]:
    """Entries that say what another says on the same sources, and names given to two entries.

    Two entries that differ in their notes alone are one, unless each has a note.
    """
    for part in parts:
        for key, model in part.shape.parts.items():
            entries = [*entries_at(part.entry, key)]
            if len(entries) < 2 or model is Source:
                continue
            if names := shape_of(model).names:
                yield from _named_twice(entries, names)
            else:
                yield from _said_twice(entries)


def _said_twice(entries: Sequence[Model]) -> Iterator[Problem]:
    before: dict[Hashable, list[Model]] = {}
    for entry in entries:
        same = before.setdefault(_said(entry), [])
        note = getattr(entry, "note", None)
        for one in same:
            other = getattr(one, "note", None)
            if note is None or other is None or canonical(note) == canonical(other):
                yield Problem(
                    entry.place,
                    "this says the same as",
                    "Take one of the two out; if both happened, say in a 'note' of each what "
                    "tells them apart.",
                    one.place,
                )
                break
        same.append(entry)


def _named_twice(entries: Sequence[Model], keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        before: dict[str, Model] = {}
        for entry in entries:
            name = canonical(getattr(entry, key))
            first = before.setdefault(name, entry)
            if first is not entry:
                taken = [getattr(one, key) for one in entries]
                yield Problem(
                    entry.place_of(key),
                    f"'{name}' is already the {key} at",
                    f"Each {key} is given once: {free_name(name, taken)} is free.",
                    first.place_of(key),
                )


def _said(value: object) -> Hashable:
    """What a value says, however it is spelled; two that say the same are equal."""
    match value:
        case Model():
            keys = [key for key in type(value).model_fields if key not in _ON_AUTHORITY]
            sources = frozenset(getattr(value, "source", None) or ())
            return (type(value), sources, *(_said(getattr(value, key)) for key in keys))
        case Covers() if value.first is not None:
            return value.first, value.last
        case PartialDate():
            return value.first, value.last
        case str():
            return canonical(value)
        case tuple():
            return frozenset(map(_said, value))
        case dict():
            return tuple((key, _said(one)) for key, one in value.items())
        case date() | int() | None:
            return value
        case _:
            return str(value)
