"""A command that is to run every night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from compliance_engine.errors import UsageError

NAME = "compliance-engine-audit"


@dataclass(frozen=True)
class Job:
    """A command, when it runs (UTC), as which user, and the file with its mail settings.

    `variables` are those that the file may set; their values are never part of a job. Raises
    UsageError for anything that would end a line of a unit or of a crontab.
    """

    command: tuple[str, ...]
    at: time
    user: str
    settings: Path
    variables: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuses control characters, which no quoting makes safe."""
        for word in (*self.command, self.user, str(self.settings)):
            if not word.isprintable():
                raise UsageError(f"{word!r} has characters that cannot stand in a unit or crontab")
