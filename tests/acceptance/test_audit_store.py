"""The store: other versions, a full disk, a damaged file, copies, and where it is."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from compliance_engine.store import schema
from compliance_engine.store.location import location_of
from tests.acceptance.auditing import FIRST, Audit, command_of
from tests.acceptance.command_line import (
    DONE,
    INVALID_INPUT,
    NIGHT_FAILED,
    WRONG_USAGE,
)
from tests.acceptance.test_audit_run import submit
from tests.processes import environment_of_a_process


def test_a_full_disk_leaves_the_store_as_it_was(audit: Audit) -> None:
    audit.ran()
    submit(audit)
    before = audit.ask("verify", "--format", "json").json
    size = Path(audit.store).stat().st_size

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = subprocess.run(
        command_of(audit, "--wait", "0"),
        env=environment_of_a_process(),
        preexec_fn=no_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == NIGHT_FAILED
    assert f"\nError: the store {audit.store} cannot be used: " in ended.stderr
    assert "What it held before is as it was." in ended.stderr
    assert audit.ask("verify", "--format", "json").json == before
    assert audit.ran()["number"] == 2


def test_a_folder_that_cannot_be_written_is_an_error(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = Audit(audit.records, str(tmp_path / "file" / "audit.sqlite")).run()
    assert (ran.code, ran.out) == (NIGHT_FAILED, "")
    assert "audit.sqlite" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_only_be_read_is_read_and_not_written(audit: Audit) -> None:
    audit.ran()
    folder = Path(audit.store).parent
    kept = Path(audit.store).read_bytes()
    shown = audit.ask("log").out
    Path(audit.store).chmod(0o444)
    folder.chmod(0o555)
    try:
        ran = audit.run("2021-06-25")
        assert (ran.code, ran.out) == (NIGHT_FAILED, "")
        assert f"the store {audit.store} cannot be" in ran.err
        assert audit.ask("log").out == shown
    finally:
        folder.chmod(0o755)
    assert Path(audit.store).read_bytes() == kept


@pytest.mark.deep
def test_a_store_that_another_program_holds_is_an_error_of_that_run_alone(audit: Audit) -> None:
    audit.ran()
    with closing(sqlite3.connect(audit.store)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        ran = audit.run("2021-06-25")
        assert (ran.code, ran.out) == (NIGHT_FAILED, "")
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
    newest = max(path.name for path in (made / "versions").glob("v[0-9]*.py"))
    step = STEP.format(before=newest[1:].partition("_")[0])
    (made / "versions" / "v9999_later.py").write_text(step)
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


LATER = (
    "highest", "deliveries", "messages", "message_contents",
    "letter_copies_written", "letter_copies", "letter_steps", "letters", "letter_files",
)  # fmt: skip
"""What came with the second and the third version of the store."""


def test_a_store_of_the_first_version_goes_on(audit_on_each: Audit) -> None:
    audit_on_each.ran()
    with location_of(audit_on_each.store).engine().begin() as connection:
        for table in LATER:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert audit_on_each.ran("2021-06-25", "--notify-command", "true")["number"] == 2
    assert audit_on_each.ask("verify").code == DONE
    runs = audit_on_each.ask("log", "--format", "json").json["runs"]
    assert [one["messages"]["delivered"] for one in runs] == [1, 0]


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
    assert (ran.code, ran.out) == (NIGHT_FAILED, "")
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
