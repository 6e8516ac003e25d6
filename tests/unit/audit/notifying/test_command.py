"""Delivery by a command: what its end means."""

from __future__ import annotations

import os
import signal
import subprocess
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.audit.notifying.command import Command
from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.transport import Result, UnreachableError
from compliance_engine.errors import UsageError

MAIL = b"Subject: a mail\r\n\r\nof two lines\r\n"


def delivered(given: str) -> tuple[Result, int]:
    """How it ended, and how often it was told that it begins."""
    begun: list[None] = []
    result = Command.of(given).deliver(MAIL, "unit@example.org", lambda: begun.append(None))
    return result, len(begun)


def test_a_command_gets_the_mail_on_its_input_byte_for_byte(tmp_path: Path) -> None:
    result, begun = delivered(f"tee '{tmp_path}/a mail'")
    assert (result, begun) == (Result(Event.ACCEPTED, ""), 1)
    assert (tmp_path / "a mail").read_bytes() == MAIL


def test_a_command_that_ends_with_another_code_has_failed() -> None:
    result, begun = delivered("sh -c 'echo first >&2; printf \"last\\033[1m\" >&2; exit 75'")
    assert result == Result(Event.FAILED, "sh ended with exit code 75: last [1m")
    assert begun == 1


def test_a_command_that_reads_nothing_may_have_delivered_all_the_same() -> None:
    assert delivered("true")[0] == Result(Event.ACCEPTED, "")


def test_what_a_command_leaves_running_is_not_waited_for() -> None:
    result, _ = delivered("sh -c 'tail -f /dev/null & echo $! >&2'")
    os.kill(int(result.said), signal.SIGKILL)
    assert result.event is Event.ACCEPTED


@pytest.mark.parametrize(
    "given",
    [
        "tail -f /dev/null",
        "sh -c 'tail -f /dev/null'",
        "sh -c 'tail -f /dev/null & wait'",
        "sh -c '(tail -f /dev/null; true) | cat'",
    ],
)
def test_a_command_that_does_not_end_is_ended_with_all_that_it_started(
    given: str, tmp_path: Path
) -> None:
    """What became of the mail is then not known. The pipe ends when the last process has gone."""
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    words = Command.of(given).words
    kept = f'exec 9>&{writing}; exec "$@"'
    bounded = Command(("bash", "-c", f"{kept}", "bash", *words), patience=0.3)
    with patch.object(subprocess, "Popen", partial(subprocess.Popen, close_fds=False)):
        result = bounded.deliver(MAIL, "unit@example.org", lambda: None)
    os.close(writing)
    assert result == Result(Event.UNKNOWN, "bash did not end within 0 s")
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b""


def test_a_command_is_ended_where_the_run_is_broken_off(tmp_path: Path) -> None:
    script = tmp_path / "waits"
    script.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec tail -f /dev/null\n")
    script.chmod(0o755)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            Command((str(script),)).deliver(MAIL, "unit@example.org", lambda: None)
    finally:
        signal.signal(signal.SIGALRM, before)
    if (tmp_path / "pid").exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cannot reach smtp://unit:hush@mail.example.org", "smtp://unit:***@mail.example.org"),
        ("password=hush was refused", "password=*** was refused"),
        ("api_key: hush", "api_key: ***"),
        ("sent --token hush", "sent --token ***"),
    ],
)
def test_a_password_that_a_command_repeats_is_not_kept(said: str, kept: str) -> None:
    result, _ = delivered(f"sh -c 'echo \"{said}\" >&2; exit 1'")
    assert kept in result.said
    assert "hush" not in result.said


def test_a_command_that_is_not_there_is_not_begun() -> None:
    with pytest.raises(UnreachableError, match="there is no command no-such-command"):
        delivered("no-such-command -t")


def test_no_shell_reads_a_command(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        delivered(f"true; touch {tmp_path}/made")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("given", "said"), [("", "is empty"), ("  ", "is empty"), ("a 'b", "cannot be read")]
)
def test_a_command_that_is_none_is_refused(given: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Command.of(given)
