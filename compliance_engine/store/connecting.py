"""Connections to the store, none of which makes a store where there is none."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from compliance_engine.errors import UsageError
from compliance_engine.store.url import DRIVER, DatabaseURL


def sqlite_engine(path: Path) -> Engine:
    """What connects to a file of SQLite that is there."""
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _connected(path), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's driver begins no transaction before it makes a table: killed halfway, a store
        # would have some of its tables.
        connection.exec_driver_sql("BEGIN")

    return engine


def _connected(path: Path) -> sqlite3.Connection:
    # without mode=rw, a file that has gone would be made anew, and empty
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", isolation_level=None, uri=True
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def postgresql_engine(url: DatabaseURL) -> Engine:
    """What connects to a database of PostgreSQL; it does not carry the secrets of the URL.

    Raises UsageError if the driver is not installed.
    """

    def connected() -> Any:
        arguments, named = engine.dialect.create_connect_args(url.revealed)
        return engine.dialect.connect(*arguments, **named)

    try:
        engine = create_engine(f"{DRIVER}://", creator=connected, poolclass=NullPool)
    except ImportError as error:
        raise UsageError(
            "a store in PostgreSQL needs the driver psycopg: "
            "pip install 'compliance-engine[postgresql]'"
        ) from error
    return engine
