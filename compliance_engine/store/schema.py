"""The version of a store: made new, migrated if it is older, refused if it is newer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.store.location import Location

BEGIN = "Begin with: compliance-engine audit run"
_VERSION_TABLE = "alembic_version"
MIGRATIONS = Path(__file__).with_name("migrations")


def migrated(
    connection: Connection, location: Location, before_migrating: Callable[[], object]
) -> None:
    """Brings the store to the version of this program, within the transaction of the connection.

    `before_migrating` is called if it holds runs already. Raises InvalidInputError for a store
    of a newer version, or for a database that is something else.
    """
    found = _version(connection, location)
    if found == _newest():
        return
    if found is not None:
        before_migrating()
    _upgrade(connection)


def check_version(connection: Connection, location: Location, begin: str = BEGIN) -> None:
    """Raises UsageError or InvalidInputError unless the store is of the version of this program.

    `begin` says how to begin where nothing is kept yet.
    """
    found = _version(connection, location)
    if found is None:
        raise UsageError(f"{location.shown} holds nothing yet. {begin}")
    if found != _newest():
        raise UsageError(
            f"the store {location.shown} was written by an older version of this program; the next "
            "command that writes to it, such as 'compliance-engine audit run', brings it up to "
            "date, and keeps a copy first"
        )


def _version(connection: Connection, location: Location) -> str | None:
    """The version of the store, None if it is empty. Raises InvalidInputError."""
    tables = inspect(connection).get_table_names()
    found = None
    if _VERSION_TABLE in tables:
        found = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()
    if found is not None and found not in _known():
        raise InvalidInputError(
            [
                Problem(
                    Place(location.shown),
                    f"was written by a newer version of this program (its tables are of version "
                    f"{found}, this program knows {_newest()})",
                    "Install that version, or choose another store with --store.",
                )
            ]
        )
    if found is None and tables:
        raise InvalidInputError(
            [
                Problem(
                    Place(location.shown),
                    "holds tables that are not those of an audit",
                    "Choose another place with --store.",
                )
            ]
        )
    return str(found) if found is not None else None


def _known() -> list[str]:
    """The versions of the store, the newest last, by the names of the files that lead to them."""
    steps = sorted((MIGRATIONS / "versions").glob("v[0-9]*.py"))
    return [path.name[1:].partition("_")[0] for path in steps]


def _newest() -> str:
    return _known()[-1]


def _upgrade(connection: Connection) -> None:
    # Alembic takes longer to import than a command that reads takes in all.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
