"""The store, opened to be read or to be added to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.store.backups import (
    back_up_before_migrating,
    back_up_run,
    damage,
    last_good,
)
from compliance_engine.store.location import Location, StoreError, failures_told
from compliance_engine.store.schema import BEGIN, check_version, migrated


class Store:
    """The store at a location."""

    def __init__(self, location: Location) -> None:
        """Opens nothing yet."""
        self.location = location
        self.engine: Engine = location.engine()

    @contextmanager
    def reading(self, begin: str = BEGIN) -> Iterator[Connection]:
        """A connection that sees the store as it is now.

        Raises UsageError, which says how to `begin`, if there is no store yet, InvalidInputError
        if it is damaged or newer.
        """
        path = self.location.path
        if path is not None and not path.exists():
            raise UsageError(f"there is no store {path}. {begin}")
        with self._told(), self.engine.begin() as connection:
            check_version(connection, self.location, begin)
            yield connection

    def prepare(self) -> None:
        """Makes the store, or brings an older one up to date, for what is to be added.

        Raises InvalidInputError if it is damaged or newer, StoreError if it cannot be written.
        """
        path = self.location.path
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{path.parent} cannot be made: {error.strerror}") from error
            with suppress(sqlite3.OperationalError):
                if path.exists() and path.stat().st_size and (found := damage(path)):
                    raise self._damaged(found)
        with self._told(), self.engine.begin() as connection:
            migrated(connection, self.location, self._copy_first)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all that is done in it is kept or, if it fails, nothing."""
        with self._told(), self.engine.begin() as connection:
            yield connection

    def back_up(self, number: int) -> str | None:
        """Copies the store of a file after a run: why not, if that cannot be done.

        PostgreSQL has means of its own for that.
        """
        if self.location.path is None:
            return None
        try:
            back_up_run(self.location.path, number)
        except (OSError, sqlite3.Error) as error:
            return str(error)
        return None

    def _copy_first(self) -> None:
        if self.location.path is not None:
            try:
                back_up_before_migrating(self.location.path)
            except (OSError, sqlite3.Error) as error:
                raise StoreError(
                    f"the store {self.location.shown} is of an older version, and no copy of it "
                    f"can be made before it is changed: {error}"
                ) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with failures_told(self.location):
                yield
        except InvalidInputError as error:
            cause = error.__cause__
            if isinstance(cause, DBAPIError) and self.location.path is not None:
                raise self._damaged(str(cause.orig)) from cause
            raise

    def _damaged(self, what: str) -> InvalidInputError:
        """The store as a file that cannot be used, and the copy that can."""
        path = self.location.path
        assert path is not None
        copy = None
        with suppress(OSError):
            copy = last_good(path)
        remedy = (
            f"The last good copy is {copy}: put it in the place of {path.name}, which loses what "
            "came after it."
            if copy
            else "There is no good copy beside it. Move it away to begin a new store."
        )
        return InvalidInputError(
            [Problem(Place(self.location.shown), f"is damaged: {what}", remedy)]
        )
