"""One run at a time: who has the store, and how long the next one waits for it."""

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

from sqlalchemy import Connection, Engine, text

from compliance_engine.errors import UsageError
from compliance_engine.store.location import Location, StoreError, failures_told

PAUSE = 0.1
"""Seconds between two looks at whether the other run has ended."""

_KEY = 0x41504D42
"""The number of the lock in PostgreSQL, the same for every program that uses the database."""


@contextmanager
def held(location: Location, engine: Engine, started: datetime, wait: float) -> Iterator[None]:
    """Keeps the store for this process; it is free again when the process ends, however it does.

    Waits up to so many seconds for another run. Raises UsageError, naming it, if it goes on.
    """
    if location.path is not None:
        with _file_held(location.path, started, wait):
            yield
    else:
        with failures_told(location), _database_held(location, engine, started, wait):
            yield


@contextmanager
def _file_held(path: Path, started: datetime, wait: float) -> Iterator[None]:
    beside = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = beside.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be written: {beside.name} beside it: "
            f"{error.strerror or error}"
        ) from error
    with file:
        if not _within(wait, lambda: _locked(file)):
            file.seek(0)
            raise UsageError(_busy(str(path), _holder(file.read())))
        file.truncate(0)
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "started": started.isoformat(),
        }
        file.write(json.dumps(holder))
        file.flush()
        yield
        file.truncate(0)


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
) -> Iterator[None]:
    named = f"audit: {os.getpid()} on {socket.gethostname()[:20]}, {started:%Y-%m-%dT%H:%M:%SZ}"
    with engine.connect() as connection:
        connection.execute(
            text("SELECT set_config('application_name', :name, false)"), {"name": named}
        )
        connection.commit()
        if not _within(wait, lambda: _advised(connection)):
            raise UsageError(_busy(location.shown, _database_holder(connection)))
        yield


def _advised(connection: Connection) -> bool:
    got = bool(
        connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar()
    )
    connection.commit()
    return got


def _database_holder(connection: Connection) -> str:
    found = connection.execute(
        text(
            "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) "
            "WHERE locktype = 'advisory' AND granted AND objid = :key "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ),
        {"key": _KEY},
    ).scalar()
    return str(found or "of another user").removeprefix("audit: ")


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
