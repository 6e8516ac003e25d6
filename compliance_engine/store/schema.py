"""The version of a store: made new, migrated if it is older, refused if it is newer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.store.condition import foreign, unusable
from compliance_engine.store.highest import RUN, raise_to
from compliance_engine.store.location import Location

BEGIN = "Begin with: compliance-engine audit run"
_VERSION_TABLE = "alembic_version"
_NO_TABLES = "holds no tables: there was something, or it is no store"
MIGRATIONS = Path(__file__).with_name("migrations")

TABLES_SINCE: Mapping[str, tuple[str, ...]] = {
    "0001": ("runs", "seals", "inputs", "run_inputs", "findings", "transitions"),
    "0002": ("message_contents", "messages", "deliveries"),
    "0003": ("letter_files", "letters", "letter_steps", "letter_copies", "letter_copies_written"),
    "0005": ("highest",),
}
"""The tables of the store, by the version that brought them."""


def migrated(
    connection: Connection, location: Location, before_migrating: Callable[[], object]
) -> None:
    """Brings the store to the version of this program, within the transaction of the connection.

    `before_migrating` is called if it holds runs already. Raises InvalidInputError for a store
    of a newer version, for a database that is something else or not whole, and for a file without
    tables: files are made with them.
    """
    found = _version(connection, location)
    if found == _newest():
        return
    if found is not None:
        before_migrating()
    elif location.path is not None:
        raise unusable(location, _NO_TABLES)
    _upgrade(connection)


def going_on(numbers: Mapping[str, int]) -> dict[str, int]:
    """The numbers with which a new store goes on: those of letters, while runs begin anew."""
    return {name: one for name, one in numbers.items() if name != RUN}


def made_new(numbers: Mapping[str, int]) -> Callable[[Connection], None]:
    """Makes the tables of a new store, which goes on after numbers that were given before."""

    def fill(connection: Connection) -> None:
        _upgrade(connection)
        raise_to(connection, numbers)

    return fill


def check_version(connection: Connection, location: Location, begin: str = BEGIN) -> None:
    """Raises UsageError or InvalidInputError unless the store is of the version of this program.

    `begin` says how to begin where nothing is kept yet: in a database, as files are made with
    their tables.
    """
    found = _version(connection, location)
    if found is None and location.path is not None:
        raise unusable(location, _NO_TABLES)
    if found is None:
        raise UsageError(f"{location.shown} holds nothing yet. {begin}")
    if found != _newest():
        raise UsageError(
            f"the store {location.shown} was written by an older version of this program; the next "
            "command that writes to it, such as 'compliance-engine audit run', brings it up to "
            "date, and keeps a copy first"
        )


def check_rows(present: Mapping[str, int], known: Mapping[str, int], location: Location) -> None:
    """Raises InvalidInputError for a store without a row which once had some.

    `present` are the highest numbers of rows that are there, `known` those that were given.
    """
    if known.get(RUN) and not present:
        runs = known[RUN]
        what = f"is empty: it held {runs} run{'s' if runs > 1 else ''}, and holds none"
        raise unusable(location, what)


def _version(connection: Connection, location: Location) -> str | None:
    """The version of the store, None if it is empty. Raises InvalidInputError."""
    tables = set(inspect(connection).get_table_names())
    found = None
    if _VERSION_TABLE in tables:
        found = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()
    if found is not None and found not in _known():
        what = (
            f"was written by a newer version of this program (its tables are of version {found}, "
            f"this program knows {_newest()})"
        )
        remedy = "Install that version, or choose another store with --store."
        raise InvalidInputError([Problem(Place(location.shown), what, remedy)])
    if found is None and tables:
        if tables.issuperset(TABLES_SINCE["0001"]):
            raise unusable(location, "has lost the version of its tables, and is not whole")
        raise foreign(location, "holds tables that are not those of an audit")
    if found is not None:
        _check_tables(location, str(found), tables)
    return str(found) if found is not None else None


def _check_tables(location: Location, version: str, tables: set[str]) -> None:
    wanted = {name for since, names in TABLES_SINCE.items() if since <= version for name in names}
    if missing := sorted(wanted - tables):
        raise unusable(location, f"is not whole: it has no table {', '.join(missing)}")


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
