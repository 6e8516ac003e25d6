"""``audit install``: units that systemd accepts, and a line that any shell reads as it is meant."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from compliance_engine.audit.scheduling.cron import crontab_of
from compliance_engine.audit.scheduling.job import Job
from compliance_engine.audit.scheduling.systemd import units_of
from compliance_engine.errors import UsageError
from tests.acceptance.command_line import DONE, WRONG_USAGE, Ran, run
from tests.processes import environment_of_a_process

HOSTILE = """a "quoted" 'word' with $HOME, ${USER}, %h, 100%, back\\slash, `date` and ; & | #"""
SERVICE, TIMER = "compliance-engine-audit.service", "compliance-engine-audit.timer"
FAILED = "compliance-engine-audit-failed.service"


def install(*arguments: str | Path) -> Ran:
    return run("audit", "install", *arguments)


def job(
    *command: str, settings: Path = Path("/etc/audit.env"), alarm: tuple[str, ...] = ("/bin/true",)
) -> Job:
    variables = ("COMPLIANCE_ENGINE_NOTIFY",)
    return Job(command, alarm, time(2, 30), getpass.getuser(), settings, variables, 10800)


def test_the_units_name_this_program_the_paths_and_the_time(tmp_path: Path) -> None:
    folder = tmp_path / "my records"
    folder.mkdir()
    ran = install(
        "--systemd", "--at", "03:15", "--records", folder, "--judgements", folder, "--store",
        tmp_path / "audit.sqlite", "--notify", "unit@example.org", "--lang", "fr", "--wait", "60",
        "--settings", tmp_path / "mail.env",
    )  # fmt: skip
    assert ran.code == DONE
    assert (
        f"ExecStart={sys.executable} -P -m compliance_engine audit run "
        f'--records "{folder}" --judgements "{folder}" --store {tmp_path}/audit.sqlite '
        "--lang fr --wait 60 --at-most 7200 --notify unit@example.org\n"
    ) in ran.out
    assert f"User={getpass.getuser()}\n" in ran.out
    assert f"OnFailure={FAILED}\n" in ran.out
    assert "TimeoutStartSec=7560\n" in ran.out
    assert "audit report-failure --notify unit@example.org" in ran.out
    assert f"EnvironmentFile=-{tmp_path}/mail.env\n" in ran.out
    assert "#   COMPLIANCE_ENGINE_SMTP_PASSWORD=\n" in ran.out
    assert "OnCalendar=*-*-* 03:15:00 UTC\n" in ran.out
    assert [*tmp_path.iterdir()] == [folder]


def test_units_are_written_where_it_is_asked_and_over_nothing(tmp_path: Path) -> None:
    assert install("--systemd", "--to", tmp_path).code == DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == [FAILED, SERVICE, TIMER]
    again = install("--systemd", "--to", tmp_path)
    assert (again.code, again.out) == (WRONG_USAGE, "")
    assert f"{SERVICE}, {TIMER}, {FAILED} is there already" in again.err


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """It finds the program by the very name that was quoted, whatever is in it."""
    program = tmp_path / "a program with $HOME, ${USER}, %h, 100%, `date` and ; & | #"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name, text in units_of(job(str(program), HOSTILE, settings=tmp_path / "100% mine")).items():
        (tmp_path / name).write_text(text)
    ended = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--man=no",
            *(tmp_path / name for name in (SERVICE, TIMER, FAILED)),
        ],
        env=environment_of_a_process(),
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in ended.stderr.splitlines() if "compliance-engine" in line]
    assert (ended.returncode, ours) == (0, [])


def test_a_word_of_a_unit_is_expanded_nowhere() -> None:
    text = units_of(job("/bin/true", HOSTILE))[SERVICE]
    (line,) = [one for one in text.splitlines() if one.startswith("ExecStart=")]
    assert line == (
        """ExecStart=/bin/true "a \\"quoted\\" 'word' with $$HOME, $${USER}, %%h, 100%%, """
        """back\\\\slash, `date` and ; & | #\""""
    )


@pytest.mark.parametrize("mark", ["'", '"', "\\"])
def test_a_program_that_systemd_would_not_run_is_refused(mark: str) -> None:
    with pytest.raises(UsageError, match="systemd runs no program with quotes or backslashes"):
        units_of(job(f"/opt/a{mark}b/python"))


