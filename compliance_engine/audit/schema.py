"""The version of a store: made new, migrated if it is older, refused if it is newer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from compliance_engine.audit.location import Location
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError

BEGIN = "Begin with: compliance-engine audit run"
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
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check_version(connection: Connection, location: Location) -> None:
    """Raises UsageError or InvalidInputError unless the store is of the version of this program."""
    found = _version(connection, location)
    if found is None:
        raise UsageError(f"{location.shown} holds no run yet. {BEGIN}")
    if found != _newest():
        raise UsageError(
            f"the store {location.shown} was written by an older version of this program; "
            "the next 'compliance-engine audit run' brings it up to date, and keeps a copy first"
        )


def _version(connection: Connection, location: Location) -> str | None:
    """The version of the store, None if it is empty. Raises InvalidInputError."""
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
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
    if found is None and inspect(connection).get_table_names():
        raise InvalidInputError(
            [
                Problem(
                    Place(location.shown),
                    "holds tables that are not those of an audit",
                    "Choose another place with --store.",
                )
            ]
        )
    return found


def _newest() -> str:
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
