"""Delivery by a command, which gets the mail on its standard input."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile

from compliance_engine.audit.notifying.messages import Event
from compliance_engine.audit.notifying.settings import DELIVERY_SECONDS
from compliance_engine.audit.notifying.transport import Result, UnreachableError
from compliance_engine.errors import UsageError
from compliance_engine.secrets import without_secrets

_LONGEST = 300
_READ = 65536
_LINE = 4000


@dataclass(frozen=True)
class Command:
    """A command with its arguments; no shell reads it. It may take `patience` seconds."""

    words: tuple[str, ...]
    patience: float = DELIVERY_SECONDS

    @classmethod
    def of(cls, given: str, patience: float = DELIVERY_SECONDS) -> Command:
        """The command as it would be written in a shell. Raises UsageError."""
        try:
            words = tuple(shlex.split(given))
        except ValueError as error:
            raise UsageError(f"--notify-command cannot be read: {error}") from error
        if not words or not words[0]:
            raise UsageError("--notify-command is empty: write a command such as 'sendmail -t'")
        return cls(words, patience)

    def deliver(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Result:
        """Runs the command; see Transport. It has failed if its exit code is not 0.

        It and all that it starts are a group of processes, which is ended where it takes too long
        or the run is broken off.
        """
        del recipient  # it stands in the mail
        program = shutil.which(self.words[0])
        if program is None:
            raise UnreachableError(f"there is no command {self.words[0]}")
        begun()
        # files: of a pipe, the end would be awaited of all that the command leaves running
        with TemporaryFile() as given, TemporaryFile() as written:
            given.write(mail)
            given.seek(0)
            try:
                running = subprocess.Popen(
                    [program, *self.words[1:]],
                    stdin=given,
                    stdout=subprocess.DEVNULL,
                    stderr=written,
                    start_new_session=True,
                )
            except OSError as error:
                return Result(Event.FAILED, f"{self.words[0]} cannot be run: {error.strerror}")
            try:
                code = running.wait(self.patience)
            except subprocess.TimeoutExpired:
                late = f"{self.words[0]} did not end within {self.patience:.0f} s"
                return Result(Event.UNKNOWN, late)
            finally:
                _ended(running)
            written.seek(max(0, os.fstat(written.fileno()).st_size - _READ))
            said = _last_line(written.read(_READ))
        if code:
            failed = f"{self.words[0]} ended with exit code {code}"
            return Result(Event.FAILED, f"{failed}: {said}" if said else failed)
        return Result(Event.ACCEPTED, said)


def _ended(running: subprocess.Popen[bytes]) -> None:
    """Ends a command that still runs, with all of its group."""
    if running.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    line = "".join(one if one.isprintable() else " " for one in lines[-1][:_LINE]) if lines else ""
    return without_secrets(line)[:_LONGEST]
