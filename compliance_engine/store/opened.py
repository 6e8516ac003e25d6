"""The store, opened to be read or to be added to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from compliance_engine.errors import InvalidInputError, UsageError
from compliance_engine.store.backups import back_up_before_migrating, back_up_run, damage
from compliance_engine.store.condition import NEW_STORE, check_beside, damaged, is_there
from compliance_engine.store.creating import begun, create, set_aside
from compliance_engine.store.highest import kept, present, raise_to, tell_beside, told_beside
from compliance_engine.store.location import Location, StoreError, failures_told
from compliance_engine.store.schema import (
    BEGIN,
    check_rows,
    check_version,
    going_on,
    made_new,
    migrated,
)


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
        if it is damaged, emptied, gone or newer.
        """
        path = self.location.path
        if path is not None and not is_there(path):
            raise UsageError(f"there is no store {path}. {begin}")
        with self._told(), self.engine.begin() as connection:
            check_version(connection, self.location, begin)
            self._check_rows(connection)
            yield connection

    def check(self, *, new: bool = False) -> None:
        """Sees to it that there is a store, or that none was ever there; opens nothing.

        With `new`, that one is to be begun anew. Raises InvalidInputError, StoreError and
        UsageError.
        """
        path = self.location.path
        if path is not None and new:
            check_beside(path)
        elif path is not None:
            is_there(path)

    def prepare(self, *, new: bool = False) -> None:
        """Makes the store, or brings an older one up to date, for what is to be added.

        A store that was known before and is not there, or has lost its rows, is made anew only
        with `new`, which keeps aside what is left of it; references go on after the last one given.
        Raises InvalidInputError if it is damaged or newer, StoreError if it cannot be written,
        UsageError if it is whole and `new` is given.
        """
        if self.location.path is None:
            with self._told(), self.engine.begin() as connection:
                migrated(connection, self.location, self._copy_first)
                self._check_rows(connection)
                if new and present(connection):
                    raise _whole(self.location)
        else:
            self._prepare_file(new=new)

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
            for one in begun(self.location.path):
                one.unlink()
            back_up_run(self.location.path, number)
        except (OSError, sqlite3.Error) as error:
            return str(error)
        return None

    def remember(self) -> str | None:
        """Notes the highest numbers given, in the store and beside it: why not, if it cannot be.

        To be called after each transaction that gave one, and before anybody is told of it.
        """
        with self.writing() as connection:
            now = present(connection)
            raise_to(connection, now)
        try:
            if self.location.path is not None:
                tell_beside(self.location.path, now)
        except OSError as error:
            return str(error)
        return None

    def _prepare_file(self, *, new: bool) -> None:
        path = self.location.path
        assert path is not None
        check_beside(path)
        told = told_beside(path)
        try:
            there = self._there_or_set_aside() if new else is_there(path)
            if not there:
                told = going_on(told)
                with self._told():
                    create(path, made_new(told))
        except OSError as error:
            raise StoreError(
                f"the store {path} cannot be made: {error.filename or path.parent}: "
                f"{error.strerror or error}"
            ) from error
        with suppress(sqlite3.OperationalError):
            if found := damage(path):
                raise damaged(path, f"is damaged: {found}")
        with self._told(), self.engine.begin() as connection:
            migrated(connection, self.location, self._copy_first)
            self._check_rows(connection, told)
            raise_to(connection, told)

    def _there_or_set_aside(self) -> bool:
        """False, once what is left of a store is kept aside. Raises UsageError for a whole one."""
        path = self.location.path
        assert path is not None
        try:
            if is_there(path) and damage(path) is None:
                with self.reading() as connection:
                    if present(connection):
                        raise _whole(self.location)
        except InvalidInputError:
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise
        except sqlite3.OperationalError as error:
            raise StoreError(f"the store {path} cannot be read: {error}") from error
        set_aside(path)
        return False

    def _check_rows(self, connection: Connection, told: Mapping[str, int] | None = None) -> None:
        """Refuses a store that has lost all its rows. Raises InvalidInputError."""
        path = self.location.path
        known = {**kept(connection), **(told or {})}
        if path is not None and told is None:
            known |= told_beside(path)
        check_rows(present(connection), known, self.location)

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
                raise damaged(self.location.path, f"is damaged: {cause.orig}") from cause
            raise


def _whole(location: Location) -> UsageError:
    return UsageError(
        f"{NEW_STORE}: the store {location.shown} is whole, and holds what was done so far. Choose "
        "another place with --store, or move it away yourself"
    )
