"""Runs of an audit that are killed with SIGKILL at chosen instants, each followed by another run.

A program of its own, so that it may fork: ``python -m tests.acceptance.killing FOLDER STORE KILLS
SEED``. Every run is made in a child that kills itself, or is killed, at a step: a call or a return
of a function, counted over the whole run or over the room of the store alone. What the next run
leaves must be, row by row, what is there when nothing is killed; or the same with the killed run.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from alembic import command as migrations
from sqlalchemy import select as rows_of
from sqlalchemy import text

from compliance_engine.audit.verifying import verify
from compliance_engine.cli import options
from compliance_engine.cli.main import PROGRAM, main
from compliance_engine.cli.rendering.audit_run import render_run
from compliance_engine.letters.register import acting
from compliance_engine.letters.register.adding import Signed, register
from compliance_engine.letters.register.tables import metadata as letters_metadata
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.rulebook import loading as rules
from compliance_engine.store.backups import damage
from compliance_engine.store.highest import RUN, beside, told_beside
from compliance_engine.store.location import location_of
from compliance_engine.store.opened import Store
from compliance_engine.store.tables import metadata
from tests.acceptance.command_line import CHECKOUT
from tests.acceptance.lettering import draft

PACK = CHECKOUT / "tests" / "packs" / "cls"
IMPORTED = (migrations, render_run)
"""What a run imports only when it needs it: here once, before any child is made."""

BEFORE, KILLED, NEXT = date(2012, 1, 1), date(2012, 6, 2), date(2012, 6, 3)
OF_THE_STORE = ("/store/", "/audit/", "/sqlalchemy/engine/", "/sqlalchemy/pool/", "/psycopg/")
LONGEST = 0.003
"""Up to so many seconds after a step a run is killed, in the midst of whatever it does then."""

EMPTY_SHARE, LATER_SHARE, STORE_SHARE = 0.15, 0.3, 0.7

TABLES = (*metadata.sorted_tables, *letters_metadata.sorted_tables)
"""Those of runs, then those of the register of letters."""

Rows = dict[str, list[tuple[Any, ...]]]
Steps = Callable[[str], bool]
"""Whether the steps of a file's functions are counted."""


@dataclass(frozen=True)
class Kill:
    """When a run is killed: at a step, or `later` than that by so many seconds."""

    empty: bool
    of_store: bool
    step: int
    later: float | None


class Office:
    """Records that changed since the last run, and a store that can be put back as it was."""

    def __init__(self, folder: Path, store: str) -> None:
        self.folder, self.name = folder, store
        self.store = Store(location_of(store))
        self.changed = folder / "changed"
        self.unchanged = folder / "unchanged"

    def run(self, records: Path, day: date) -> None:
        """A run as of a day, at two o'clock: the command, in this process."""
        hour = datetime.combine(day, time(2), UTC)
        options.now = lambda: hour
        sys.argv = [
            PROGRAM, "audit", "run", "--engine", "plain", "--as-of", day.isoformat(), "--records",
            str(records), "--rules", str(PACK / "rules"), "--store", self.name, "--wait", "30",
            "--format", "csv",
        ]  # fmt: skip
        try:
            main()
        except SystemExit as leaving:
            if leaving.code != 0:
                raise AssertionError(f"the run as of {day} left with {leaving.code}") from leaving

    def rows(self) -> Rows:
        """Every row of every table."""
        with self.store.reading() as connection:
            return {
                table.name: sorted(tuple(row) for row in connection.execute(rows_of(table)))
                for table in TABLES
            }

    def letter(self) -> None:
        """A letter that was sent since the last run, in the register of the store."""
        signed = Signed("Ana Silva", datetime.combine(BEFORE, time(9), UTC))
        given = draft("2012/001", "BTN/article-4/update-outstanding", state="BTN")
        with self.store.writing() as connection:
            (drafted,) = register(connection, [given], signed)
            approved = acting.approve(connection, drafted, b"letter", b"letter", signed)
            acting.mark_sent(connection, approved, BEFORE, "by hand", signed)

    def empty(self) -> None:
        """No store at all."""
        if self.store.location.path is None:
            with self.store.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        else:
            for path in self.files():
                path.unlink()

    def files(self) -> list[Path]:
        """The files of the store in its folder."""
        assert self.store.location.path is not None
        return sorted(self.store.location.path.parent.glob("audit*"))

    def put_back(self, rows: Rows) -> None:
        """The store as it was: the rows alone, in place of what is there."""
        with self.store.writing() as connection:
            for table in reversed(TABLES):
                connection.execute(table.delete())
            for table in TABLES:
                names = table.columns.keys()
                made = [dict(zip(names, row, strict=True)) for row in rows[table.name]]
                if made:
                    connection.execute(table.insert(), made)


def everywhere(_: str) -> bool:
    """Every step of a run."""
    return True


def in_the_store(file: str) -> bool:
    """The steps of the audit, of its store and of the database."""
    return any(part in file for part in OF_THE_STORE)


