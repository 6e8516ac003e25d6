"""SIGKILL while a mail is delivered: it is sent, or waits, or is marked for a person to decide."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INTERRUPTED,
    Ran,
    run_apart,
)
from tests.acceptance.forking import forking, ran
from tests.acceptance.mail_server import Server, environment, missing, serving
from tests.processes import environment_of_a_process

PACK = CHECKOUT / "tests" / "packs" / "cls"
TO = ("--notify", "unit@example.org", "--notify", "chair@example.org")
FIRST = date(2012, 1, 1)
KILLS = 12
SLOW = (
    "babel.dates", "jinja2.ext", "smtplib", "structlog", "compliance_engine.audit.notifying.page",
    "compliance_engine.audit.notifying.plain_text", "compliance_engine.cli.audit_notifying",
    "compliance_engine.audit.notifying.delivering", "compliance_engine.audit.notifying.digest",
    "compliance_engine.audit.notifying.outbox", "compliance_engine.audit.notifying.smtp",
)  # fmt: skip
"""What takes long to import, and is imported once for all runs."""

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


def test_no_mail_is_lost_and_none_sent_twice_however_often_runs_are_killed(
    lighthouses: Audit, server: Server
) -> None:
    """Runs are killed at moments spread by chance; a person settles what is marked by asking.

    Every run is of a month later, and so has something to tell of: all is quiet, at least.
    """
    chance = Random(12)
    day, killed = FIRST, 0
    with forking(*SLOW) as forks:
        length = ran(forks, arguments(lighthouses, day), 60)
        assert length is not None
        while killed < KILLS:
            day += timedelta(days=30)
            if ran(forks, arguments(lighthouses, day), chance.uniform(0, 1.1) * length) is None:
                killed += 1
            settle_all(lighthouses, server)
        day += timedelta(days=30)
        assert ran(forks, arguments(lighthouses, day), 60) is not None
    told = statuses(lighthouses)
    assert {*told.values()} == {"delivered"}
    assert sorted(server.ids) == sorted(told)
    runs = lighthouses.ask("log", "--format", "json").json["runs"]
    assert [one["messages"]["delivered"] for one in runs] == [2] * len(runs)
    assert lighthouses.ask("verify").code == DONE


def settle_all(audit: Audit, server: Server) -> None:
    """Decides on every message that is marked, by what the server has."""
    listed = audit.ask("messages", "--open", "--format", "json").json["messages"]
    for one in listed:
        if one["status"] == "unknown":
            there = one["message_id"] in server.ids
            command = ("settle", one["id"], "--delivered") if there else ("resend", one["id"])
            signed = ("--by", "A. Analyst", "--reason", "I asked the server.")
            assert audit.ask(*command, *signed).code == DONE


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
        env=environment_of_a_process(),
        cwd=audit.records.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
