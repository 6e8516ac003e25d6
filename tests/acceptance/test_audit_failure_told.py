"""A night that fails is told to somebody, whatever the system is that starts it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.command_line import (
    DONE,
    NIGHT_FAILED,
    WRONG_USAGE,
    Ran,
    run,
)
from tests.processes import environment_of_a_process

LOG = """\
{"at": "2021-06-24T02:00:00+00:00", "level": "info", "event": "begun", "store": "audit.sqlite"}
{"at": "2021-06-24T02:00:01+00:00", "level": "error", "event": "x", "said": "the disk is full"}
no JSON at all \x1b[1m password=hush
"""


def reported(tmp_path: Path, log: bytes, *more: str, command: str = "") -> Ran:
    command = command or shlex.join(["tee", "-a", str(tmp_path / "mails")])
    ended = subprocess.run(
        [
            sys.executable, "-m", "compliance_engine", "audit", "report-failure",
            "--notify-command", command, *more,
        ],
        input=log,
        env=environment_of_a_process(),
        capture_output=True,
        check=False,
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def test_the_log_of_a_night_is_mailed_with_what_was_wrong_first(tmp_path: Path) -> None:
    ran = reported(tmp_path, LOG.encode(), "--notify", "a@example.org", "--notify", "b@example.org")
    assert (ran.code, ran.out, ran.err) == (DONE, "", "")
    mails = (tmp_path / "mails").read_text()
    assert mails.count("Subject: The nightly audit failed\n") == 2
    assert re.findall(r"^To: (.*)$", mails, re.MULTILINE) == ["a@example.org", "b@example.org"]
    assert len(set(re.findall(r"<failed\.\w+@\S+>", mails))) == 2
    assert mails.index("the disk is full") < mails.index("The end of its log:")
    assert ("hush" in mails, "\x1b" in mails) == (False, False)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("log", [b"", b"\xff\xfe\0", b"[" * 10000, b"x" * 3_000_000, b"{}\n" * 500])
def test_whatever_the_log_holds_it_is_told(tmp_path: Path, log: bytes) -> None:
    ran = reported(tmp_path, log)
    assert (ran.code, ran.err) == (DONE, "")
    assert "The nightly audit on " in (tmp_path / "mails").read_text()


def test_what_cannot_be_told_is_an_error(tmp_path: Path) -> None:
    ran = reported(tmp_path, LOG.encode(), "--notify", "a@example.org", command="false")
    assert ran.code == NIGHT_FAILED
    assert (
        "Note: the failure was not told to a@example.org: false ended with exit code 1" in ran.err
    )
    nobody = reported(tmp_path, LOG.encode(), command="no-such-command")
    assert (nobody.code, "there is no command" in nobody.err) == (NIGHT_FAILED, True)


def test_nobody_to_tell_is_wrong_usage() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "compliance_engine", "audit", "report-failure"],
        stdin=subprocess.DEVNULL,
        env=environment_of_a_process(),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == WRONG_USAGE


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Programs of a system that the printed lines name: they keep what they are given."""
    made = tmp_path / "bin"
    made.mkdir()
    for name, body in {
        "date": "echo 02",
        "logger": f"cat >> {tmp_path}/logged",
        "journalctl": f'echo "$@" > {tmp_path}/asked; cat {tmp_path}/journal',
        "takes": f"cat >> {tmp_path}/mails",
        "refuses": "exit 1",
    }.items():
        (made / name).write_text(f"#!/bin/sh\n{body}\n")
        (made / name).chmod(0o755)
    return made


def first(programs: Path) -> dict[str, str]:
    """Where a night finds programs, these first."""
    return {"PATH": f"{programs}:/usr/bin:/bin"}


def crontab(
    tmp_path: Path, programs: Path, mailer: str, *more: str
) -> subprocess.CompletedProcess[str]:
    """Runs the printed line as cron does, on records that are not there."""
    (tmp_path / "records").mkdir(exist_ok=True)
    store = tmp_path / "is a folder"
    store.mkdir(exist_ok=True)
    printed = run(
        "audit", "install", "--cron", "--records", tmp_path / "records", "--store", store,
        "--notify-command", str(programs / mailer), *more,
    )  # fmt: skip
    assert printed.code == DONE, printed.err
    line = printed.out.splitlines()[-1].split(" ", 5)[5].replace("\\%", "%")
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env=environment_of_a_process(first(programs)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_cron_has_a_failed_night_mailed_as_changes_are(tmp_path: Path, programs: Path) -> None:
    ended = crontab(tmp_path, programs, "takes")
    assert (ended.stdout, ended.stderr) == ("", "")
    mail = (tmp_path / "mails").read_text()
    assert "Subject: The nightly audit failed" in mail
    assert "is a folder" in (tmp_path / "logged").read_text()


def test_what_cannot_be_mailed_so_is_handed_to_cron(tmp_path: Path, programs: Path) -> None:
    """Which mails whatever a job prints."""
    ended = crontab(tmp_path, programs, "refuses")
    assert ended.stdout.startswith("The nightly audit failed, with exit code 3:\n")
    assert "is a folder, and no store" in ended.stdout


def test_systemd_has_a_failed_night_mailed(tmp_path: Path, programs: Path) -> None:
    """The command of the unit, as systemd would run it."""
    (tmp_path / "journal").write_text(LOG)
    printed = run(
        "audit", "install", "--systemd", "--store", tmp_path / "audit.sqlite",
        "--notify-command", str(programs / "takes"),
    )  # fmt: skip
    unit = printed.out.partition("# compliance-engine-audit-failed.service\n")[2]
    (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    words = shlex.split(command.replace("$$", "$").replace("%%", "%"))
    ended = subprocess.run(
        words,
        env=environment_of_a_process(first(programs)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert "--unit=compliance-engine-audit.service" in (tmp_path / "asked").read_text()
    assert "the disk is full" in (tmp_path / "mails").read_text()


def test_a_night_that_went_well_tells_nobody_of_a_failure(tmp_path: Path, programs: Path) -> None:
    from compliance_engine.audit.scheduling.cron import crontab_of
    from tests.acceptance.test_audit_install import job

    made = crontab_of(job("/bin/true", alarm=(str(programs / "takes"),)))
    line = made.splitlines()[-1].split(" && ", 1)[1].replace("\\%", "%")
    ended = subprocess.run(
        ["/bin/sh", "-c", line],
        env=environment_of_a_process(first(programs)),
        capture_output=True,
        check=False,
    )
    assert (ended.stdout, (tmp_path / "mails").exists()) == (b"", False)
