"""Delivery by a command: what its end means."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from compliance_engine.audit.notifying import command
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


def test_of_a_command_that_does_not_end_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "PATIENCE", 0.01)
    assert delivered("tail -f /dev/null")[0].event is Event.UNKNOWN


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
