"""A store that was known before is never silently new."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from compliance_engine.store.location import location_of
from tests.acceptance.auditing import TUVALU, Audit
from tests.acceptance.command_line import DONE, INVALID_INPUT, NIGHT_FAILED, WRONG_USAGE, Ran, run

DAYS = ("2021-06-24", "2021-06-25")


@pytest.fixture
def known(audit: Audit) -> Audit:
    """A store with two runs, of one State."""
    for path in audit.records.glob("*.yaml"):
        if path.stem != "TUV":
            path.unlink()
    for day in DAYS:
        assert audit.run(day).code == DONE
    return audit


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


def replaced(path: Path, by: Callable[[Path], object]) -> None:
    path.unlink()
    by(path)


def bound(path: Path) -> None:
    """A socket, whose name may not be as long as the paths of tests."""
    with closing(socket.socket(socket.AF_UNIX)) as one:
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            one.bind(path.name)
        finally:
            os.chdir(before)


def done(*statements: str) -> Callable[[Path], object]:
    """What runs statements on a file of SQLite, which is made if there is none."""

    def run_on(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for one in statements:
                connection.execute(one)
            connection.commit()

    return run_on


HARMS: dict[str, Callable[[Path], object]] = {
    "is empty": lambda path: cut(path, 0),
    "is damaged: it is not a database": lambda path: path.write_bytes(b"\n"),
    "is damaged: it is not": lambda path: cut(path, 50),
    "is damaged: it was cut off": lambda path: cut(path, path.stat().st_size // 2),
    "is damaged: it was cut off, at 4,096": lambda path: cut(path, 4096),
    "is gone": lambda path: path.unlink(),
    "is a folder": lambda path: replaced(path, lambda one: one.mkdir()),
    "is a pipe": lambda path: replaced(path, os.mkfifo),
    "is a socket": lambda path: replaced(path, bound),
    "is a device": lambda path: replaced(path, lambda one: one.symlink_to(os.devnull)),
    "is a link to": lambda path: replaced(path, lambda one: one.symlink_to("nowhere")),
    "is a link that leads back": lambda path: replaced(path, lambda one: one.symlink_to(one.name)),
    "holds tables that are not": lambda path: replaced(path, done("CREATE TABLE songs (title)")),
    "holds no tables": lambda path: replaced(path, done("PRAGMA user_version = 1")),
    "is not whole: it has no table seals": done("DROP TABLE seals"),
    "is not whole: it has no table highest, letters": done(
        "DROP TABLE highest", "DROP TABLE letters"
    ),
    "has lost the version": done("DELETE FROM alembic_version"),
    "has lost the version of its tables": done("DROP TABLE alembic_version"),
    "is empty: it held 2 runs, and holds none": done(
        *(f"DELETE FROM {one}" for one in ("transitions", "run_inputs", "seals", "runs"))
    ),
}


def commands(audit: Audit) -> Iterator[tuple[str, ...]]:
    """Each command that opens a store, in the way in which it names it."""
    records, store = str(audit.records), ("--store", audit.store)
    yield "audit", "run", "--engine", "plain", "--records", records, "--as-of", "2021-06-26", *store
    for asked in ("log", "verify", "messages", "show last", "diff 1 2", "replay last", "finding X"):
        yield "audit", *asked.split(), *store
    for asked in ("resend 1.1", "settle 1.1 --delivered"):
        yield "audit", *asked.split(), "--by", "A", "--reason", "B", *store
    yield (
        "letters",
        "draft",
        "--records",
        records,
        "--state",
        "TUV",
        "--out",
        f"{records}-l",
        *store,
    )
    for asked in ("list", "show 2021/001", "approve 2021/001 --by A", "close 2021/001 --reason A"):
        yield "letters", *asked.split(), *store
    yield "check", "--records", records, "--letters", audit.store


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("told", HARMS)
def test_every_command_refuses_what_is_left_of_a_store(known: Audit, told: str) -> None:
    path = Path(known.store)
    HARMS[told](path)
    before = sorted(path.parent.iterdir())
    for command in commands(known):
        ran = run(*command)
        assert ran.code == INVALID_INPUT, (command, ran.err)
        assert f"{path}: {told}" in ran.err, command
        assert f"The last good copy is {path.parent}/audit-after-run-2.sqlite" in ran.err, command
    assert sorted(path.parent.iterdir()) == before


def further_commands(audit: Audit) -> Iterator[tuple[str, ...]]:
    """The commands that open a store in the same way as another of `commands`."""
    store = ("--store", audit.store)
    yield "audit", "message", "1.1", *store
    for asked in (
        "discard 2021/001 --reason A",
        "mark-sent 2021/001 --on 2021-06-25 --via A",
        "reply 2021/001 --on 2021-06-25 --summary A",
    ):
        yield "letters", *asked.split(), *store
    named = ("--records", str(audit.records), "--letters", audit.store)
    signed = ("--by", "A", "--reason", "B", "--until", "2199-12-31")
    yield "judge", "confirm", TUVALU, *signed, "--source", "C", *named
    yield "judge", "waive", TUVALU, *signed, *named
    for asked in ("judge list", f"explain {TUVALU}", "forecast", "history TUV", "brief TUV"):
        yield *asked.split(), *named


@pytest.mark.parametrize("told", ["is empty", "is gone", "holds no tables"])
def test_further_commands_refuse_what_is_left_of_a_store(known: Audit, told: str) -> None:
    path = Path(known.store)
    HARMS[told](path)
    before = sorted(path.parent.iterdir())
    for command in further_commands(known):
        ran = run(*command)
        assert ran.code == INVALID_INPUT, (command, ran.err)
        assert f"{path}: {told}" in ran.err, command
        assert f"The last good copy is {path.parent}/audit-after-run-2.sqlite" in ran.err, command
    assert sorted(path.parent.iterdir()) == before


@pytest.mark.parametrize(
    "left",
    [
        ("audit-after-run-2.sqlite",), ("audit-before-migration.sqlite",), ("audit.sqlite-wal",),
        ("audit.sqlite-journal",), ("audit.sqlite-shm",), ("audit.sqlite.known",),
        ("audit-after-run-1-1.sqlite",),
    ],
)  # fmt: skip
def test_whatever_lies_beside_it_tells_of_a_store_that_is_gone(
    known: Audit, left: tuple[str, ...]
) -> None:
    path = Path(known.store)
    for one in path.parent.glob("audit*"):
        if one.name not in left:
            one.unlink()
    for name in left:
        (path.parent / name).touch()
    ran = known.run("2021-06-26")
    assert ran.code == INVALID_INPUT
    assert f"is gone: there was a store, as what lies beside it tells ({left[0]})" in ran.err
    assert not path.exists()


BESIDE = ("-journal", "-wal", "-shm", ".known", ".lock")
NO_FILES: dict[str, Callable[[Path], object]] = {
    "is a pipe": os.mkfifo,
    "is a folder": Path.mkdir,
    "is a socket": bound,
    "is a device": lambda path: path.symlink_to("/dev/zero"),
    "is a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "is a link that leads back to itself": lambda path: path.symlink_to(path.name),
}


@pytest.mark.deep(quick=3)
@pytest.mark.parametrize("what", NO_FILES)
@pytest.mark.parametrize("end", BESIDE)
def test_what_is_no_file_beside_a_store_keeps_nobody_waiting(
    known: Audit, tmp_path: Path, end: str, what: str
) -> None:
    """A pipe in the place of a journal would be waited for without end."""
    path = Path(f"{known.store}{end}")
    path.unlink(missing_ok=True)
    NO_FILES[what](path)
    drafting = (
        "letters", "draft", "--records", known.records, "--state", "TUV", "--store", known.store,
        "--out", tmp_path / "out", "--by", "A", "--as-of", "2021-06-25",
    )  # fmt: skip
    for ran in (
        known.ask("log"), known.run("2021-06-26"), known.run("2021-06-26", "--new-store"),
        run(*drafting), run(*drafting, "--new-store"),
    ):  # fmt: skip
        assert (ran.code, ran.out) == (INVALID_INPUT, ""), ran.err
        assert f"cannot be used: {path.name} beside it {what}" in ran.err
    path.rmdir() if path.is_dir() else path.unlink()
    assert known.run("2021-06-26").code == DONE


def test_a_store_of_letters_alone_is_known_too(known: Audit, tmp_path: Path) -> None:
    store = tmp_path / "letters.sqlite"
    drafted = ("letters", "draft", "--records", known.records, "--state", "TUV", "--store", store)
    first = run(*drafted, "--as-of", "2021-06-25", "--out", tmp_path / "first", "--by", "A")
    assert first.code == DONE, first.err
    for told in ("is empty", "is gone"):
        HARMS[told](store)
        again = run(*drafted, "--as-of", "2021-06-25", "--out", tmp_path / "again", "--by", "A")
        assert again.code == INVALID_INPUT
        assert not (tmp_path / "again").exists()
    anew = (*drafted, "--as-of", "2021-06-25", "--out", tmp_path / "again", "--by", "A")
    ran = run(*anew, "--new-store")
    assert ran.code == DONE, ran.err
    listed = run("letters", "list", "--store", store).out
    assert ("2021/001" in listed, "2021/002" in listed) == (False, True)


def test_a_first_store_needs_no_word(audit: Audit, tmp_path: Path) -> None:
    ran = Audit(audit.records, str(tmp_path / "new folder" / "other.sqlite")).run()
    assert ran.code == DONE
    assert Audit(audit.records, str(tmp_path / "another.sqlite")).ask("log").code == WRONG_USAGE


@pytest.mark.parametrize("told", ["is empty", "is damaged: it was cut off", "is gone"])
def test_a_new_store_is_asked_for_in_words_and_keeps_the_old_one(known: Audit, told: str) -> None:
    path = Path(known.store)
    HARMS[told](path)
    there = {one.name for one in path.parent.glob("audit*") if one.suffix != ".lock"}
    ran = known.run("2021-06-26", "--new-store")
    assert ran.code == DONE, ran.err
    aside = path.parent / "audit.sqlite-set-aside-1"
    assert {one.name for one in aside.iterdir()} == there
    assert len(known.ask("log", "--format", "json").json["runs"]) == 1
    assert known.run("2021-06-27").code == DONE


@pytest.mark.parametrize("told", ["is a folder", "is a pipe", "is a device", "is a link to"])
def test_what_is_no_file_is_no_place_for_a_new_store(known: Audit, told: str) -> None:
    HARMS[told](Path(known.store))
    ran = known.run("2021-06-26", "--new-store")
    assert (ran.code, told in ran.err) == (INVALID_INPUT, True)


def test_a_whole_store_is_not_begun_anew(known: Audit) -> None:
    ran = known.run("2021-06-26", "--new-store")
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "is whole, and holds what was done so far" in ran.err
    assert len(known.ask("log", "--format", "json").json["runs"]) == 2


def test_a_store_that_lost_its_rows_or_tables_is_not_new(audit_on_each: Audit) -> None:
    audit = audit_on_each
    audit.ran(DAYS[0])
    tables = ("transitions", "run_inputs", "seals", "runs")
    engine = location_of(audit.store).engine()
    for harm, told in (
        ([f"DELETE FROM {one}" for one in tables], "is empty: it held 1 run, and holds none"),
        (["DROP TABLE seals"], "is not whole: it has no table seals"),
        (["DELETE FROM alembic_version"], ""),
        (["DROP TABLE alembic_version"], ""),
    ):
        with engine.begin() as connection:
            for one in harm:
                connection.execute(text(one))
        for ran in (audit.run(DAYS[1]), audit.ask("log")):
            assert ran.code == INVALID_INPUT
            assert told in ran.err


def test_a_file_without_tables_is_not_new(audit: Audit) -> None:
    with closing(sqlite3.connect(audit.store)) as connection:
        connection.execute("PRAGMA user_version = 1")
    ran = audit.run()
    assert ran.code == INVALID_INPUT
    assert "holds no tables" in ran.err


def test_a_folder_that_cannot_be_looked_into_is_told(audit: Audit, tmp_path: Path) -> None:
    name = tmp_path / ("x" * 300)
    ran = Audit(audit.records, str(name)).run()
    assert (ran.code, "File name too long" in ran.err) == (NIGHT_FAILED, True)


def copies(audit: Audit) -> list[str]:
    return sorted(one.name for one in Path(audit.store).parent.glob("audit-after*"))


def test_copies_that_are_newer_or_of_later_runs_are_never_let_go(known: Audit) -> None:
    """An older copy is put in the place of the store, and the nights go on from there."""
    path = Path(known.store)
    for day in range(26, 30):
        known.ran(f"2021-06-{day}")
    assert copies(known) == [f"audit-after-run-{number}.sqlite" for number in (4, 5, 6)]
    before = {one: (path.parent / one).read_bytes() for one in copies(known)}
    shutil.copy(path.parent / "audit-after-run-4.sqlite", path)
    assert known.ran("2021-06-30")["number"] == 5
    assert known.ran("2021-07-01")["number"] == 6
    now = {one: (path.parent / one).read_bytes() for one in copies(known)}
    for name, content in before.items():
        assert content in now.values(), name
    for day in range(2, 6):
        known.ran(f"2021-07-0{day}")
    assert before["audit-after-run-6.sqlite"] in [
        one.read_bytes() for one in path.parent.glob("audit-after*")
    ]


def test_a_copy_of_a_later_run_than_those_kept_stays(known: Audit) -> None:
    path = Path(known.store)
    later = path.with_name("audit-after-run-40.sqlite")
    shutil.copy(path, later)
    os.utime(later, (1, 1))
    for day in range(26, 30):
        known.ran(f"2021-06-{day}")
    assert copies(known)[-1] != later.name or later.exists()
    assert later.exists()


def test_references_go_on_where_an_older_copy_was_put_in_place(
    known: Audit, tmp_path: Path
) -> None:
    path = Path(known.store)
    older = path.read_bytes()
    given = []
    for number in (1, 2):
        ran = drafted(known, tmp_path / f"letters-{number}")
        given += [one["reference"] for one in ran.json["letters"] if one["reference"]]
        path.write_bytes(older)
    assert given == ["2021/001", "2021/002"]
    assert json.loads(Path(f"{path}.known").read_text()) == {"letters of 2021": 2, "run": 2}


def drafted(audit: Audit, folder: Path) -> Ran:
    return run(
        "letters", "draft", "--records", audit.records, "--state", "TUV", "--as-of", DAYS[0],
        "--store", audit.store, "--out", folder, "--by", "A", "--format", "json",
    )  # fmt: skip


@pytest.mark.parametrize("day", ["2021-06-26", "2021-07-24", "2062-01-01", "2199-12-31"])
def test_a_day_that_is_still_to_come_is_refused(
    known: Audit, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    from datetime import UTC, datetime

    from compliance_engine.cli import options

    now = datetime(2021, 6, 25, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(options, "now", lambda: now)
    ran = known.ask("run", "--as-of", day, "--engine", "plain", "--records", known.records)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert f"--as-of {day} is still to come: today, UTC, is 2021-06-25" in ran.err
    assert known.run("2021-06-25").code == DONE


def test_a_run_of_a_clock_that_was_wrong_is_told_with_what_to_do(known: Audit) -> None:
    assert known.run("2061-06-25").code == DONE
    ran = known.run("2021-06-26")
    assert ran.code == WRONG_USAGE
    assert "the clock of this machine was wrong then" in ran.err
    assert "…-after-run-2" in ran.err
    path = Path(known.store)
    shutil.copy(path.with_name("audit-after-run-2.sqlite"), path)
    assert known.run("2021-06-26").code == DONE
