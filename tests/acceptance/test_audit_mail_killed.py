"""SIGKILL while a mail is delivered: it is sent, or waits, or is marked for a person to decide."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INTERRUPTED,
    Ran,
    run_apart,
)
from tests.acceptance.mail_server import (
    Server,
    environment,
    mail_environment,
    missing,
    serving,
)
from tests.processes import environment_of_a_process

PACK = CHECKOUT / "tests" / "packs" / "cls"
TO = ("--notify", "unit@example.org", "--notify", "chair@example.org")
FIRST = date(2012, 1, 1)

if reason := missing():
    pytest.skip(reason, allow_module_level=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as running, environment(running.environment):
        yield running


@pytest.fixture
def lighthouses(tmp_path: Path) -> Audit:
    """A small treaty, whose runs are fast."""
    records = shutil.copytree(PACK / "states", tmp_path / "records")
    return Audit(records, str(tmp_path / "audit.sqlite"))


def arguments(audit: Audit, day: date, *more: str) -> list[str]:
    return [
        "audit", "run", "--engine", "plain", "--as-of", day.isoformat(), "--records",
        str(audit.records), "--rules", str(PACK / "rules"), "--store", audit.store, *TO, *more,
    ]  # fmt: skip


def whole_run(audit: Audit, day: date) -> Ran:
    return audit.run(day.isoformat(), "--rules", PACK / "rules", *TO)


def statuses(audit: Audit) -> dict[str, str]:
    """Where each message stands, by its Message-ID, the oldest first."""
    listed = audit.ask("messages", "--format", "json").json["messages"]
    return {one["message_id"]: one["status"] for one in reversed(listed)}


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize(
    ("at", "status"),
    [("EHLO", "waiting"), ("MAIL", "waiting"), ("RCPT", "waiting"), ("DATA", "unknown")],
)
def test_a_run_that_is_killed_while_it_delivers(
    lighthouses: Audit, server: Server, at: str, status: str
) -> None:
    """Before the mail is handed over it waits; once it is, nobody but the server knows."""
    server.kill_at = at
    with begun(lighthouses) as process:
        server.client = lambda: process.pid
        assert process.wait() == -signal.SIGKILL
    server.kill_at = ""
    assert [*statuses(lighthouses).values()] == [status, "waiting"]
    assert len(server.received) == (at == "DATA")
    whole_run(lighthouses, FIRST + timedelta(days=1))
    told = statuses(lighthouses)
    assert [*told.values()] == ["unknown" if at == "DATA" else "delivered", "delivered"]
    assert sorted(server.ids) == sorted(told)
    assert lighthouses.ask("verify").code == DONE


def test_a_run_that_is_killed_after_the_answer_came_is_marked_or_on_record(
    lighthouses: Audit, server: Server
) -> None:
    server.kill_at = "QUIT"
    with begun(lighthouses) as process:
        server.client = lambda: process.pid
        assert process.wait() == -signal.SIGKILL
    server.kill_at = ""
    first, second = statuses(lighthouses).values()
    assert first in ("delivered", "unknown")
    assert second in ("waiting", "unknown", "delivered")
    whole_run(lighthouses, FIRST + timedelta(days=1))
    assert sorted(server.ids) == sorted(statuses(lighthouses))


def test_a_run_that_is_killed_while_a_command_delivers_leaves_the_mark(
    lighthouses: Audit, tmp_path: Path
) -> None:
    """The command may have delivered the mail, or not."""
    script = tmp_path / "kills"
    script.write_text("#!/bin/sh\ncat >> received\nkill -KILL $PPID\n")
    script.chmod(0o755)
    with begun(lighthouses, "--notify-command", str(script)) as process:
        assert process.wait() == -signal.SIGKILL
    assert [*statuses(lighthouses).values()] == ["unknown", "waiting"]


def test_a_run_that_is_interrupted_while_it_delivers_says_what_is_kept(
    lighthouses: Audit, tmp_path: Path
) -> None:
    script = tmp_path / "interrupts"
    script.write_text("#!/bin/sh\ncat > received\nkill -INT $PPID\nexec tail -f /dev/null\n")
    script.chmod(0o755)
    ran = run_apart(
        *arguments(lighthouses, FIRST, "--notify-command", str(script)), folder=tmp_path
    )
    assert ran.code == INTERRUPTED
    assert "Interrupted: the run is kept, and messages not yet sent wait." in ran.err
    assert [*statuses(lighthouses).values()] == ["unknown", "waiting"]
    assert lighthouses.ask("verify").code == DONE


def begun(audit: Audit, *more: str) -> subprocess.Popen[bytes]:
    """A first run in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "compliance_engine", *arguments(audit, FIRST, *more)],
        env=environment_of_a_process(mail_environment()),
        cwd=audit.records.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
