"""A night that loses its store ends before it sends or writes anything more."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from compliance_engine.store.held import taken
from compliance_engine.store.highest import HOLDING
from compliance_engine.store.location import LockLostError, location_of
from compliance_engine.store.locking import KEY
from compliance_engine.store.opened import Store
from tests.acceptance.auditing import Audit, command_of
from tests.acceptance.command_line import DONE, NIGHT_FAILED
from tests.processes import environment_of_a_process

NOW = datetime(2021, 6, 24, 2, tzinfo=UTC)
TO = ("--notify", "a@example.org", "--notify", "b@example.org", "--notify", "c@example.org")

Harm = Callable[[Audit], None]


def executed(audit: Audit, command: str) -> None:
    with location_of(audit.store).engine().begin() as connection:
        connection.execute(text(command), {"key": KEY} if ":key" in command else {})


def ended_connection(audit: Audit) -> None:
    """What an idle limit, a pooler or a restart of the server does."""
    executed(
        audit,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND "
        "objid = :key AND database = (SELECT oid FROM pg_database WHERE datname = "
        "current_database())",
    )


def taken_by_another(audit: Audit) -> None:
    """Another process has the number, whatever became of the lock."""
    executed(audit, f"UPDATE highest SET number = number + 1 WHERE name = '{HOLDING}'")


def called_otherwise(audit: Audit) -> None:
    """The same number, of another process: as after an older copy was put in place."""
    executed(audit, f"UPDATE highest SET \"by\" = 'another' WHERE name = '{HOLDING}'")


def removed_lock(audit: Audit) -> None:
    Path(f"{audit.store}.lock").unlink()


def replaced_lock(audit: Audit) -> None:
    removed_lock(audit)
    Path(f"{audit.store}.lock").touch()


def removed_store(audit: Audit) -> None:
    Path(audit.store).unlink()


def replaced_store(audit: Audit) -> None:
    path = Path(audit.store)
    shutil.copy(path.with_name("audit-after-run-1.sqlite"), path.with_name("other"))
    path.with_name("other").replace(path)


POSTGRESQL: list[Harm] = [ended_connection, taken_by_another, called_otherwise]
SQLITE: list[Harm] = [
    removed_lock, replaced_lock, removed_store, replaced_store, taken_by_another, called_otherwise,
]  # fmt: skip


@pytest.fixture
def of_one_state(audit_on_each: Audit) -> Audit:
    for path in audit_on_each.records.glob("*.yaml"):
        if path.stem != "TUV":
            path.unlink()
    return audit_on_each


def harms(audit: Audit) -> list[Harm]:
    return POSTGRESQL if "://" in audit.store else SQLITE


def script_in(folder: Path, body: str) -> Path:
    made = folder / "delivers"
    made.write_text(f"#!/bin/sh\ngrep -i '^message-id' >> {folder}/sent\n{body}\n")
    made.chmod(0o755)
    return made


def waiting_in(folder: Path) -> str:
    """What has a command say that it has begun, and wait until it may go on."""
    for name in ("begun", "go"):
        os.mkfifo(folder / name)
    return f"echo > {folder}/begun; read _ < {folder}/go"


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("number", range(len(SQLITE)))
def test_nothing_is_sent_or_written_once_the_store_is_not_held(
    of_one_state: Audit, tmp_path: Path, number: int
) -> None:
    """It is lost while the first of three messages is delivered."""
    audit = of_one_state
    if number >= len(harms(audit)):
        pytest.skip("there are no more ways on this kind of database")
    harm = harms(audit)[number]
    assert audit.run("2021-06-23").code == DONE
    script = script_in(tmp_path, waiting_in(tmp_path))
    process = subprocess.Popen(
        command_of(audit, *TO, "--notify-command", str(script)),
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    (tmp_path / "begun").read_text()
    harm(audit)
    (tmp_path / "go").write_text("\n")
    out, err = process.communicate()
    assert process.returncode == NIGHT_FAILED, err
    assert len((tmp_path / "sent").read_text().splitlines()) == 1
    assert out == b""
    assert b"internal error" not in err


@pytest.mark.deep
def test_a_second_night_that_begins_where_the_lock_was_lost_sends_no_mail_twice(
    database: str, audit: Audit, tmp_path: Path
) -> None:
    """The mail that was under way is marked for a person; the others go out once."""
    audit = Audit(audit.records, database)
    go_on = waiting_in(tmp_path)
    script = script_in(tmp_path, go_on)
    command = command_of(audit, *TO, "--notify-command", str(script))
    first = subprocess.Popen(command, env=environment_of_a_process(), stderr=subprocess.PIPE)
    (tmp_path / "begun").read_text()
    ended_connection(audit)
    quick = shutil.copy(script, tmp_path / "quick")
    Path(quick).write_text(script.read_text().replace(go_on, "true"))
    second = subprocess.Popen([*command[:-1], str(quick)], env=environment_of_a_process())
    assert second.wait() == NIGHT_FAILED  # the first message is marked
    (tmp_path / "go").write_text("\n")
    _, err = first.communicate()
    assert first.returncode == NIGHT_FAILED
    assert b"the lock of the store" in err
    sent = (tmp_path / "sent").read_text().splitlines()
    assert len(sent) == len(set(sent)) == 3
    listed = audit.ask("messages", "--format", "json").json["messages"]
    assert sorted(one["status"] for one in listed) == ["delivered", "delivered", "unknown"]
    assert audit.ask("verify").code == DONE


def test_a_run_that_lost_its_store_adds_nothing_to_it(of_one_state: Audit) -> None:
    store = Store(location_of(of_one_state.store))
    assert of_one_state.run().code == DONE
    for harm in harms(of_one_state):
        if harm in (removed_store, replaced_store):
            continue
        with taken(store, NOW, 0) as held:
            with held.writing() as connection:
                connection.execute(text("SELECT 1"))
            held.check_held()
            harm(of_one_state)
            with pytest.raises(LockLostError, match="the lock of the store"):
                held.check_held()
