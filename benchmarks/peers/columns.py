"""The rows of all States as columns, for peers that work on tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from benchmarks.peers.interface import States

TEXT, DAY, FLAG = pl.String, pl.Int32, pl.Boolean
HELD = {"state": TEXT, "first": DAY, "until": DAY}
SCHEMAS: Mapping[str, Mapping[str, type[pl.DataType]]] = {
    "duty": {
        **HELD,
        "key": TEXT,
        "kind": TEXT,
        "verdict": TEXT,
        "due": DAY,
        "year": pl.Int32,
        "joined": DAY,
        "submitted": DAY,
        "submitted_from": DAY,
    },
    "membership": {**HELD, "bound": FLAG, "applies_article_1": FLAG, "in_force": DAY},
    "measure": {**HELD, "key": TEXT, "status": TEXT, "penal_sanctions": TEXT},
    "case": {
        **HELD,
        "key": TEXT,
        "status": TEXT,
        "article_1_applied": TEXT,
        "actor_kind": TEXT,
        "last_update": DAY,
    },
}
"""What the rules ask of each kind of fact; days are ordinals."""


def frames(states: States, as_of: date | None = None) -> dict[str, pl.DataFrame]:
    """A table for each kind of fact; with `as_of`, only of facts that hold on the day."""
    day = as_of.toordinal() if as_of else None
    fields = {kind: tuple(schema)[len(HELD) :] for kind, schema in SCHEMAS.items()}
    found: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in SCHEMAS}
    for state, rows in states.items():
        for row in rows:
            if row.kind in found and (day is None or row.first <= day < row.until):
                values = map(row.values.get, fields[row.kind])
                found[row.kind].append((state, row.first, row.until, *values))
    return {
        kind: pl.DataFrame(
            dict(zip(schema, zip(*found[kind], strict=True), strict=True)) if found[kind] else (),
            schema=dict(schema),
        )
        for kind, schema in SCHEMAS.items()
    }
