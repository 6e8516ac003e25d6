"""The program of the worker: the C core of durable_rules, in a process that may die.

``python worker.py MEMORY SECONDS``. It is run as a file and imports nothing of the package, so
that it starts in no time. Requests come on its standard input, answers leave on its standard
output, in order. It ends with its input, so with the process that started it.

Only the C module is used: no `Host`, no callbacks, no timers. The core fails in silence or
kills the process where it is used otherwise than here, and a session never outlives the request
that opened it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from struct import Struct
from struct import error as StructError
from typing import Any, BinaryIO

MAKE, RUN, DROP = b"make", b"run", b"drop"
"""The requests: take these rulesets, run these sessions, give these rulesets' memory back."""

DONE, FAILED, MISSING = b"done", b"failed", b"missing"
"""The answers: it is done, the core refused it, there is no core."""

OUT_OF_MEMORY, SESSION_LEFT_OPEN = 71, 72
"""With what the worker ends where it cannot go on."""

SESSION = "s"
"""The id of every session. There is never a second one beside it in a ruleset."""

STOP = "__stop__"
"""The rule that only serves to close a session."""

ALL_HANDLED, SOME_NOT_HANDLED = 0, 1
"""What the core answers to a batch that it took; a fact that meets no condition is no fault."""

_LENGTH = Struct(">Q")
_LONGEST = 2**40


class SessionLeftOpenError(Exception):
    """A session could not be closed: the core is not to be used again."""


# Messages: the length of the whole, then each part with its own length before it.


def packed(parts: Sequence[bytes]) -> bytes:
    """A message of these parts."""
    body = b"".join(piece for part in parts for piece in (_LENGTH.pack(len(part)), part))
    return _LENGTH.pack(len(body)) + body


def taken_from(buffer: bytearray) -> list[bytes] | None:
    """The parts of the first message in a buffer, which loses it; None if it is not whole yet.

    Raises ValueError for what is no message.
    """
    if len(buffer) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(buffer)
    if length > _LONGEST:
        raise ValueError("a message of an impossible length")
    end = _LENGTH.size + length
    if len(buffer) < end:
        return None
    parts = list(_parts(bytes(buffer[_LENGTH.size : end])))
    del buffer[:end]
    return parts


def _parts(body: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        try:
            (length,) = _LENGTH.unpack_from(body, at)
        except StructError as error:
            raise ValueError("a message that ends within a length") from error
        at += _LENGTH.size + length
        if at > len(body):
            raise ValueError("a message that ends within a part")
        yield body[at - length : at]


# The core


def load_core() -> Any:
    """The C module. Raises ImportError if it is not installed or cannot be loaded."""
    with _symbols_bound_late():
        import durable_rules_engine
    return durable_rules_engine


@contextmanager
def _symbols_bound_late() -> Iterator[None]:
    """For a function that the core names but never needs, and that Python 3.13 no longer has."""
    if sys.version_info >= (3, 13):
        flags = sys.getdlopenflags()
        sys.setdlopenflags(os.RTLD_LAZY)
        try:
            yield
        finally:
            sys.setdlopenflags(flags)
    else:
        yield


def run(core: Any, ruleset: int, batch: str, unused_id: int) -> list[str]:
    """All that the core answers to a batch of facts, given to a session of its own.

    Raises what the core raises; SessionLeftOpenError if the session cannot be closed.
    """
    taken: list[str] = []
    try:
        code, session = core.assert_facts(ruleset, batch)
        if code not in (ALL_HANDLED, SOME_NOT_HANDLED):
            raise ValueError(f"it refused facts of a batch (code {code})")
        started = core.start_action_for_state(ruleset, session)
        messages = None if started is None else started[1]
        while messages is not None:
            taken.append(messages)
            messages = core.complete_and_start_action(ruleset, session)
    finally:
        _end_session(core, ruleset, unused_id, any_action=bool(taken))
    return taken


def _end_session(core: Any, ruleset: int, unused_id: int, *, any_action: bool) -> None:
    """Deletes the session; to survive that, the core must have started some action of it."""
    closed = False
    with suppress(core.error, MemoryError, OverflowError, TypeError, ValueError):
        code = ALL_HANDLED
        if not any_action:
            stop = f'{{"id":{unused_id},"sid":"{SESSION}","kind":"{STOP}"}}'
            code, session = core.assert_fact(ruleset, stop)
            if code == ALL_HANDLED:
                core.start_action_for_state(ruleset, session)  # or another is under way
        if code == ALL_HANDLED:
            core.delete_state(ruleset, SESSION)
            closed = True
    if not closed:
        raise SessionLeftOpenError


class Desk:
    """Answers requests, one after another."""

    def __init__(self, core: Any) -> None:
        self._core = core
        self._rulesets: dict[bytes, int] = {}

    def answer(self, request: Sequence[bytes]) -> list[bytes]:
        """The answer to a request; to one that the core refuses, why."""
        what, *parts = request
        try:
            if what == RUN:
                return [DONE, *self._ran(parts)]
            if what == MAKE:
                self._make(parts)
            elif what == DROP:
                self._drop(parts)
            else:
                raise ValueError("there is no such request")
            return [DONE]
        except (self._core.error, KeyError, OverflowError, TypeError, ValueError) as error:
            return [FAILED, f"the core failed: {error}".encode(errors="replace")]

    def _make(self, parts: Sequence[bytes]) -> None:
        for name, rules in zip(parts[::2], parts[1::2], strict=True):
            self._rulesets[name] = self._core.create_ruleset(name.decode(), rules.decode())

    def _drop(self, names: Sequence[bytes]) -> None:
        for name in names:
            self._core.delete_ruleset(self._rulesets.pop(name))

    def _ran(self, parts: Sequence[bytes]) -> Iterator[bytes]:
        """For each ruleset, with its batch and an id that is free: the answers, as one list."""
        for name, batch, unused in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            answers = run(self._core, self._rulesets[name], batch.decode(), int(unused))
            yield f"[{','.join(answers)}]".encode()


# The process


def serve(requests: BinaryIO, answers: BinaryIO, seconds: int) -> None:
    """Answers each request until there are no more.

    Whatever takes longer than so many seconds ends the process, even within the core.
    """
    desk: Desk | None = None
    reason = ""
    try:
        desk = Desk(load_core())
    except ImportError as error:
        reason = str(error)
    buffer = bytearray()
    while received := requests.read(1 << 20):
        buffer += received
        while (request := taken_from(buffer)) is not None:
            signal.alarm(seconds)
            answer = [MISSING, reason.encode()] if desk is None else desk.answer(request)
            signal.alarm(0)
            answers.write(packed(answer))
            answers.flush()


def _limit(memory: int) -> None:
    """Bounds the memory (bytes; 0 for no bound), and leaves no image of it where it dies."""
    import resource

    bounds = [(resource.RLIMIT_CORE, 0)] + [(resource.RLIMIT_AS, memory)] * bool(memory)
    for what, most in bounds:
        with suppress(OSError, ValueError):  # a system without this bound, or with a lower one
            resource.setrlimit(what, (most, most))


def main(memory: int, seconds: int) -> None:
    """Serves standard input and output, which nothing else in the process may write to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        _limit(memory)
        serve(os.fdopen(0, "rb", buffering=0), answers, seconds)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except SessionLeftOpenError:
        os._exit(SESSION_LEFT_OPEN)
    except BrokenPipeError:  # nobody is left who would read an answer
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
