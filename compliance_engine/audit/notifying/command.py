"""Delivery by a command, which gets the mail on its standard input."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import TemporaryFile

from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.transport import Result, UnreachableError
from compliance_engine.errors import UsageError

PATIENCE = 300.0
"""Seconds that a command may take."""

_LONGEST = 300


@dataclass(frozen=True)
class Command:
    """A command with its arguments; no shell reads it."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, given: str) -> Command:
        """The command as it would be written in a shell. Raises UsageError."""
        try:
            words = tuple(shlex.split(given))
        except ValueError as error:
            raise UsageError(f"--notify-command cannot be read: {error}") from error
        if not words:
            raise UsageError("--notify-command is empty: write a command such as 'sendmail -t'")
        return cls(words)

    def deliver(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Result:
        """Runs the command; see Transport. It has failed if its exit code is not 0."""
        del recipient  # it stands in the mail
        program = shutil.which(self.words[0])
        if program is None:
            raise UnreachableError(f"there is no command {self.words[0]}")
        begun()
        # a file: of a pipe, the end would be awaited of all that the command leaves running
        with TemporaryFile() as written:
            try:
                ended = subprocess.run(
                    [program, *self.words[1:]],
                    input=mail,
                    stdout=subprocess.DEVNULL,
                    stderr=written,
                    timeout=PATIENCE,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return Result(Event.UNKNOWN, f"{self.words[0]} did not end within {PATIENCE:.0f} s")
            except OSError as error:
                return Result(Event.FAILED, f"{self.words[0]} cannot be run: {error.strerror}")
            written.seek(0)
            said = _last_line(written.read())
        if ended.returncode:
            failed = f"{self.words[0]} ended with exit code {ended.returncode}"
            return Result(Event.FAILED, f"{failed}: {said}" if said else failed)
        return Result(Event.ACCEPTED, said)


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    line = "".join(one if one.isprintable() else " " for one in lines[-1]) if lines else ""
    return line[:_LONGEST]
