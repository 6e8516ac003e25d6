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

from compliance_engine.cli import audit_journal, progress
from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.main import PROGRAM, main
from compliance_engine.errors import Problem
from compliance_engine.inference import process
from compliance_engine.inference.engine import Engine
from compliance_engine.records.folder import RecordFolder
from compliance_engine.records.model import Record
from compliance_engine.rulebook import loading as rules
from compliance_engine.rulebook import words as rule_words
from compliance_engine.rulebook.words import Words
from tests.processes import environment_of_a_process
from tests.unit.inference.writing import process as core

CHECKOUT = Path(__file__).parents[2]
BROKEN = CHECKOUT / "fixtures" / "scenarios" / "broken"

DONE = 0
THRESHOLD_MET = 1
WRONG_USAGE = 2
INVALID_INPUT = 3
INTERNAL_ERROR = 4
NIGHT_FAILED = 5
INTERRUPTED = 130

TERMINAL = "xterm"


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


_begin = Engine.__init__
_CORE_PROCESS = process.CoreProcess
_load_rulebook = rules.load_rulebook
_rulebook_once = cache(_load_rulebook)
_load_words = rule_words.load_words
_words_once = cache(_load_words)
_problems_of = Inputs.problems_of
_problems: dict[int, tuple[Record, tuple[Problem, ...]]] = {}
_SHIPPED = CHECKOUT / "rules" / "apmbc"
_read = RecordFolder.read
_records: dict[tuple[str, str], Record] = {}


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def run(*arguments: str | Path, columns: int | None = None, log: bool = False) -> Ran:
    """The command, in this process.

    With `columns`, its output goes to a terminal so wide. With `log`, steps are told on stderr as
    where no one watches. The rules shipped are read once for all tests, as is each record and what
    is wrong with it; and one process of the core serves all commands, if no test has put another
    in its place.
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

    def begin(engine: Engine, *given: Any, **more: Any) -> None:
        if process.CoreProcess is _CORE_PROCESS and "plain" not in given:
            more.setdefault("process", core())
        _begin(engine, *given, **more)

    def problems_of(inputs: Inputs, record: Record) -> tuple[Problem, ...]:
        if inputs.rulebook is not _rulebook_once(_SHIPPED):
            return tuple(_problems_of(inputs, record))
        if id(record) not in _problems:
            _problems[id(record)] = record, tuple(_problems_of(inputs, record))
        return _problems[id(record)][1]

    def words(folder: Path) -> Words:
        return (_words_once if folder == _SHIPPED else _load_words)(folder)

    with (
        patch.object(Inputs, "problems_of", problems_of),
        patch.object(rule_words, "load_words", words),
        patch.object(Engine, "__init__", begin),
        patch.dict(os.environ, {"COLUMNS": str(columns), "TERM": TERMINAL} if columns else {}),
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
