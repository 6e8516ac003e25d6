"""Where the store is: a file of SQLite, or a database of PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import NullPool

from compliance_engine.errors import (
    ComplianceEngineError,
    InvalidInputError,
    Place,
    Problem,
    UsageError,
)

VARIABLE = "COMPLIANCE_ENGINE_STORE"
FILE = "audit.sqlite"
POSTGRESQL = "postgresql+psycopg"


class StoreError(ComplianceEngineError):
    """The store cannot be read or written: nothing of the run was kept."""


@dataclass(frozen=True)
class Location:
    """The `path` of a SQLite file, or the `url` of a PostgreSQL database.

    `shown` names it without a password.
    """

    shown: str
    path: Path | None = None
    url: str | None = None

    def engine(self) -> Engine:
        """What connects to it; a SQLite file is made if there is none. Raises UsageError."""
        if self.path is not None:
            return _sqlite(self.path)
        assert self.url is not None
        try:
            return create_engine(make_url(self.url), poolclass=NullPool)
        except ImportError as error:
            raise UsageError(
                "a store in PostgreSQL needs the driver psycopg: "
                "pip install 'compliance-engine[postgresql]'"
            ) from error


def location_of(given: str | None) -> Location:
    """The place given by ``--store``, by the environment, or else the one of this user.

    Raises UsageError for a URL of another kind of database.
    """
    named = given or os.environ.get(VARIABLE)
    if not named:
        path = user_data_path("compliance-engine") / FILE
        return Location(str(path), path)
    if "://" not in named:
        path = Path(named).expanduser()
        return Location(str(path), path)
    try:
        url = make_url(named)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"--store is not a URL that can be read: {_EXAMPLE}") from error
    shown = url.render_as_string(hide_password=True)
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            return Location(url.database, Path(url.database))
        case "postgresql" | "postgres":
            full = url.set(drivername=POSTGRESQL).render_as_string(hide_password=False)
            return Location(shown, None, full)
        case _:
            raise UsageError(f"--store {shown} is no database that can be used: {_EXAMPLE}")


_EXAMPLE = "write the path of a file, or postgresql://user@host/database"


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: _connected(path), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's driver begins no transaction before it makes a table: killed halfway, a store
        # would have some of its tables.
        connection.exec_driver_sql("BEGIN")

    return engine


def _connected(path: Path) -> SQLiteConnection:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


@contextmanager
def failures_told(location: Location) -> Iterator[None]:
    """Turns what a database says into an error that names the store and what to do."""
    try:
        yield
    except IntegrityError as error:
        remedy = "Look at it with: compliance-engine audit verify"
        raise _unusable(location, f"does not hold together: {error.orig}", remedy) from error
    except OperationalError as error:
        raise StoreError(
            f"the store {location.shown} cannot be used: {_said(error)}\n"
            "    What it held before is as it was. Mend the cause, and run the command again."
        ) from error
    except DatabaseError as error:
        raise _unusable(location, f"is not a whole store: {_said(error)}", "") from error
    except NoSuchModuleError as error:
        raise UsageError(f"--store {location.shown}: {error}") from error


def _said(error: DatabaseError) -> str:
    return " ".join(str(error.orig).split())


def _unusable(location: Location, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(Place(location.shown), what, remedy)])
