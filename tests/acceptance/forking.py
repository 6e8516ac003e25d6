"""A process that has imported the program, and makes one of each command that it is told."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from tests.processes import environment_of_a_process

FORKS = """\
import os, sys
import compliance_engine.cli.audit_run, compliance_engine.audit.running
import compliance_engine.store.opened, compliance_engine.store.held
import compliance_engine.cli.opening, compliance_engine.rulebook.loading
import compliance_engine.cli.audit_journal, compliance_engine.cli.audit_night
import compliance_engine.cli.rendering.audit_run, compliance_engine.records.folder
import compliance_engine.facts.consistency, compliance_engine.facts.shown
import compliance_engine.letters.register.on_record, sqlalchemy.dialects.sqlite
from alembic import command
from compliance_engine.cli.main import main
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
def forking(
    *modules: str, more: Mapping[str, str] | None = None, quiet: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Such a process, which has imported these modules too, with `more` in its environment.

    If `quiet`, its log goes nowhere.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", FORKS, *modules],
        env=environment_of_a_process(more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        bufsize=0,
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def begun_in(forks: subprocess.Popen[bytes], command: list[str]) -> int:
    """Begins a command: its process."""
    assert forks.stdin is not None
    assert forks.stdout is not None
    forks.stdin.write(("\t".join(command) + "\n").encode())
    return int(_line(forks.stdout))


def ended_in(forks: subprocess.Popen[bytes]) -> int:
    """Waits for the command that was begun last: its status, as `os.waitpid` gives it."""
    assert forks.stdout is not None
    return int(_line(forks.stdout))


def ran(forks: subprocess.Popen[bytes], command: list[str], limit: float) -> float | None:
    """How long a command took; None if it was killed after so many seconds."""
    assert forks.stdout is not None
    begun = time.monotonic()
    child = begun_in(forks, command)
    ended, _, _ = select.select([forks.stdout], [], [], limit)
    if not ended:
        os.kill(child, signal.SIGKILL)
    status = ended_in(forks)
    assert status in (0, 9), status
    return time.monotonic() - begun if status == 0 else None


def _line(file: IO[bytes]) -> bytes:
    said = b""
    while not said.endswith(b"\n"):
        said += file.read(1)
    return said
