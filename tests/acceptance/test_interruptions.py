"""What happens around a command: a reader that leaves, a full disk, Ctrl-C, an error of our own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.cli import opening
from tests.acceptance.command_line import (
    DONE,
    INTERNAL_ERROR,
    INTERRUPTED,
    environment_of_a_process,
    run,
)

FULL = Path("/dev/full")


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_reader_that_leaves_early_is_no_error(form: str) -> None:
    command = f'"{sys.executable}" -m compliance_engine check --as-of 2020-06-30 --engine plain'
    ended = subprocess.run(
        ["sh", "-c", f"{{ {command} --format {form}; echo $? >&2; }} | head -n 1"],
        env=environment_of_a_process(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout in ("Findings as of 30 June 2020\n", "{\n")
    assert ended.stderr == "0\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write to")
@pytest.mark.parametrize(
    "command", [("--help",), ("duties", "TON"), ("states",)], ids=lambda command: command[0]
)
def test_a_disk_that_is_full_is_an_error(command: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "compliance_engine", *command],
            env=environment_of_a_process(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == INTERNAL_ERROR
    assert ended.stderr == "Error: writing the output failed: No space left on device\n"


def test_output_that_is_closed_is_no_error() -> None:
    ended = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m compliance_engine duties TON >&-'],
        env=environment_of_a_process(),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (DONE, b"")


def test_ctrl_c_ends_with_a_word_and_exit_code_130(tmp_path: Path) -> None:
    """The command waits for a record that is a pipe, so that it is at work when interrupted."""
    pipe = tmp_path / "TON.yaml"
    os.mkfifo(pipe)
    running = subprocess.Popen(
        [sys.executable, "-m", "compliance_engine", "check", "--records", str(tmp_path)],
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pipe.open("wb"):  # returns once the command has opened it for reading
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (out, err) == (b"", b"\nInterrupted; nothing was changed.\n")
    assert running.returncode == INTERRUPTED


def test_ctrl_c_that_a_library_hides_is_still_an_interruption() -> None:
    """Native code that is interrupted may raise an error of its own."""

    def interrupted(*_: object, **__: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise ValueError("a schema could not be built") from error

    with patch.object(opening, "open_inputs", interrupted):
        ran = run("check")
    assert (ran.code, ran.out, ran.err) == (INTERRUPTED, "", "Interrupted; nothing was changed.\n")


def test_an_error_of_our_own_is_told_without_a_trace_unless_it_is_asked_for() -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    with patch.object(opening, "open_inputs", broken):
        ran = run("check")
        with pytest.raises(ZeroDivisionError):
            run("--debug", "check")
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert ran.err == (
        "Error: an internal error, ZeroDivisionError: division by zero\n"
        "    Please report it; 'compliance-engine --debug …' shows where it happened.\n"
    )
