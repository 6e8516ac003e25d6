"""One run at a time: the second leaves and names the first, or waits."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.auditing import Audit, command_of
from tests.acceptance.command_line import (
    DONE,
    WRONG_USAGE,
)
from tests.processes import environment_of_a_process


@pytest.mark.deep(quick=1)
def test_the_second_of_two_runs_leaves_and_names_the_first(audit_on_each: Audit) -> None:
    with holding(audit_on_each) as process:
        ran = audit_on_each.run()
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert "another run is writing to" in ran.err
        assert str(process.pid) in ran.err
    assert audit_on_each.run().code == DONE


@pytest.mark.deep(quick=1)
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
from compliance_engine.store.holding import held
from compliance_engine.store.opened import Store
from compliance_engine.store.location import location_of
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


def started(audit: Audit, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command_of(audit, *more),
        env=environment_of_a_process(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def time_to_begin(audit: Audit, process: subprocess.Popen[bytes]) -> None:
    """Gives a process the time in which it would end if it did not wait."""
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(3)


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
