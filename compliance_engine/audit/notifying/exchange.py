"""A connection to a server of e-mail that ends in time, whatever the server does."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from compliance_engine.audit.notifying.settings import Security, ServerSettings

MOST_BYTES = 1_000_000
"""Bytes of answers in one exchange; no honest server says so much."""

FALTERS = (OSError, smtplib.SMTPException, ValueError, EOFError)
"""What is raised where a server breaks off, or gives answers that are none."""


class Exchange(smtplib.SMTP):
    """All that is said with a server about one mail, in so many seconds from the first byte on."""

    def __init__(self, server: ServerSettings) -> None:
        """Connects, with TLS from the first byte if that is the server's way.

        Raises what `FALTERS` names.
        """
        self._server = server
        self._until = time.monotonic() + server.patience
        self._cut: _Cut | None = None
        self._read = 0
        self.context = ssl.create_default_context()
        try:
            super().__init__(server.host, server.port, timeout=server.patience)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Closes the connection, and lets go of it."""
        if self._cut is not None:
            self._cut.cancel()
        with suppress(OSError):
            self.close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Called by smtplib to connect: puts the connection under the watch of a clock."""
        left = max(self._until - time.monotonic(), 0.01)
        raw = socket.create_connection((host, port), min(timeout, left))
        self._cut = _Cut(raw, max(self._until - time.monotonic(), 0.01))
        try:
            if self._server.security is Security.TLS:
                return self.context.wrap_socket(raw, server_hostname=host)
        except BaseException:
            self._cut.cancel()
            raw.close()
            raise
        return raw

    def getreply(self) -> tuple[int, bytes]:
        """The next answer. Raises SMTPServerDisconnected for one without end."""
        if self.file is None and self.sock is not None:
            self.file = _Counted(self.sock.makefile("rb"), self._count)
        try:
            return super().getreply()
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            if time.monotonic() < self._until:
                raise
            late = f"timed out, after {self._server.patience:.0f} s in all"
            raise smtplib.SMTPServerDisconnected(late) from error

    def _count(self, size: int) -> None:
        self._read += size
        if self._read > MOST_BYTES:
            self.close()
            raise smtplib.SMTPServerDisconnected("it answered without end")


class _Counted:
    """What a server says, line by line, of which every byte is counted."""

    def __init__(self, file: BinaryIO, count: Callable[[int], None]) -> None:
        self._file, self._count = file, count

    def readline(self, size: int = -1) -> bytes:
        """As of a file; a line that was cut off is none, whatever its beginning says."""
        line = self._file.readline(size)
        self._count(len(line))
        return line if line.endswith(b"\n") or len(line) == size else b""

    def close(self) -> None:
        """As of a file."""
        self._file.close()


class _Cut:
    """Ends a connection after so many seconds, also in the midst of an answer that drips in."""

    def __init__(self, connected: socket.socket, seconds: float) -> None:
        self._socket = connected.dup()  # TLS takes the other one away
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def _shut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def cancel(self) -> None:
        """Lets the connection go on."""
        self._timer.cancel()
        self._socket.close()
