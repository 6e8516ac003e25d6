"""On a terminal of its own: no escape codes where it knows none, or where the user wants none."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.acceptance.command_line import DONE, WRONG_USAGE
from tests.acceptance.lettering import Register
from tests.processes import CHECKOUT, environment_of_a_process

ESCAPE = b"\x1b"
DAY = ("--as-of", "2020-06-30", "--engine", "plain")

STYLED = ("duties", "FRA", "--as-of", "2020-06-30")
WITH_A_BAR = ("check", *DAY, "--no-cache")
COMMANDS = (
    STYLED,
    WITH_A_BAR,
    ("explain", "GNQ", "initial-report-outstanding", *DAY),
    ("states", "--as-of", "2020-06-30"),
    ("records", "show", "TUV"),
    ("rules", "list"),
    ("letters", "list"),
    ("--help",),
)
OF_RECORDS = ("check", "duties", "explain", "records", "states")
PLAIN: tuple[Mapping[str, str], ...] = (
    {"TERM": "dumb"},
    {"TERM": "unknown"},
    {"TERM": ""},
    {"TERM": "xterm-256color", "NO_COLOR": "1"},
    {"TERM": "dumb", "FORCE_COLOR": "1", "COLORTERM": "truecolor"},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a letter, a few records, and a cache that all terminals share."""
    folder = tmp_path_factory.mktemp("all")
    (folder / "letters").mkdir()
    Register(str(folder / "store.sqlite"), folder / "letters").drafted()
    (folder / "states").mkdir()
    for code in ("FRA", "GNQ", "TUV"):
        shutil.copy(CHECKOUT / "fixtures" / "states" / f"{code}.yaml", folder / "states")
    return folder


def on_terminal(
    command: tuple[str, ...], told: Mapping[str, str], folder: Path
) -> tuple[int, bytes]:
    records = ("--records", folder / "states") if command[0] in OF_RECORDS else ()
    found = {
        "COMPLIANCE_ENGINE_STORE": str(folder / "store.sqlite"),
        "COMPLIANCE_ENGINE_CACHE": str(folder / "cache"),
    }
    return shown((*command, *records), {**told, **found})


def shown(
    command: Iterable[str | Path], told: Mapping[str, str], typed: bytes = b""
) -> tuple[int, bytes]:
    """The exit code of a command, and all that it writes to a terminal on which one types."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, command)],
        env=environment_of_a_process(told),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        os.write(ours, typed)
        written = b""
        try:
            while part := os.read(ours, 1 << 16):
                written += part
        except OSError:  # the last that had it open has ended
            pass
        os.close(ours)
    return process.returncode, written


PROGRAM = """\
from compliance_engine.cli import progress
from compliance_engine.cli.main import main
progress.PATIENCE = 0.0
main()
"""
"""The engine, which shows how far it has come at once."""


@pytest.mark.deep(quick=2)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_dumb_terminal_gets_no_escape_code_of_any_command(
    command: tuple[str, ...], folder: Path
) -> None:
    code, written = on_terminal(command, PLAIN[0], folder)
    assert code == DONE
    assert written.strip()
    assert ESCAPE not in written


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("told", PLAIN[1:], ids=lambda told: " ".join(map("=".join, told.items())))
def test_nor_does_any_other_that_knows_none_or_whose_user_wants_none(
    told: Mapping[str, str], folder: Path
) -> None:
    for command in (STYLED, WITH_A_BAR):
        code, written = on_terminal(command, told, folder)
        assert code == DONE
        assert ESCAPE not in written, command


def test_any_other_terminal_gets_styles_and_a_bar(folder: Path) -> None:
    code, written = on_terminal(STYLED, {"TERM": "xterm"}, folder)
    assert (code, b"\x1b[1" in written) == (DONE, True)
    code, written = on_terminal(WITH_A_BAR, {"TERM": "xterm"}, folder)
    assert (code, b"\x1b[?25l" in written) == (DONE, True)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("told", PLAIN, ids=lambda told: " ".join(map("=".join, told.items())))
def test_a_question_and_an_error_have_none_either(told: Mapping[str, str], tmp_path: Path) -> None:
    new = ("rules", "new", "--id", "article-9/bill-pending", "--rules", tmp_path)
    code, written = shown(new, told, typed=b"measure\n\x04")
    assert code != DONE
    assert b"measure" in written
    assert ESCAPE not in written
    code, written = shown(("check", "--nonsense"), told)
    assert code == WRONG_USAGE
    assert b"No such option" in written
    assert ESCAPE not in written
