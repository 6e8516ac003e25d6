"""The worker process in which the core runs, seen from this one.

Nothing that happens in it can harm this process. If it dies, or does not answer in time, what
was asked of it ends in an EngineCrashError, and it is not used again.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from threading import RLock
from time import monotonic
from weakref import finalize

from compliance_engine.errors import EngineCrashError, EngineError
from compliance_engine.inference import worker

SECONDS = 60.0
"""How long the worker may take for what is waited for; a State takes it some milliseconds."""

MEMORY = 4 * 2**30
"""The address space, in bytes, that the worker may use."""

PROGRAM = Path(worker.__file__)
"""What the process runs."""

_TO_DIE = 2.0
"""Seconds that a worker which has closed its pipes has to end before it is killed."""

_SHARE = 1 << 20

Answer = Callable[[], Sequence[bytes]]
"""Waits for the answer and gives its parts. Raises EngineError, or EngineCrashError."""


class CoreProcess:
    """A worker, started at once and not waited for. It ends on `close`, at the latest with this.

    It serves several evaluators and threads. `seconds` bounds the wait for one answer, `memory`
    (bytes, 0 for no bound) what it may use.
    """

    def __init__(
        self, *, seconds: float = SECONDS, memory: int = MEMORY, program: Path = PROGRAM
    ) -> None:
        """Raises EngineCrashError if no process can be started."""
        self._seconds = seconds
        self._memory = memory
        self._lock = RLock()
        self._waited_for: deque[_Awaited] = deque()
        self._unsent = bytearray()
        self._received = bytearray()
        self._died: str | None = None
        self._made = 0
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(program), str(memory), str(ceil(seconds) + 1)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            raise EngineCrashError(
                f"the inference engine's process cannot be started: {error}"
            ) from error
        self.close = finalize(self, _end, self._process)
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def new_name(self) -> bytes:
        """A name that no ruleset in the worker has yet."""
        with self._lock:
            self._made += 1
            return b"compliance-engine-%d" % self._made

    def ask(self, *request: bytes) -> Answer:
        """Hands a request over, without waiting for anything.

        The answer need not be asked for; those that are come in any order. What goes wrong
        shows in the answer.
        """
        awaited = _Awaited()
        with self._lock, suppress(EngineCrashError):
            self._check_alive()
            self._waited_for.append(awaited)
            self._unsent += worker.packed(request)
            self._exchange(0)
        return lambda: self._answer(awaited)

    def _answer(self, awaited: _Awaited) -> Sequence[bytes]:
        with self._lock:
            latest = monotonic() + self._seconds
            while awaited.parts is None:
                self._check_alive()
                if (left := latest - monotonic()) <= 0:
                    raise self._dead(f"did not answer within {self._seconds:g} seconds")
                self._exchange(left)
        match awaited.parts:
            case [worker.DONE, *parts]:
                return parts
            case [worker.FAILED, reason]:
                raise EngineError(reason.decode(errors="replace"))
            case [worker.MISSING, reason]:
                raise EngineCrashError(
                    f"the inference engine cannot be loaded: {reason.decode(errors='replace')} "
                    "(it is durable_rules 2.0.28, which needs a C compiler to be installed)"
                )
        raise self._dead("gave an answer that is none")

    def _check_alive(self) -> None:
        if not self.close.alive:
            raise EngineCrashError(self._died or "the inference engine is closed")

    def _exchange(self, seconds: float) -> None:
        """Writes and reads what can be, waiting so long at most until something can.

        Both at once: neither process ever waits for one that waits for it.
        """
        try:
            poll = select.poll()
            poll.register(self._from, select.POLLIN)
            if self._unsent:
                poll.register(self._to, select.POLLOUT)
            for file, _ in poll.poll(ceil(seconds * 1_000)):
                if file == self._to:
                    del self._unsent[: os.write(self._to, self._unsent[:_SHARE])]
                else:
                    self._take(os.read(self._from, _SHARE))
        except BlockingIOError:
            return
        except OSError as error:  # a pipe that nobody reads any more
            raise self._dead(None) from error
        except ValueError as error:
            raise self._dead("gave an answer that is none") from error
        except BaseException:  # an interruption: what has been written or read is not known
            self.close()
            raise

    def _take(self, received: bytes) -> None:
        if not received:
            raise self._dead(None)
        self._received += received
        while (parts := worker.taken_from(self._received)) is not None:
            if not self._waited_for:
                raise ValueError("an answer to nothing")
            self._waited_for.popleft().parts = parts

    def _dead(self, what: str | None) -> EngineCrashError:
        """Ends the process; an error that says what it did, or died of."""
        if what is None:
            try:
                what = self._death(self._process.wait(_TO_DIE))
            except subprocess.TimeoutExpired:
                what = "closed its pipes"
        self.close()
        self._died = f"the inference engine {what}"
        return EngineCrashError(self._died)

    def _death(self, code: int) -> str:
        if code == worker.OUT_OF_MEMORY:
            return f"ran out of memory; it may use {self._memory / 2**30:g} GiB"
        if code == worker.SESSION_LEFT_OPEN:
            return "could not close a session, and ended itself"
        if code == -signal.SIGALRM:
            return f"did not answer within {self._seconds:g} seconds"
        if code == -signal.SIGKILL:
            return "was killed (signal 9), as a system does that runs out of memory"
        if code < 0:
            return f"was killed (signal {-code}, {signal.strsignal(-code)})"
        return f"ended by itself (exit code {code})"


class _Awaited:
    """A request whose answer has not come yet, or has."""

    parts: Sequence[bytes] | None = None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kills the process, which has nothing to lose, and waits until it is gone."""
    process.kill()
    for pipe in process.stdin, process.stdout:
        if pipe:
            pipe.close()
    process.wait()
