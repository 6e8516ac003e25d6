"""Standard output and standard error of a command, written and ended by us alone.

Whatever the variables of Python say of buffers and encodings, the same command writes the same
bytes and leaves with the same exit code: the interpreter has nothing left to write when it ends.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select
from typing import TYPE_CHECKING, TextIO

from compliance_engine.documents.escaping import for_terminal

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

ENCODING = "utf-8"


class _Outlet(io.RawIOBase):
    """The file behind a stream, until a write fails: what comes after that is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._terminal = stream.isatty()
        with suppress(OSError):
            stream.flush()
        self._target = getattr(stream.buffer, "raw", stream.buffer)
        self.name = getattr(stream, "name", "")
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._terminal

    def fileno(self) -> int:
        return int(self._target.fileno())

    def write(self, content: ReadableBuffer, /) -> int:
        left = memoryview(content).cast("B")
        size = len(left)
        while left and self.failure is None:
            try:
                written = self._target.write(left)
            except OSError as error:
                self.failure = error
            else:
                if written is None:  # a pipe that does not block, and is full
                    select([], [self._target], [])
                left = left[written or 0 :]
        return size


class _Shown(io.TextIOWrapper):
    """A stream on which no text is a command to a terminal, whoever writes it and where from."""

    def write(self, text: str, /) -> int:
        super().write(for_terminal(text, styled=self.isatty()))
        return len(text)


class Output:
    """Standard output while a command runs, in place of the interpreter's."""

    def __init__(self, stream: TextIO) -> None:
        self._outlet = _Outlet(stream)
        self.stream = _text(stream, io.BufferedWriter(self._outlet))

    def failure(self) -> OSError | None:
        """Writes all that is left, and gives the error because of which some of it was lost.

        A reader that has gone away, as ``head`` does, wanted no more: that is no error.
        """
        self.stream.flush()
        failure = self._outlet.failure
        return None if isinstance(failure, ConnectionError) else failure

    def drop(self) -> None:
        """Lets go of what is not written yet, for which a reader may have to be waited for."""
        self._outlet.failure = self._outlet.failure or BrokenPipeError()


@contextmanager
def owned_streams() -> Iterator[Output]:
    """Has all output of a command go through streams that fail nowhere but in `Output.failure`.

    What cannot be written to standard error is lost, since there is nowhere left to tell it. A
    standard stream that whoever started us has closed is one that takes or gives nothing.
    """
    _open_closed()
    before = sys.stdin, sys.stdout, sys.stderr
    nothing = open(os.devnull, "r+", encoding=ENCODING)  # noqa: SIM115, PTH123
    with nothing:
        output = Output(sys.stdout or nothing)
        error = sys.stderr or nothing
        sys.stdin = sys.stdin or nothing
        sys.stdout, sys.stderr = output.stream, _text(error, _Outlet(error))
        try:
            yield output
        finally:
            output.stream.flush()
            sys.stderr.flush()
            sys.stdin, sys.stdout, sys.stderr = before


def _text(stream: TextIO, outlet: _Outlet | io.BufferedWriter) -> io.TextIOWrapper:
    """What writes text to an outlet, by way of a buffer or line by line.

    Standard error has no buffer, which would write a line twice whose writing was interrupted.
    """
    return _Shown(
        outlet,
        encoding=_encoding(stream),
        errors="backslashreplace",
        line_buffering=True,
    )


def _encoding(stream: TextIO) -> str:
    """UTF-8, but on a terminal what that shows, if it can show more than ASCII."""
    if stream.isatty():
        with suppress(LookupError):
            if (shown := codecs.lookup(stream.encoding).name) != "ascii":
                return shown
    return ENCODING


def _open_closed() -> None:
    """Keeps a file of ours from taking the number of a standard stream that is closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