def counted(wanted: Steps, at: int, reached: Callable[[], None]) -> Callable[[], int]:
    """Counts the steps from now on, and tells when it is `at` one: gives how many there were.

    It is called at every step of a run, which it must not make much longer.
    """
    known: dict[str, bool] = {}
    number = 0

    def step(frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal number
        file = frame.f_code.co_filename
        if file not in known:
            known[file] = wanted(file)
        if known[file]:
            number += 1
            if number == at:
                reached()

    sys.setprofile(step)
    return lambda: number


def steps_of(office: Office, wanted: Steps) -> int:
    """How many steps a run has that nobody kills."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        total = counted(wanted, 0, lambda: None)
        office.run(office.changed, KILLED)
        sys.setprofile(None)
        os.write(writing, str(total()).encode())
        os._exit(0)
    assert os.wait()[1] == 0
    os.close(writing)
    with os.fdopen(reading) as said:
        return int(said.read())


def killed(office: Office, kill: Kill) -> bool:
    """Makes a run and kills it: whether it was killed before it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:

        def reached() -> None:
            if kill.later is None:
                os.kill(os.getpid(), signal.SIGKILL)
            sys.setprofile(None)
            os.write(writing, b"reached")

        counted(in_the_store if kill.of_store else everywhere, kill.step, reached)
        office.run(office.changed, KILLED)
        os._exit(0)
    os.close(writing)
    if kill.later is not None:
        select.select([reading], [], [])
        select.select([], [], [], kill.later)
        os.kill(child, signal.SIGKILL)
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status != 0


def expected(office: Office, base: Rows | None) -> tuple[Rows, Rows]:
    """What the next run leaves after a run that left no trace, and after one that is whole."""
    found = []
    for whole in (False, True):
        begin(office, base)
        if whole:
            office.run(office.changed, KILLED)
        office.run(office.changed, NEXT)
        with office.store.reading() as connection:
            assert verify(connection).runs == (2 if base else 0) + 1 + whole
        found.append(office.rows())
    return found[0], found[1]


def begin(office: Office, base: Rows | None) -> None:
    """The store before a run that is to be killed: empty, or with two runs."""
    if base is None:
        office.empty()
    else:
        office.put_back(base)


def kills(chance: Random, steps: dict[tuple[bool, bool], int]) -> Iterator[Kill]:
    """Kills without end, spread by chance over the steps of a run."""
    while True:
        empty, of_store = chance.random() < EMPTY_SHARE, chance.random() < STORE_SHARE
        later = chance.uniform(0, LONGEST) if chance.random() < LATER_SHARE else None
        yield Kill(empty, of_store, 1 + chance.randrange(steps[empty, of_store]), later)


def survive(office: Office, number: int, seed: int) -> dict[str, int]:
    """Kills so many runs, and counts what became of them. Fails with the first that harmed."""
    office.run(office.unchanged, BEFORE)
    office.run(office.unchanged, BEFORE)
    office.letter()
    base = office.rows()
    ends = {False: expected(office, base), True: expected(office, None)}
    steps = {}
    for empty in (False, True):
        for of_store, wanted in ((False, everywhere), (True, in_the_store)):
            begin(office, None if empty else base)
            steps[empty, of_store] = steps_of(office, wanted)
    counts = {"killed": 0, "no trace": 0, "whole": 0}
    gc.freeze()
    for kill in kills(Random(seed), steps):
        if counts["killed"] == number:
            break
        begin(office, None if kill.empty else base)
        if not kill.empty or office.store.location.path is None:
            keep_only_the_store(office)
        died = killed(office, kill)
        counts["killed"] += died
        office.run(office.changed, NEXT)
        found = office.rows()
        without, whole = ends[kill.empty]
        assert found in (without, whole), f"the store is neither as before nor whole: {kill}"
        counts["whole" if found == whole else "no trace"] += died
        check_files(office, kill)
    return counts


def keep_only_the_store(office: Office) -> None:
    """Takes away what runs have left beside the store."""
    path = office.store.location.path
    if path is not None:
        for one in office.files():
            if one != path:
                one.unlink()


def check_files(office: Office, kill: Kill) -> None:
    """Beside the store: a lock, the numbers given, whole copies, and nothing that gathers."""
    path = office.store.location.path
    if path is None:
        return
    lock = path.with_name(f"{path.name}.lock")
    copies = [one for one in office.files() if one not in (path, lock, beside(path))]
    assert told_beside(path)[RUN] >= 1, kill
    assert all("-after-run-" in one.name and one.suffix == ".sqlite" for one in copies), kill
    assert copies, kill
    assert all(damage(one) is None for one in (path, *copies)), kill


def _read_once() -> Callable[[RecordFolder, str], Record]:
    """Reads a record once for all runs, as long as it is the same."""
    read, known = RecordFolder.read, dict[tuple[str, str], Record]()

    def record(folder: RecordFolder, code: str) -> Record:
        name = code, folder.digests[code]
        if name not in known:
            known[name] = read(folder, code)
        return known[name]

    return record


def _main() -> None:
    folder, store, number, seed = sys.argv[1:]
    # What a forked child does not touch is not copied: nothing is collected in it.
    rules.load_rulebook = cache(rules.load_rulebook)
    RecordFolder.read = _read_once()  # type: ignore[method-assign, assignment]
    gc.disable()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        counts = survive(Office(Path(folder), store), int(number), int(seed))
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    _main()
