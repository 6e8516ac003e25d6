"""Runs the command line as a person would: in this process, or in one of its own."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from compliance_engine import rulebook as rules
from compliance_engine.cli import PROGRAM, audit_journal, main, progress
from compliance_engine.records import Record, RecordFolder

CHECKOUT = Path(__file__).parents[2]
BROKEN = CHECKOUT / "fixtures" / "scenarios" / "broken"

DONE = 0
THRESHOLD_MET = 1
WRONG_USAGE = 2
INVALID_INPUT = 3
INTERNAL_ERROR = 4
INTERRUPTED = 130


@dataclass(frozen=True)
class Ran:
    """A command that has ended: its exit code and the bytes that it wrote."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    @property
    def json(self) -> Any:
        """What it wrote, of a command that was to do without an error."""
        assert (self.code, self.err) in ((DONE, ""), (THRESHOLD_MET, "")), self.err
        return json.loads(self.out)


_load_rulebook = rules.load_rulebook
_rulebook_once = cache(_load_rulebook)
_SHIPPED = CHECKOUT / "rules" / "apmbc"
_read = RecordFolder.read
_records: dict[tuple[str, str], Record] = {}


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def run(*arguments: str | Path, columns: int | None = None, log: bool = False) -> Ran:
    """The command, in this process; a record is read once for all tests, as are the rules shipped.

    With `columns`, its output goes to a terminal so wide. With `log`, steps are told on stderr as
    where no one watches.
    """
    kind = io.TextIOWrapper if columns is None else _Terminal
    out, err = (kind(io.BytesIO(), encoding="utf-8") for _ in range(2))

    def record(folder: RecordFolder, code: str) -> Record:
        known = code, folder.digests[code]
        if known not in _records:
            _records[known] = _read(folder, code)
        return _records[known]

    def rulebook(folder: Path) -> Any:
        return (_rulebook_once if folder == _SHIPPED else _load_rulebook)(folder)

    with (
        patch.dict(os.environ, {"COLUMNS": str(columns)} if columns else {}),
        patch.object(sys, "argv", [PROGRAM, *map(str, arguments)]),
        patch.object(RecordFolder, "read", record),
        patch.object(progress, "PATIENCE", float("inf")),
        patch.object(audit_journal, "wanted", lambda: log),
        patch.object(rules, "load_rulebook", rulebook),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        on_interrupt = signal.getsignal(signal.SIGINT)
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
        finally:
            signal.signal(signal.SIGINT, on_interrupt)
    assert isinstance(code, int)
    out.flush()
    err.flush()
    assert isinstance(out.buffer, io.BytesIO)
    assert isinstance(err.buffer, io.BytesIO)
    return Ran(code, out.buffer.getvalue(), err.buffer.getvalue())


def run_apart(
    *arguments: str | Path,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """The command in a process of its own: in another folder or environment, if given."""
    ended = subprocess.run(
        [sys.executable, "-m", "compliance_engine", *map(str, arguments)],
        cwd=folder,
        env=environment_of_a_process(environment),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def environment_of_a_process(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment in which a process of its own finds the package."""
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), **(more or {})}
