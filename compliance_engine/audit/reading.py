"""What the store tells of runs that are over."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, and_, func, select

from compliance_engine.audit.comparing import FORMERLY, Kind, Transition
from compliance_engine.audit.files import Name, SeenFiles
from compliance_engine.audit.items import Item
from compliance_engine.audit.runs import Run
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.store.opened import Store
from compliance_engine.store.schema import BEGIN
from compliance_engine.store.tables import (
    deliveries,
    findings,
    inputs,
    messages,
    run_inputs,
    runs,
    seals,
    transitions,
)

_AT_ONCE = 500
"""How many digests or ids are asked for in one query."""


class Standing(NamedTuple):
    """An item that is there: its State, and which of its versions holds."""

    state: str
    sha256: str


def all_runs(connection: Connection) -> list[Run]:
    """Every run, the first one first."""
    found = connection.execute(select(runs).order_by(runs.c.number)).mappings()
    return [_run(dict(row)) for row in found]


def some_runs(connection: Connection, numbers: Iterable[int]) -> dict[int, Run]:
    """The runs that there are of these numbers."""
    chosen = select(runs).where(runs.c.number.in_(sorted(set(numbers))))
    return {row["number"]: _run(dict(row)) for row in connection.execute(chosen).mappings()}


def last_run(connection: Connection) -> Run | None:
    """The last run, None before the first."""
    found = connection.execute(select(runs).order_by(runs.c.number.desc()).limit(1)).mappings()
    row = found.first()
    return _run(dict(row)) if row else None


@contextmanager
def runs_in(store: Store) -> Iterator[Connection]:
    """A connection to a store that has runs. Raises UsageError if there is none yet."""
    with store.reading() as connection:
        if last_run(connection) is None:
            raise UsageError(f"{store.location.shown} holds no run yet. {BEGIN}")
        yield connection


def _run(row: Mapping[str, Any]) -> Run:
    try:
        return Run.of_row(row)
    except (ValueError, KeyError, TypeError) as error:
        raise _tampered(f"the row of run {row['number']}") from error


def _tampered(what: str) -> InvalidInputError:
    remedy = "See what was altered with: compliance-engine audit verify"
    return InvalidInputError([Problem(Place("the store"), f"{what} cannot be read", remedy)])


def seal(connection: Connection, run: int) -> str:
    """The seal of a run. Raises KeyError if there is none."""
    found = connection.execute(select(seals.c.sha256).where(seals.c.run == run)).scalar()
    if found is None:
        raise KeyError(run)
    return str(found)


def end_of_chain(connection: Connection, run: int) -> str:
    """The last digest after a run: of what became of messages, of a message, or its seal."""
    for table in (deliveries, messages):
        chosen = select(table.c.sha256).where(table.c.run == run).order_by(table.c.seq.desc())
        found = connection.execute(chosen.limit(1)).scalar()
        if found is not None:
            return str(found)
    return seal(connection, run)


def standing_after(connection: Connection, run: int) -> dict[str, Standing]:
    """Every item that was there once a run was over, by id in alphabetical order."""
    last = (
        select(transitions.c.id, func.max(transitions.c.run).label("run"))
        .where(transitions.c.run <= run)
        .group_by(transitions.c.id)
        .subquery()
    )
    same = and_(transitions.c.id == last.c.id, transitions.c.run == last.c.run)
    columns = (transitions.c[name] for name in ("id", "state", "after", "run"))
    there = transitions.c.after.is_not(None)
    chosen = select(*columns).join(last, same).where(there).order_by(transitions.c.id)
    ended = {former: at for at, _, former in renamings(connection) if at <= run}
    return {
        name: Standing(state, after)
        for name, state, after, at in connection.execute(chosen).all()
        if ended.get(name, 0) <= at
    }


def ever(connection: Connection, names: Collection[str]) -> set[str]:
    """Which of these ids items had in any run."""
    found: set[str] = set()
    for part in _parts(names):
        chosen = select(transitions.c.id).where(transitions.c.id.in_(part)).distinct()
        found.update(connection.execute(chosen).scalars())
    return found


def renamings(connection: Connection) -> list[tuple[int, str, str]]:
    """When an item got another id: the run, the id since then, and the one before; in order."""
    chosen = select(transitions.c.run, transitions.c.id, transitions.c.reason)
    chosen = chosen.where(transitions.c.reason.contains(f'"{FORMERLY}":'))
    found = connection.execute(chosen.order_by(transitions.c.run, transitions.c.seq))
    return [(run, name, json.loads(reason)[FORMERLY]) for run, name, reason in found]


def items_after(connection: Connection, run: int) -> dict[str, Item]:
    """Every item as it was once a run was over, by id: those that are gone are left out."""
    there = {name: one.sha256 for name, one in standing_after(connection, run).items()}
    made = versions(connection, there.values())
    return {name: made[sha256] for name, sha256 in there.items()}


def versions(connection: Connection, digests: Iterable[str]) -> dict[str, Item]:
    """Items by the digests of their content."""
    return {
        digest: Item(json.loads(content))
        for digest, content in contents(connection, findings, digests)
    }


def contents(
    connection: Connection, table: Table, digests: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """The unpacked content of rows of a table, by digest."""
    for part in _parts(digests):
        for digest, packed in connection.execute(select(table).where(table.c.sha256.in_(part))):
            try:
                yield digest, zlib.decompress(packed)
            except zlib.error as error:
                raise _tampered(f"row {digest} of {table.name}") from error


def transitions_of(connection: Connection, run: int) -> tuple[Transition, ...]:
    """What a run found to have changed, in the order of ids."""
    chosen = select(transitions).where(transitions.c.run == run).order_by(transitions.c.seq)
    return tuple(one for _, one in _told(connection, chosen))


def life_of(connection: Connection, names: Iterable[str]) -> list[tuple[int, Transition]]:
    """Every transition of items of these ids, with the number of its run."""
    chosen = select(transitions).where(transitions.c.id.in_(sorted(names)))
    return _told(connection, chosen.order_by(transitions.c.run, transitions.c.seq))


def _told(connection: Connection, chosen: Select[Any]) -> list[tuple[int, Transition]]:
    rows = list(connection.execute(chosen).mappings())
    digests = (row[end] for row in rows for end in ("before", "after") if row[end])
    made = versions(connection, digests)
    return [
        (
            row["run"],
            Transition(
                Kind(row["kind"]),
                made[row["before"]] if row["before"] else None,
                made[row["after"]] if row["after"] else None,
                tuple(json.loads(row["fields"])),
                json.loads(row["reason"]),
            ),
        )
        for row in rows
    ]


def ids_like(connection: Connection) -> list[str]:
    """Every id that there is or was, in alphabetical order."""
    found = connection.execute(select(transitions.c.id).distinct().order_by(transitions.c.id))
    return [str(name) for (name,) in found]


def files_after(connection: Connection, run: int, part: str | None = None) -> dict[Name, str]:
    """The digest of each file that a run saw, or each of one part, by part and name."""
    wanted = run_inputs.c.run <= run
    if part is not None:
        wanted = and_(wanted, run_inputs.c.part == part)
    last = (
        select(run_inputs.c.part, run_inputs.c.name, func.max(run_inputs.c.run).label("run"))
        .where(wanted)
        .group_by(run_inputs.c.part, run_inputs.c.name)
        .subquery()
    )
    same = and_(
        run_inputs.c.part == last.c.part,
        run_inputs.c.name == last.c.name,
        run_inputs.c.run == last.c.run,
    )
    columns = (run_inputs.c.part, run_inputs.c.name, run_inputs.c.input)
    found = connection.execute(select(*columns).join(last, same))
    return {(part, name): digest for part, name, digest in found if digest is not None}


def seen_files(connection: Connection, run: int) -> SeenFiles:
    """The files that a run saw, with their content."""
    digests = files_after(connection, run)
    made = dict(contents(connection, inputs, digests.values()))
    return SeenFiles({name: made[digest] for name, digest in digests.items()})


def kept(connection: Connection, table: Table, digests: Collection[str]) -> set[str]:
    """Which of these digests the table holds already."""
    found: set[str] = set()
    for part in _parts(digests):
        chosen = select(table.c.sha256).where(table.c.sha256.in_(part))
        found |= {digest for (digest,) in connection.execute(chosen)}
    return found


def _parts(wanted: Iterable[str]) -> Iterator[list[str]]:
    """What is asked for, in order and in parts that one query can name."""
    listed = sorted(set(wanted))
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def counts_by_kind(connection: Connection) -> Mapping[int, Mapping[Kind, int]]:
    """How many transitions of each kind every run has."""
    chosen = select(transitions.c.run, transitions.c.kind, func.count()).group_by(
        transitions.c.run, transitions.c.kind
    )
    counted: dict[int, dict[Kind, int]] = {}
    for run, kind, number in connection.execute(chosen):
        counted.setdefault(run, {})[Kind(kind)] = number
    return counted
