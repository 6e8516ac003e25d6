"""What happens around a command: Ctrl-C, and an error of our own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from compliance_engine.cli import opening
from tests.acceptance.command_line import (
    INTERNAL_ERROR,
    INTERRUPTED,
    run,
)
from tests.processes import environment_of_a_process


def test_ctrl_c_ends_with_a_word_and_exit_code_130(tmp_path: Path) -> None:
    """A night tells in a log line that it begins, so that it is at work when interrupted."""
    store = f"--store={tmp_path / 'audit.db'}"
    running = subprocess.Popen(
        [sys.executable, "-m", "compliance_engine", "audit", "run", "--new-store", store],
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stderr is not None
    assert b"begun" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (out, err) == (b"", b"\nInterrupted; nothing was changed.\n")
    assert running.returncode == INTERRUPTED


def test_ctrl_c_while_a_reader_takes_its_time_ends_at_once() -> None:
    """As in a pager: more is written than a pipe holds, and nobody reads on."""
    command = ["check", "--as-of", "2020-06-30", "--engine", "plain", "--format", "json"]
    running = subprocess.Popen(
        [sys.executable, "-m", "compliance_engine", *command],
        env=environment_of_a_process(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    with running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(1) == b"{"
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == INTERRUPTED
        assert running.stderr.read() == b"\nInterrupted; nothing was changed.\n"


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
        traced = run("--debug", "check")
    assert (ran.code, ran.out) == (INTERNAL_ERROR, "")
    assert ran.err == (
        "Error: an internal error, ZeroDivisionError: division by zero\n"
        "    Please report it; 'compliance-engine --debug …' shows where it happened.\n"
    )
    assert (traced.code, traced.out) == (INTERNAL_ERROR, "")
    assert traced.err.startswith("Traceback (most recent call last):\n")
    assert traced.err.endswith("\nZeroDivisionError: division by zero\n")
