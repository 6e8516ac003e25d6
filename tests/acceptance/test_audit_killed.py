"""SIGKILL at any instant of a run: it left no trace, or it is whole."""

from __future__ import annotations

import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import IO

from tests.acceptance.auditing import Audit
from tests.acceptance.command_line import CHECKOUT, DONE, environment_of_a_process, run

PACK = CHECKOUT / "tests" / "packs" / "cls"
KILLS = 40
MONTH = timedelta(days=30)

FORKS = """\
import os, sys
import compliance_engine.cli.audit_run, compliance_engine.audit.running
import compliance_engine.store.opened, compliance_engine.store.holding
import compliance_engine.cli.opening, compliance_engine.rulebook.loading
from alembic import command
from compliance_engine.cli import main
for name in sys.argv[1:]:
    __import__(name)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        sys.argv = ["compliance-engine", *line.rstrip("\\n").split("\\t")]
        main()
    os.write(1, f"{child}\\n".encode())
    os.write(1, f"{os.waitpid(child, 0)[1]}\\n".encode())
"""
"""A process that has imported the program, and makes one of each command that it is told."""


@contextmanager
def forking(*modules: str) -> Iterator[subprocess.Popen[bytes]]:
    """Such a process, which has imported these modules too."""
    process = subprocess.Popen(
        [sys.executable, "-c", FORKS, *modules],
        env=environment_of_a_process(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def ran(forks: subprocess.Popen[bytes], command: list[str], limit: float) -> float | None:
    """How long a command took; None if it was killed after so many seconds."""
    assert forks.stdin is not None
    assert forks.stdout is not None
    forks.stdin.write(("\t".join(command) + "\n").encode())
    begun = time.monotonic()
    child = int(_line(forks.stdout))
    ended, _, _ = select.select([forks.stdout], [], [], limit)
    if not ended:
        subprocess.run(["kill", "-KILL", str(child)], check=False)
    status = int(_line(forks.stdout))
    assert status in (0, 9), status
    return time.monotonic() - begun if status == 0 else None


def _line(file: IO[bytes]) -> bytes:
    said = b""
    while not said.endswith(b"\n"):
        said += file.read(1)
    return said


def test_a_run_that_is_killed_at_any_instant_leaves_no_trace_or_a_whole_run(
    tmp_path: Path,
) -> None:
    """Forty runs are killed, at moments spread by chance over the time that a whole one takes."""
    audit = Audit(
        shutil.copytree(PACK / "states", tmp_path / "records"), str(tmp_path / "audit.sqlite")
    )
    chance = Random(40)
    day = date(2012, 1, 1)
    killed = 0
    with forking() as forks:

        def attempt(limit: float) -> float | None:
            command = [
                "audit", "run", "--engine", "plain", "--as-of", day.isoformat(),
                "--records", str(audit.records), "--rules", str(PACK / "rules"),
                "--store", audit.store,
            ]  # fmt: skip
            return ran(forks, command, limit)

        length = attempt(60)
        assert length is not None
        while killed < KILLS:
            day += MONTH
            took = attempt(chance.uniform(0, 1.1) * length)
            if took is None:
                killed += 1
            else:
                length = took
        assert attempt(60) is not None
    verified = audit.ask("verify", "--format", "json").json
    runs = audit.ask("log", "--format", "json").json["runs"]
    assert [one["number"] for one in runs] == list(range(verified["runs"], 0, -1))
    assert runs[0]["as_of"] == day.isoformat()
    assert audit.ask("replay", "last", "--engine", "plain").code == DONE
    found = run(
        "check", "--as-of", day.isoformat(), "--records", audit.records, "--rules", PACK / "rules",
        "--engine", "plain", "--format", "json",
    ).json  # fmt: skip
    assert runs[0]["findings"] == len(found["findings"])
    assert runs[0]["undetermined"] == len(found["undetermined"])
    assert found["findings"]


def test_a_run_that_is_killed_leaves_no_files_that_gather(tmp_path: Path) -> None:
    """What a killed run leaves beside the store, the next one takes away or uses."""
    audit = Audit(
        shutil.copytree(PACK / "states", tmp_path / "records"), str(tmp_path / "audit.sqlite")
    )
    rules = ("--rules", PACK / "rules")
    for left in ("audit.sqlite.lock", "audit-after-run-1.sqlite.part"):
        (tmp_path / left).write_bytes(b"half of something")
    assert audit.run("2012-01-01", *rules).code == DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "audit-after-run-1.sqlite", "audit.sqlite", "audit.sqlite.lock", "records",
    ]  # fmt: skip
