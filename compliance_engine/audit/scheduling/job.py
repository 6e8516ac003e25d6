"""A command that is to run every night, and what tells of a night that failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from compliance_engine.errors import UsageError
from compliance_engine.secrets import holds_secret

NAME = "compliance-engine-audit"
FAILED = f"{NAME}-failed"

MARGIN = 300
"""Seconds that the system gives a run beyond what it is given by itself."""


@dataclass(frozen=True)
class Job:
    """A command, when it runs (UTC), as which user, and the file with its mail settings.

    `alarm` is the command that gets, on its standard input, what a night wrote that failed. `limit`
    is how many seconds a night may take in all. `variables` are those that the file may set; their
    values are never part of a job. Raises UsageError for anything that would end a line of a unit
    or of a crontab, and for anything that looks like a password.
    """

    command: tuple[str, ...]
    alarm: tuple[str, ...]
    at: time
    user: str
    settings: Path
    variables: tuple[str, ...]
    limit: int

    def __post_init__(self) -> None:
        """Refuses control characters, which no quoting makes safe, and passwords."""
        for word in (*self.command, *self.alarm, self.user, str(self.settings)):
            if holds_secret(word):
                raise UsageError(
                    "what the job is to run has a password, or what looks like one, which is not "
                    "to stand in a unit or a crontab. Put it where the program that needs it reads "
                    "it from a file of yours, or into the file of settings"
                )
            if not word.isprintable():
                raise UsageError(f"{word!r} has characters that cannot stand in a unit or crontab")
