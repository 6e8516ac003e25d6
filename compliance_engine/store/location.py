"""Where the store is: a file of SQLite, or a database of PostgreSQL."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine
from sqlalchemy.exc import (
    DatabaseError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
)

from compliance_engine.errors import (
    ComplianceEngineError,
    InvalidInputError,
    Place,
    Problem,
    UsageError,
)
from compliance_engine.secrets import holds_secret
from compliance_engine.store.connecting import postgresql_engine, sqlite_engine
from compliance_engine.store.url import EXAMPLE, DatabaseURL, parsed

VARIABLE = "COMPLIANCE_ENGINE_STORE"
FILE = "audit.sqlite"

ANOTHER_DATABASE = "Put back a backup of the database, or choose another one with --store."
"""What to do where a database cannot be used."""

_URL = re.compile(r"(postgres(ql)?|sqlite)(\+\w*)?:|.*://", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+]*")


class StoreError(ComplianceEngineError):
    """The store cannot be read or written: nothing of the run was kept."""

    exit_code = 5


class LockLostError(StoreError):
    """The store is not held for this process any more: nothing that rests on it may be done."""


@dataclass(frozen=True)
class Location:
    """The `path` of a SQLite file, or the `url` of a PostgreSQL database.

    `shown` names it without a password.
    """

    shown: str
    path: Path | None = None
    url: DatabaseURL | None = None

    def __str__(self) -> str:
        """Without a password."""
        return self.shown

    @property
    def has_secret(self) -> bool:
        """Whether there is something in it that must not be written down."""
        return self.url is not None and bool(self.url.secrets)

    def engine(self) -> Engine:
        """What connects to it; makes no file. Raises UsageError if there is no driver."""
        if self.path is not None:
            return sqlite_engine(self.path)
        assert self.url is not None
        return postgresql_engine(self.url)

    def hidden_in(self, text: str) -> str:
        """A text without the secrets of the URL."""
        return self.url.hidden_in(text) if self.url is not None else text


def location_of(given: str | None) -> Location:
    """The place given by ``--store``, by the environment, or else the one of this user.

    Raises UsageError for a URL of another kind of database. It never repeats a password.
    """
    named = given or os.environ.get(VARIABLE)
    if not named:
        path = user_data_path("compliance-engine") / FILE
        return Location(str(path), path)
    if _URL.match(named) is None:
        if holds_secret(named):
            raise UsageError(f"--store has a password, and is no URL: {EXAMPLE}")
        path = Path(named).expanduser()
        return Location(str(path), path)
    scheme = named.partition(":")[0].partition("+")[0].lower()
    if scheme in ("postgresql", "postgres"):
        url = DatabaseURL.read(named)
        return Location(url.shown, None, url)
    if scheme == "sqlite":
        return _file_of(named)
    shown = f" {scheme}://…" if _SCHEME.fullmatch(scheme) else ""
    raise UsageError(f"--store{shown} is no database that can be used: {EXAMPLE}")


def _file_of(named: str) -> Location:
    """The file of a URL of SQLite, which has nothing but its path."""
    url = parsed(named)
    more = url.username or url.password or url.host or url.query
    if more or not url.database or url.database == ":memory:":
        raise UsageError(f"--store sqlite://… is no file that can be used: {EXAMPLE}")
    return Location(url.database, Path(url.database))


@contextmanager
def failures_told(location: Location) -> Iterator[None]:
    """Turns what a database says into an error that names the store and what to do."""
    try:
        yield
    except IntegrityError as error:
        remedy = "Look at it with: compliance-engine audit verify"
        what = f"does not hold together: {_said(location, error)}"
        raise _unusable(location, what, remedy) from _cause(location, error)
    except OperationalError as error:
        raise StoreError(
            f"the store {location.shown} cannot be used: {_said(location, error)}\n"
            "    What it held before is as it was. Mend the cause, and run the command again."
        ) from _cause(location, error)
    except ProgrammingError as error:
        if location.path is None and error.statement is None:  # the URL itself was refused
            said = _said(location, error)
            raise UsageError(f"--store {location.shown}: {said}") from None
        what = f"is not a whole store: {_said(location, error)}"
        raise _unusable(location, what, ANOTHER_DATABASE) from _cause(location, error)
    except DatabaseError as error:
        what = f"is not a whole store: {_said(location, error)}"
        raise _unusable(location, what, ANOTHER_DATABASE) from _cause(location, error)
    except NoSuchModuleError as error:
        raise UsageError(f"--store {location.shown}: {error}") from error


def _said(location: Location, error: DatabaseError) -> str:
    return location.hidden_in(" ".join(str(error.orig).split()))


def _cause(location: Location, error: DatabaseError) -> DatabaseError | None:
    """The error, unless its trace would show what is hidden."""
    return None if location.has_secret else error


def _unusable(location: Location, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(Place(location.shown), what, remedy)])
