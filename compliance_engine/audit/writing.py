"""Adds a run to the store: all of it in one transaction, or nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, insert

from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.files import Name
from compliance_engine.audit.reading import files_after, kept
from compliance_engine.audit.runs import Run
from compliance_engine.store.canonical import canonical, digest_of_bytes
from compliance_engine.store.sealing import Row, linked, seal_of
from compliance_engine.store.tables import findings, inputs, run_inputs, runs, seals, transitions


def file_changes(
    connection: Connection, last: int, seen: Mapping[Name, bytes]
) -> Mapping[Name, str | None]:
    """The digest of every file that is not as the run `last` saw it; None for one that is gone."""
    before = files_after(connection, last)
    now = {name: digest_of_bytes(content) for name, content in seen.items()}
    return {
        name: now.get(name) for name in sorted({*before, *now}) if before.get(name) != now.get(name)
    }


def add_run(
    connection: Connection,
    run: Run,
    changes: Mapping[Name, str | None],
    seen: Mapping[Name, bytes],
    changed: Iterable[Transition],
) -> str:
    """Adds a run with its files and transitions, and seals it: the seal."""
    changed = tuple(changed)
    _add_contents(
        connection, inputs, {digest: seen[name] for name, digest in changes.items() if digest}
    )
    items = [one for each in changed for one in (each.before, each.after) if one is not None]
    _add_contents(
        connection, findings, {one.sha256: canonical(one.content).encode() for one in items}
    )
    files, last = linked(_file_rows(run.number, changes), run.previous)
    moved, last = linked(_transition_rows(run.number, changed), last)
    connection.execute(insert(runs), run.row)
    if files:
        connection.execute(insert(run_inputs), files)
    if moved:
        connection.execute(insert(transitions), moved)
    sealed = seal_of(run.row, last)
    connection.execute(insert(seals), {"run": run.number, "sha256": sealed})
    return sealed


def _add_contents(connection: Connection, table: Table, made: Mapping[str, bytes]) -> None:
    there = kept(connection, table, made.keys())
    rows = [
        {"sha256": digest, "content": zlib.compress(content, 9)}
        for digest, content in sorted(made.items())
        if digest not in there
    ]
    if rows:
        connection.execute(insert(table), rows)


def _file_rows(run: int, changes: Mapping[Name, str | None]) -> Iterable[Row]:
    for seq, ((part, name), digest) in enumerate(changes.items(), start=1):
        yield {"run": run, "seq": seq, "part": part, "name": name, "input": digest}


def _transition_rows(run: int, changed: Iterable[Transition]) -> Iterable[Row]:
    for seq, one in enumerate(changed, start=1):
        yield {
            "run": run,
            "seq": seq,
            "about": one.item.about,
            "id": one.item.id,
            "state": one.item.state,
            "kind": str(one.kind),
            "fields": canonical(one.fields),
            "reason": canonical(one.reason),
            "before": one.before.sha256 if one.before else None,
            "after": one.after.sha256 if one.after else None,
        }
