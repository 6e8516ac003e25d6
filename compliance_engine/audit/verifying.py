"""Whether the store is as its runs left it: everything is worked out again, from the first row."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from compliance_engine.store.canonical import digest_of_bytes
from compliance_engine.store.sealing import LINK, NO_RUN, digest_of_row, seal_of
from compliance_engine.store.tables import (
    deliveries,
    findings,
    inputs,
    message_contents,
    messages,
    run_inputs,
    runs,
    seals,
    transitions,
)

Row = Mapping[str, Any]


class Broken(Exception):
    """The first row that is not as it was written."""


@dataclass(frozen=True)
class _Rows:
    """The rows of each table by the number of their run, in order."""

    runs: Mapping[int, list[Row]]
    seals: Mapping[int, list[Row]]
    files: Mapping[int, list[Row]]
    transitions: Mapping[int, list[Row]]
    messages: Mapping[int, list[Row]]
    deliveries: Mapping[int, list[Row]]


@dataclass(frozen=True)
class Verified:
    """How much was worked out again, and the seal of the last run."""

    runs: int
    files: int
    transitions: int
    messages: int
    contents: int
    seal: str


def verify(connection: Connection, expected: str | None = None) -> Verified:
    """Works out every digest of the store again.

    With `expected`, a seal noted down elsewhere, that must be the seal of one of the runs: it
    tells that no run up to there was removed or written anew. Raises Broken with the first row
    that was altered, removed or put in.
    """
    rows = _Rows(
        _by_run(connection, runs, "number"),
        _by_run(connection, seals, "run"),
        _by_run(connection, run_inputs, "run"),
        _by_run(connection, transitions, "run"),
        _by_run(connection, messages, "run"),
        _by_run(connection, deliveries, "run"),
    )
    last, seal, end = 0, NO_RUN, NO_RUN
    for number in sorted({number for by_run in vars(rows).values() for number in by_run}):
        if number != last + 1:
            raise Broken(f"run {last + 1} was removed: run {number} comes after run {last}")
        seal = _run(number, end, rows)
        end = _rows(messages, rows.messages.get(number, []), seal)
        end = _rows(deliveries, rows.deliveries.get(number, []), end)
        last = number
    if expected is not None and expected not in {one["sha256"] for one in _all(rows.seals)}:
        raise Broken(f"no run has the seal {expected}: runs were removed, or written anew")
    files, moved = [*_all(rows.files)], [*_all(rows.transitions)]
    kept = _contents(connection, inputs, {row["input"] for row in files})
    kept += _contents(
        connection, findings, {row[end] for row in moved for end in ("before", "after")}
    )
    told = [*_all(rows.messages)]
    kept += _contents(connection, message_contents, {row["content"] for row in told})
    return Verified(last, len(files), len(moved), len(told), kept, seal)


def _run(number: int, before: str, rows: _Rows) -> str:
    """The seal of a run that follows on the digest `before`. Raises Broken."""
    if number not in rows.runs:
        raise Broken(f"run {number} was removed, or what names it was put in: it is not in runs")
    (run,) = rows.runs[number]
    if run["previous"] != before:
        raise Broken(
            f"run {number} was altered, or what came before it was altered or removed: it does not "
            f"follow on run {number - 1} and its messages"
        )
    files, moved = rows.files.get(number, []), rows.transitions.get(number, [])
    last = _rows(run_inputs, files, before, run["files_changed"])
    last = _rows(transitions, moved, last, run["transitions"])
    if number not in rows.seals:
        raise Broken(f"the seal of run {number} was removed, or the run was put in")
    found = str(rows.seals[number][0]["sha256"])
    if seal_of(run, last) != found:
        raise Broken(f"run {number} was altered: its row in runs, or its seal")
    return found


def _rows(table: Table, rows: list[Row], before: str, expected: int | None = None) -> str:
    """The last digest of the rows of a run, of which it counts as many, if it does.

    Raises Broken.
    """
    for place, row in enumerate(rows, start=1):
        named = f"row {place} of run {row['run']} in {table.name}"
        if row["seq"] != place:
            raise Broken(f"{named} was removed")
        if expected is not None and place > expected:
            raise Broken(f"{named} was put in ({_named(row)}): the run counts {expected}")
        before = digest_of_row(row, before)
        if before != row[LINK]:
            raise Broken(f"{named} was altered or put in ({_named(row)})")
    if expected is not None and len(rows) < expected:
        raise Broken(f"row {len(rows) + 1} of the {expected} of a run in {table.name} was removed")
    return before


def _named(row: Row) -> str:
    return str(next(row[key] for key in ("id", "name", "message_id", "event") if key in row))


def _contents(connection: Connection, table: Table, named: set[str | None]) -> int:
    """How many contents a table has: those that are named, all of them and no others."""
    there = set()
    for digest, packed in connection.execute(select(table).order_by(table.c.sha256)):
        if digest not in named:
            raise Broken(f"row {digest} of {table.name} was put in: no run names it")
        if _digest(packed) != digest:
            raise Broken(f"row {digest} of {table.name} was altered")
        there.add(digest)
    for digest in sorted(one for one in named if one is not None):
        if digest not in there:
            raise Broken(f"row {digest} of {table.name} was removed")
    return len(there)


def _digest(packed: bytes) -> str | None:
    try:
        return digest_of_bytes(zlib.decompress(packed))
    except zlib.error:
        return None


def _by_run(connection: Connection, table: Table, key: str) -> dict[int, list[Row]]:
    """The rows of a table by the number of their run, each in order."""
    made: dict[int, list[Row]] = {}
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        made.setdefault(row[key], []).append(dict(row))
    return made


def _all(rows: Mapping[int, list[Row]]) -> Iterator[Row]:
    for of_run in rows.values():
        yield from of_run
