"""What every statement of a record is made of: its fields, its sources, its confidence."""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.tables import Row

Tree = dict[str, object]


def statement(
    fields: Mapping[str, object], row: Row, sources: Sources, *, note: str | None = None
) -> Tree:
    """The fields that are given, then the sources, confidence and note of the row.

    `note` stands instead of the row's own; an empty one is left out.
    """
    return cited(
        fields,
        sources.cite(row["source"]),
        row["confidence"],
        row["note"] if note is None else note,
        sources,
    )


def cited(
    fields: Mapping[str, object], names: list[str], confidence: str, note: str, sources: Sources
) -> Tree:
    """The fields that are given, then sources, confidence and note.

    The confidence is left out where it is that of the strongest source.
    """
    tree = {key: value for key, value in fields.items() if value not in (None, "")}
    tree["source"] = one_or_more(names)
    if confidence != sources.strongest(names):
        tree["confidence"] = confidence
    if note:
        tree["note"] = note
    return tree


def one_or_more(names: list[str]) -> str | list[str]:
    """A single name alone, several as a list."""
    return names[0] if len(names) == 1 else names


def when(date: str) -> str | int:
    """A date as a person writes it in YAML: a bare year is a number."""
    return int(date) if date.isdecimal() else date
