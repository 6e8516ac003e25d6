"""One run at a time: who has the store, how long the next one waits, and whether it still has it.

Beside the lock, whoever has the store writes a number into it that is one higher than the last.
Every transaction that rests on having the store begins by looking for that very number: where
another process has taken the store meanwhile, it changes nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Engine

from compliance_engine.errors import UsageError
from compliance_engine.store.condition import LOCK
from compliance_engine.store.location import Location, LockLostError, StoreError, failures_told
from compliance_engine.store.locking import advised, holder_of, let_go, still_advised

PAUSE = 0.1
"""Seconds between two looks at whether the other run has ended."""

Check = Callable[[], None]
"""Raises LockLostError if the store is not held any more."""


@contextmanager
def held(location: Location, engine: Engine, started: datetime, wait: float) -> Iterator[Check]:
    """Keeps the store for this process; it is free again when the process ends, however it does.

    Waits up to so many seconds for another run. Raises UsageError, naming it, if it goes on.
    """
    if location.path is not None:
        with _file_held(location, started, wait) as check:
            yield check
    else:
        with _database_held(location, engine, started, wait) as check:
            yield check


def name_of(started: datetime) -> str:
    """What this process is called where it has the store."""
    return f"{os.getpid()} on {socket.gethostname()[:20]}, {started:%Y-%m-%dT%H:%M:%SZ}"


def lost(location: Location, why: str) -> LockLostError:
    """The error of a run that does not have its store any more."""
    return LockLostError(
        f"the lock of the store {location.shown} was lost: {why}. This run has ended before it "
        "sent or wrote anything more; what it had written is kept, and the next run goes on"
    )


@contextmanager
def _file_held(location: Location, started: datetime, wait: float) -> Iterator[Check]:
    path = location.path
    assert path is not None
    beside = path.with_name(f"{path.name}{LOCK}")
    file = _locked_file(path, beside, wait)
    with file:
        file.truncate(0)
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "started": started.isoformat(),
        }
        file.write(json.dumps(holder))
        file.flush()

        def check() -> None:
            if not _same(file, beside):
                raise lost(location, f"{beside.name} beside it was removed or replaced")

        yield check
        file.truncate(0)


def _locked_file(path: Path, beside: Path, wait: float) -> IO[str]:
    """The file of the lock, once this process has it; waits up to so many seconds."""
    opened: list[IO[str]] = []

    def taken() -> bool:
        file = _opened(path, beside)
        if _locked(file) and _same(file, beside):
            opened.append(file)
            return True
        file.close()
        return False

    if not _within(wait, taken):
        with _opened(path, beside) as file:
            file.seek(0)
            raise UsageError(_busy(str(path), _holder(file.read())))
    return opened[0]


def _opened(path: Path, beside: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # not waiting for a reader, should a pipe lie in its place
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o666)
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be written: {beside.name} beside it: "
            f"{error.strerror or error}"
        ) from error
    return os.fdopen(descriptor, "r+", encoding="utf-8", errors="replace")


def _same(file: IO[str], beside: Path) -> bool:
    """Whether the file of a path is still the one that is open."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), beside.stat())
    except OSError:
        return False


def _locked(file: IO[str]) -> bool:
    # The system lets go of the lock when its process ends: one that was killed leaves none.
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(written: str) -> str:
    try:
        said = json.loads(written)
        return f"process {said['pid']} on {said['host']}, begun {said['started']}"
    except (ValueError, KeyError, TypeError):
        return "which has only just begun"


@contextmanager
def _database_held(
    location: Location, engine: Engine, started: datetime, wait: float
) -> Iterator[Check]:
    with failures_told(location):
        connection = engine.connect()
    try:
        with failures_told(location):
            if not _within(wait, lambda: advised(connection, name_of(started))):
                raise UsageError(_busy(location.shown, holder_of(connection)))

        def check() -> None:
            if not still_advised(connection):
                raise lost(location, "the connection that holds it has ended")

        check()
        yield check
        let_go(connection)
    finally:
        connection.invalidate()
        connection.close()


def _within(seconds: float, done: Callable[[], bool]) -> bool:
    """Whether it is done, asked again and again for so many seconds."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
    return True


def _busy(store: str, holder: str) -> str:
    return (
        f"another run is writing to {store}: {holder}. "
        "Wait until it has ended, or let this one wait for it with --wait SECONDS"
    )
