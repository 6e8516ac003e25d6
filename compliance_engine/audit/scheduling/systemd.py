"""The units of systemd: a service that runs once, the timer that starts it every night, and the
service that tells of a night that failed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from compliance_engine.audit.scheduling.job import FAILED, MARGIN, NAME, Job
from compliance_engine.errors import UsageError

_NOT_IN_PROGRAM = ("'", '"', "\\")
_PLAIN = re.compile(r"[A-Za-z0-9_./:@=+,-]+")


def units_of(job: Job) -> Mapping[str, str]:
    """The text of each unit by the name of its file. Raises UsageError."""
    return {
        f"{NAME}.service": _service(job),
        f"{NAME}.timer": _timer(job),
        f"{FAILED}.service": _failed(job),
    }


def _service(job: Job) -> str:
    named = "".join(f"#   {name}=\n" for name in job.variables)
    return f"""\
[Unit]
Description=Nightly audit of the records of States
Wants=network-online.target
After=network-online.target
OnFailure={FAILED}.service

[Service]
Type=oneshot
User={_literal(job.user)}
ExecStart={_command(job.command)}
# In seconds: waiting for another run, the run itself, and some beyond that.
TimeoutStartSec={job.limit + MARGIN}
# What is not to be seen here is in this file, which only that user may read. It may set:
{named}EnvironmentFile=-{_literal(str(job.settings))}
UMask=0077
Nice=10
NoNewPrivileges=yes
"""


def _failed(job: Job) -> str:
    log = f"journalctl --unit={NAME}.service --since=-1d --lines=200 --no-pager --output=cat"
    script = f"{log} | {shlex.join(job.alarm)}"
    return f"""\
[Unit]
Description=Tells of a nightly audit that failed
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={_literal(job.user)}
# may read what the night wrote to the log of the system
SupplementaryGroups=systemd-journal
ExecStart={_command(("/bin/sh", "-c", script))}
TimeoutStartSec={MARGIN}
EnvironmentFile=-{_literal(str(job.settings))}
UMask=0077
NoNewPrivileges=yes
"""


def _timer(job: Job) -> str:
    return f"""\
[Unit]
Description=Every night at {job.at:%H:%M} UTC, or as soon as the machine is on again

[Timer]
OnCalendar=*-*-* {job.at:%H:%M}:00 UTC
Persistent=true

[Install]
WantedBy=timers.target
"""


def _command(words: Sequence[str]) -> str:
    """A command as systemd.service(5) wants it, with nothing in it expanded.

    In the name of a program `$` means nothing, and quotes cannot stand. Raises UsageError.
    """
    program, *arguments = words
    if any(mark in program for mark in _NOT_IN_PROGRAM):
        raise UsageError(
            f"systemd runs no program with quotes or backslashes in its name: {program}"
        )
    doubled = (one.replace("$", "$$") for one in arguments)
    return " ".join(_quoted(_literal(one)) for one in (program, *doubled))


def _quoted(said: str) -> str:
    if _PLAIN.fullmatch(said):
        return said
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _literal(text: str) -> str:
    """A text in which systemd sees no specifier."""
    return text.replace("%", "%%")
