"""What a shell is offered of a store, which is read as it is, without waiting or a change."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

PATIENCE = 1
"""Seconds that a database elsewhere may take to be reached."""


def names_kept(given: str | None, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on the store of an option, of the environment or of this user.

    Raises what the database does, and OSError where there is no store.
    """
    named = given or os.environ.get("COMPLIANCE_ENGINE_STORE")
    if named and "://" in named:
        return _elsewhere(named, query)
    import sqlite3

    path = Path(named).expanduser() if named else _of_this_user()
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
        return connection.execute(query).fetchall()


def _of_this_user() -> Path:
    from platformdirs import user_data_path

    return user_data_path("compliance-engine") / "audit.sqlite"


def _elsewhere(url: str, query: str) -> list[tuple[Any, ...]]:
    from sqlalchemy import text

    from compliance_engine.store.location import location_of

    os.environ.setdefault("PGCONNECT_TIMEOUT", str(PATIENCE))
    location = location_of(url)
    if location.path is not None:
        return names_kept(str(location.path), query)
    with location.engine().connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
