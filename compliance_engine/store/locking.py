"""The lock in a database of PostgreSQL, which ends with the connection that took it."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

KEY = 0x41504D42
"""The number of the lock, the same for every program that uses the database."""

_PREFIX = "audit: "
_NO_LIMIT = text(
    "SELECT set_config('idle_session_timeout', '0', false) "
    "WHERE current_setting('server_version_num')::int >= 140000"
)
"""A connection that only holds the lock is idle for as long as the run goes on."""

_STILL = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = :key "
    "AND pid = pg_backend_pid() "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_HOLDER = text(
    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) "
    "WHERE locktype = 'advisory' AND granted AND objid = :key "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def advised(connection: Connection, name: str) -> bool:
    """Takes the lock, in a connection that is then called by a name: whether it was free."""
    connection.execute(
        text("SELECT set_config('application_name', :name, false)"), {"name": f"{_PREFIX}{name}"}
    )
    connection.execute(_NO_LIMIT)
    got = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}).scalar())
    connection.commit()
    return got


def still_advised(connection: Connection) -> bool:
    """Whether the lock is still that of the connection: it is not where that has ended."""
    try:
        found = connection.execute(_STILL, {"key": KEY}).scalar()
        connection.commit()
    except SQLAlchemyError:
        return False
    return bool(found)


def let_go(connection: Connection) -> None:
    """Gives the lock back, so that no connection which is kept by a pooler keeps it."""
    with suppress(SQLAlchemyError):
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": KEY})
        connection.commit()


def holder_of(connection: Connection) -> str:
    """Who has the lock, by the name of the connection."""
    found = connection.execute(_HOLDER, {"key": KEY}).scalar()
    return str(found or "of another user").removeprefix(_PREFIX)