@pytest.mark.parametrize("hour", ["02", "03"])
def test_the_line_of_a_crontab_runs_the_command_in_its_hour(tmp_path: Path, hour: str) -> None:
    """As cron would hand it to a shell, with a date of the test's own and what is logged kept."""
    programs = tmp_path / "bin"
    programs.mkdir()
    scripts = {
        "date": f'[ "$*" = "-u +%H" ] && echo {hour}',
        "logger": f'cat > "{tmp_path}/logged"',
        "program": f'printf "%s\\n" "$COMPLIANCE_ENGINE_NOTIFY" "$@" > "{tmp_path}/ran"\n'
        "echo log >&2",
    }
    for name, body in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    settings = tmp_path / "it's 100% mine"
    settings.write_text("COMPLIANCE_ENGINE_NOTIFY='a@example.org'\n")
    made = crontab_of(job(str(programs / "program"), HOSTILE, settings=settings))
    minute, *stars, line = made.splitlines()[-1].split(" ", 5)
    assert (minute, stars) == ("30", ["*"] * 4)
    assert "%" not in line.replace("\\%", "")
    subprocess.run(
        ["/bin/sh", "-c", line.replace("\\%", "%")],
        env=environment_of_a_process({"PATH": f"{programs}:/usr/bin:/bin"}),
        check=False,
    )
    if hour == "02":
        assert (tmp_path / "ran").read_text().splitlines() == ["a@example.org", HOSTILE]
        assert (tmp_path / "logged").read_text() == "log\n"
    else:
        assert not (tmp_path / "ran").exists()


def test_a_job_without_settings_runs_all_the_same(tmp_path: Path) -> None:
    made = crontab_of(job("/bin/true", settings=tmp_path / "none"))
    ended = subprocess.run(
        ["/bin/sh", "-c", made.splitlines()[-1].split(" && ", 1)[1].replace("\\%", "%")],
        env=environment_of_a_process(),
        capture_output=True,
        check=False,
    )
    assert b"none" not in ended.stderr


def test_a_command_that_delivers_is_named_by_its_path() -> None:
    ran = install("--cron", "--notify-command", "cat -u")
    assert f"--notify-command '{shutil.which('cat')} -u'" in ran.out


@pytest.mark.parametrize("character", ["\n", "\r", "\0", "\x1b"])
def test_what_would_end_a_line_is_refused(character: str) -> None:
    with pytest.raises(UsageError, match="cannot stand in a unit or crontab"):
        job("/bin/true", f"a{character}b")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--systemd or --cron"),
        (("--cron", "--to", "."), "--to is for --systemd"),
        (("--cron", "--at", "25:00"), "is not a time of day"),
        (("--cron", "--notify", "nobody"), "is not an address of e-mail"),
        (("--cron", "--notify-command", "no-such-command"), "there is no command no-such-command"),
        (("--cron", "--store", "postgresql://u:secret@h/b"), "set PGPASSWORD"),
        (("--systemd", "--store", "postgresql://u@h/b?password=secret"), "set PGPASSWORD"),
        (("--cron", "--store", "postgresql://u@h/b?sslpassword=secret"), "set PGPASSWORD"),
        (("--cron", "--store", "postgresql://u@h/b?options=-cx.y%3Dsecret"), "set PGPASSWORD"),
        (("--cron", "--store", "postgresql://u%3Asecret@h/b"), "set PGPASSWORD"),
        (("--systemd", "--store", "postgresql://u@h/b#secret"), "not a URL that can be read"),
        (("--cron", "--notify-command", "cat smtp://u:secret@h"), "looks like one"),
        (("--systemd", "--notify-command", "cat --password secret"), "looks like one"),
        (("--cron", "--notify-command", "cat -u unit:secret"), "looks like one"),
        (("--cron", "--settings", "/etc/password=secret"), "looks like one"),
    ],
)
def test_a_job_that_could_not_run_is_refused(arguments: tuple[str, ...], said: str) -> None:
    ran = install(*arguments)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert said in ran.err
    assert "secret" not in ran.err


def test_a_database_without_a_password_is_named_in_the_job() -> None:
    ran = install("--cron", "--store", "postgresql://unit@host/base")
    assert "--store postgresql://unit@host/base" in ran.out
