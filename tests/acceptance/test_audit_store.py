"""The store: tampering, two runs at once, other versions, a full disk, a damaged file."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from compliance_engine.audit import schema
from compliance_engine.audit.canonical import canonical
from compliance_engine.audit.location import location_of
from compliance_engine.audit.tables import metadata
from tests.acceptance.auditing import FIRST, Audit
from tests.acceptance.command_line import (
    DONE,
    INTERNAL_ERROR,
    INVALID_INPUT,
    WRONG_USAGE,
    environment_of_a_process,
)
from tests.acceptance.test_audit_run import submit

TABLES = sorted(metadata.tables)


@pytest.fixture
def nights(audit_on_each: Audit) -> Audit:
    """Three nights: a report arrives before the second, and nothing happens before the third."""
    audit_on_each.ran("2021-06-24")
    submit(audit_on_each)
    audit_on_each.ran("2021-06-25")
    audit_on_each.ran("2021-06-26")
    return audit_on_each


@contextmanager
def tampering(store: str) -> Iterator[Connection]:
    """A connection of one who minds no reference between tables."""
    engine = location_of(store).engine()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.commit()


def rows_of(store: str, table: str) -> list[dict[str, Any]]:
    with location_of(store).engine().connect() as connection:
        found = connection.execute(select(metadata.tables[table])).mappings()
        return sorted((dict(row) for row in found), key=repr)


def matches(table: str, row: dict[str, Any]) -> Any:
    """The row alone, in a WHERE clause."""
    keys = metadata.tables[table].primary_key.columns
    clause = [column == row[column.name] for column in keys]
    return clause[0] if len(clause) == 1 else clause[0] & clause[1]


def other(value: Any, chance: Random) -> Any:
    """Another value of the same type."""
    match value:
        case int():
            return value + 1 + chance.randrange(5)
        case bytes():
            at = chance.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        case str():
            at = chance.randrange(len(value))
            return value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
        case _:
            return "0" * 64


def refused(audit: Audit) -> str:
    ran = audit.ask("verify")
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    return ran.err


def test_what_was_written_is_verified(nights: Audit) -> None:
    found = nights.ask("verify", "--format", "json").json
    assert found["runs"] == 3
    assert found["seal"] == nights.ask("show", "3", "--format", "json").json["seal"]
    assert nights.ask("verify", "--seal", found["seal"]).code == DONE


@pytest.mark.parametrize("table", TABLES)
def test_an_altered_value_shows(nights: Audit, table: str) -> None:
    """In a row at either end and some between, every column once at least."""
    chance = Random(table)
    rows = rows_of(nights.store, table)
    columns = list(metadata.tables[table].columns.keys())
    chosen = [rows[0], rows[-1], *chance.sample(rows, min(len(rows), len(columns)))]
    for index, row in enumerate(chosen):
        column = columns[index % len(columns)]
        if column in metadata.tables[table].primary_key.columns:
            continue
        with tampering(nights.store) as connection:
            changed = {column: other(row[column], chance)}
            connection.execute(
                update(metadata.tables[table]).where(matches(table, row)).values(changed)
            )
        assert "altered" in refused(nights) or "removed" in refused(nights)
        with tampering(nights.store) as connection:
            connection.execute(
                update(metadata.tables[table])
                .where(matches(table, row))
                .values({column: row[column]})
            )
    assert nights.ask("verify").code == DONE


@pytest.mark.parametrize("table", TABLES)
def test_a_removed_row_shows(nights: Audit, table: str) -> None:
    chance = Random(table)
    rows = rows_of(nights.store, table)
    for row in (rows[0], rows[-1], *chance.sample(rows, min(len(rows), 3))):
        with tampering(nights.store) as connection:
            connection.execute(delete(metadata.tables[table]).where(matches(table, row)))
        assert refused(nights)
        with tampering(nights.store) as connection:
            connection.execute(insert(metadata.tables[table]).values(row))
    assert nights.ask("verify").code == DONE


@pytest.mark.parametrize("table", TABLES)
def test_a_row_put_in_shows(nights: Audit, table: str) -> None:
    row = rows_of(nights.store, table)[-1]
    key = [column.name for column in metadata.tables[table].primary_key.columns][-1]
    made = {**row, key: row[key] + 1000 if isinstance(row[key], int) else "f" * 64}
    for unique in ("id", "name"):
        made |= {unique: "another"} if unique in made else {}
    with tampering(nights.store) as connection:
        connection.execute(insert(metadata.tables[table]).values(made))
    assert "put in" in refused(nights) or "removed" in refused(nights)


def test_the_first_altered_row_is_named(nights: Audit) -> None:
    row = next(one for one in rows_of(nights.store, "transitions") if one["kind"] == "resolved")
    with tampering(nights.store) as connection:
        connection.execute(
            update(metadata.tables["transitions"])
            .where(matches("transitions", row))
            .values(reason=canonical({"by": "met"}))
        )
    said = refused(nights)
    assert f"row {row['seq']} of run 2 in transitions was altered" in said
    assert row["id"] in said


def test_runs_that_were_removed_at_the_end_show_by_a_seal_noted_down(nights: Audit) -> None:
    seal = nights.ask("verify", "--format", "json").json["seal"]
    with tampering(nights.store) as connection:
        connection.execute(text("DELETE FROM seals WHERE run = 3"))
        connection.execute(text("DELETE FROM runs WHERE number = 3"))
    assert nights.ask("verify").code == DONE
    assert nights.ask("verify", "--seal", seal).code == INVALID_INPUT


def test_the_second_of_two_runs_leaves_and_names_the_first(audit_on_each: Audit) -> None:
    with holding(audit_on_each) as process:
        ran = audit_on_each.run()
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert "another run is writing to" in ran.err
        assert str(process.pid) in ran.err
    assert audit_on_each.run().code == DONE


def test_the_second_of_two_runs_waits_if_asked_to(audit_on_each: Audit) -> None:
    with holding(audit_on_each) as process:
        waiting = started(audit_on_each, "--wait", "60")
        time_to_begin(audit_on_each, waiting)
        assert waiting.poll() is None
        process.kill()
        process.wait()
    assert waiting.wait(60) == DONE


HOLDS = """\
import sys, time
from datetime import UTC, datetime
from compliance_engine.audit.holding import held
from compliance_engine.audit.store import Store
from compliance_engine.audit.location import location_of
store = Store(location_of(sys.argv[1]))
with held(store.location, store.engine, datetime.now(UTC), 0):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    time.sleep(60)
"""


@contextmanager
def holding(audit: Audit) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has the store for itself, and is killed in the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, audit.store],
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def command(audit: Audit, *more: str) -> list[str]:
    """The command that begins a run in a process of its own."""
    return [
        sys.executable, "-m", "compliance_engine", "audit", "run", "--engine", "plain",
        "--as-of", FIRST, "--records", str(audit.records), "--store", audit.store, *more,
    ]  # fmt: skip


def started(audit: Audit, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(audit, *more),
        env=environment_of_a_process(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def time_to_begin(audit: Audit, process: subprocess.Popen[bytes]) -> None:
    """Gives a process the time in which it would end if it did not wait."""
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)


def test_a_full_disk_leaves_the_store_as_it_was(audit: Audit) -> None:
    audit.ran()
    submit(audit)
    before = audit.ask("verify", "--format", "json").json
    size = Path(audit.store).stat().st_size

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = subprocess.run(
        command(audit, "--wait", "0"),
        env=environment_of_a_process(),
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == INTERNAL_ERROR
    assert ended.stderr.startswith(f"Error: the store {audit.store} cannot be used: ")
    assert "What it held before is as it was." in ended.stderr
    assert audit.ask("verify", "--format", "json").json == before
    assert audit.ran()["number"] == 2


@pytest.mark.skipif(os.geteuid() == 0 and shutil.which("runuser") is None, reason="root may write")
def test_a_folder_that_cannot_be_written_is_an_error(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = Audit(audit.records, str(tmp_path / "file" / "audit.sqlite")).run()
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert "audit.sqlite" in ran.err


def test_a_store_that_may_only_be_read_is_an_error_of_a_run_alone(audit: Audit) -> None:
    audit.ran()
    with closing(sqlite3.connect(audit.store)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        ran = audit.run("2021-06-25")
        assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
        assert "database is locked" in ran.err
    assert audit.run("2021-06-25").code == DONE


def test_a_damaged_file_is_named_and_the_last_good_copy_offered(audit: Audit) -> None:
    audit.ran("2021-06-24")
    audit.ran("2021-06-25")
    path = Path(audit.store)
    good = path.read_bytes()
    for damaged in (
        b"not a database at all, but long enough to be one" * 40,
        good[: len(good) // 2],
    ):
        path.write_bytes(damaged)
        ran = audit.run("2021-06-26")
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert f"{path}: is damaged: " in ran.err
        assert "audit-after-run-2.sqlite" in ran.err
    path.with_name("audit-after-run-2.sqlite").write_bytes(b"damaged too, and for long" * 99)
    assert "audit-after-run-1.sqlite" in audit.run("2021-06-26").err
    shutil.copy(path.with_name("audit-after-run-1.sqlite"), path)
    assert audit.run("2021-06-26").code == DONE


def test_a_damaged_file_is_named_when_it_is_read(audit: Audit) -> None:
    audit.ran()
    Path(audit.store).write_bytes(b"not a database at all, but long enough to be one" * 40)
    for asked in (("log",), ("verify",)):
        ran = audit.ask(*asked)
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert "is damaged" in ran.err


def test_the_last_three_copies_are_kept(audit: Audit) -> None:
    for day in range(24, 29):
        audit.ran(f"2021-06-{day}")
    copies = sorted(path.name for path in Path(audit.store).parent.glob("*after*"))
    assert copies == [f"audit-after-run-{number}.sqlite" for number in (3, 4, 5)]
    newest = Audit(audit.records, str(Path(audit.store).with_name(copies[-1])))
    assert newest.ask("verify").out == audit.ask("verify").out


def test_a_copy_that_cannot_be_made_is_told_and_the_run_stands(audit: Audit) -> None:
    Path(audit.store).with_name("audit-after-run-1.sqlite.part").mkdir()
    ran = audit.run()
    assert ran.code == DONE
    assert ran.err.startswith("Note: no copy of the store could be made: ")
    assert audit.ask("verify").code == DONE


STEP = """\
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{before}"
def upgrade():
    op.create_table("later", sa.Column("number", sa.Integer, primary_key=True))
