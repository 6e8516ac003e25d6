"""The rehearsal in the documents: each of its commands is run, on SQLite and on PostgreSQL.

A few real records are enough for that; REHEARSAL=all takes all of them, on SQLite.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.cli import options
from compliance_engine.shipped import shipped
from tests.acceptance.command_line import CHECKOUT, Ran, run
from tests.acceptance.test_documents import CONSOLE, PROMPT
from tests.processes import environment_of_a_process

DOCUMENT = (CHECKOUT / "docs" / "rehearsal.md").read_text(encoding="utf-8")
STATES = ("BEN", "GNQ", "SDN", "TUV")
ALL = os.environ.get("REHEARSAL") == "all"
STORE = "COMPLIANCE_ENGINE_STORE"
LEFT_OUT = "…"
SHELL = re.compile(r"(cp|sed) ")
EVALUATES = re.compile(r"compliance-engine (audit (run|replay)|waive) ")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Each command of the document, with the lines that are shown below it."""
    for block in CONSOLE.findall(DOCUMENT):
        for part in block.split(PROMPT)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


class Week:
    """A folder in which the commands are run, one after the other, with a store."""

    def __init__(self, folder: Path, store: str) -> None:
        self.folder, self.store, self.code = folder, store, 0

    def does(self, command: str) -> str:
        """Runs a command: what it prints."""
        if command == "echo $?":
            return f"{self.code}\n"
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            assert (name, value) == (STORE, "audit.sqlite")
            os.environ[STORE] = self.store
            return ""
        if SHELL.match(command):
            subprocess.run(
                command, env=environment_of_a_process(), shell=True, cwd=self.folder, check=True
            )
            return ""
        ran = self._engine(command)
        self.code = ran.code
        return ran.out

    def _engine(self, command: str) -> Ran:
        program, *arguments = shlex.split(command)
        assert program == "compliance-engine"
        if EVALUATES.match(command):
            arguments += ["--engine", "plain"]
        day = re.search(r"--as-of (\S+)", command)
        at = datetime.fromisoformat(f"{day[1] if day else '2026-11-30'}T02:00:00+00:00")
        with patch.object(options, "now", lambda: at.astimezone(UTC)):
            return run(*arguments)


def expected_to_fail(command: str) -> bool:
    """Whether the next thing that the document does is to look at the exit code."""
    asked = list(commands())
    following = [one for one, _ in asked[[one for one, _ in asked].index(command) + 1 :]]
    return following[:1] == ["echo $?"]


def is_shown(printed: str, shown: list[str]) -> None:
    """Each line shown is among those printed, in order; what stands for more is left out."""
    lines = iter(printed.splitlines())
    for line in shown:
        start, more, _ = line.partition(LEFT_OUT)
        if start:
            assert any(one.startswith(start) if more else one == line for one in lines), (
                f"not printed, or not in this order: {line}\n\n{printed}"
            )
    if shown and shown[-1] != LEFT_OUT:
        assert not list(lines), f"more is printed: {printed}"


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_week_is_as_the_document_tells_it(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
    kind: str,
) -> None:
    if ALL and kind != "sqlite":
        pytest.skip("all records are gone through once")
    store = str(tmp_path / "audit.sqlite")
    if kind == "postgresql":
        store = str(request.getfixturevalue("database"))
    states = tmp_path / "fixtures" / "states"
    states.mkdir(parents=True)
    for path in sorted(shipped("states").glob("*.yaml")):
        if ALL or path.stem in STATES:
            shutil.copy(path, states)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(STORE, store)
    week, mornings = Week(tmp_path, store), []
    for command, shown in commands():
        printed = week.does(command)
        assert week.code == 0 or expected_to_fail(command) or command == "echo $?", command
        is_shown(printed, shown)
        if " audit message " in command:
            mornings.append(printed)
    if not ALL:
        assert "\n".join(mornings) == snapshot(name="digests")
    assert len(mornings) == 6
    replays = [week.does(f"compliance-engine audit replay {number}") for number in range(1, 8)]
    assert all("byte for byte" in said for said in replays)
