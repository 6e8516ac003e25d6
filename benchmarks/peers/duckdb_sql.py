"""The rules as one SQL query on DuckDB."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from benchmarks.peers.columns import frames
from benchmarks.peers.interface import Finding, States

QUERY = Path(__file__).with_name("rules.sql").read_text(encoding="utf-8")


class DuckdbSql:
    """Tables filled for each run with what holds on the day."""

    name = "DuckDB SQL"

    def __init__(self) -> None:
        self._connection = duckdb.connect()

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        for kind, frame in frames(states, as_of).items():
            self._connection.register(kind, frame)
        return _queried(self._connection, as_of)


class ResidentDuckdbSql:
    """Tables that were filled once, with facts of all days: only the query is run."""

    name = "DuckDB SQL, resident"

    def __init__(self, states: States) -> None:
        self._connection = duckdb.connect()
        for kind, frame in frames(states).items():
            self._connection.register("frame", frame)
            self._connection.execute(f'CREATE TABLE "{kind}" AS FROM frame')
            self._connection.unregister("frame")

    def findings(self, as_of: date) -> set[Finding]:
        """What the rules find of the resident States on the day."""
        return _queried(self._connection, as_of)


def _queried(connection: duckdb.DuckDBPyConnection, as_of: date) -> set[Finding]:
    return set(connection.execute(QUERY, {"today": as_of.toordinal()}).fetchall())