"""


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """The migrations of a later version of this program."""
    made = shutil.copytree(schema.MIGRATIONS, tmp_path / "migrations")
    (made / "versions" / "v9999_later.py").write_text(STEP.format(before="0001"))
    return made


def test_an_older_store_is_migrated_after_a_copy_was_made(
    audit_on_each: Audit, tomorrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit_on_each.ran()
    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", tomorrow)
        asked = audit_on_each.ask("log")
        assert asked.code == WRONG_USAGE
        assert "was written by an older version" in asked.err
        assert audit_on_each.run("2021-06-25").code == DONE
        assert audit_on_each.ask("verify").code == DONE
    if "://" not in audit_on_each.store:
        copy = Path(audit_on_each.store).with_name("audit-before-migration.sqlite")
        assert Audit(audit_on_each.records, str(copy)).ask("verify").code == DONE


def test_a_newer_store_is_refused_and_left_alone(
    audit_on_each: Audit, tomorrow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(schema, "MIGRATIONS", tomorrow)
        audit_on_each.ran()
    for ran in (audit_on_each.run("2021-06-25"), audit_on_each.ask("log")):
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert "was written by a newer version of this program" in ran.err
        assert "9999" in ran.err


def test_a_database_of_something_else_is_refused(audit: Audit) -> None:
    with closing(sqlite3.connect(audit.store)) as connection:
        connection.execute("CREATE TABLE letters (number INTEGER)")
    ran = audit.run()
    assert ran.code == INVALID_INPUT
    assert "holds tables that are not those of an audit" in ran.err


@pytest.mark.parametrize(
    "store", ["mysql://host/base", "sqlite://", "postgresql:/x://", "ftp://somewhere"]
)
def test_another_kind_of_store_is_refused(audit: Audit, store: str) -> None:
    ran = Audit(audit.records, store).run()
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "write the path of a file, or postgresql://" in ran.err


def test_a_server_that_does_not_answer_is_an_error_without_the_password(audit: Audit) -> None:
    store = "postgresql://someone:secret@127.0.0.1:1/base?connect_timeout=2"
    ran = Audit(audit.records, store).run()
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert "secret" not in ran.err
    assert "postgresql://someone:***@127.0.0.1:1/base" in ran.err


def test_the_environment_names_the_store(
    audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPLIANCE_ENGINE_STORE", str(tmp_path / "elsewhere" / "named.sqlite"))
    from tests.acceptance.command_line import run

    ran = run("audit", "run", "--engine", "plain", "--records", audit.records, "--as-of", FIRST)
    assert ran.code == DONE
    assert (tmp_path / "elsewhere" / "named.sqlite").exists()


def test_a_lock_file_left_by_a_killed_run_holds_nobody_up(audit: Audit) -> None:
    beside = Path(f"{audit.store}.lock")
    beside.write_text(json.dumps({"pid": 1, "host": "gone", "started": "2020-01-01"}))
    assert audit.run().code == DONE


def test_a_lock_file_that_says_nothing_is_understood(audit: Audit) -> None:
    with Path(f"{audit.store}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ran = audit.run()
    assert ran.code == WRONG_USAGE
    assert "which has only just begun" in ran.err


def test_a_row_that_was_altered_beyond_reading_is_told(nights: Audit) -> None:
    with tampering(nights.store) as connection:
        connection.execute(text("UPDATE runs SET as_of = 'yesterday' WHERE number = 2"))
    for asked in (("log",), ("show", "3"), ("diff", "1", "3")):
        ran = nights.ask(*asked)
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert "the row of run 2 cannot be read" in ran.err


def test_rows_are_only_ever_added(nights: Audit) -> None:
    before = {table: rows_of(nights.store, table) for table in TABLES}
    nights.edit("GNQ", "status: none reported", "status: in progress")
    nights.ran("2021-06-27")
    for table in TABLES:
        now = rows_of(nights.store, table)
        assert all(row in now for row in before[table])


def test_a_tamperer_is_told_by_the_database_of_what_hangs_together(nights: Audit) -> None:
    with (
        location_of(nights.store).engine().connect() as connection,
        pytest.raises(SQLAlchemyError),
    ):
        connection.execute(text("DELETE FROM runs"))
