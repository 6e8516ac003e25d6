"""The highest numbers that a store has given: kept in it, and beside a file of SQLite too.

So a store that has lost its rows is not taken for a new one, and no reference is given twice after
an older copy was put in its place. The number of whoever holds the store is among them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    insert,
    select,
    text,
    update,
)

metadata = MetaData()

highest = Table(
    "highest",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("by", Text, nullable=False),
)

RUN = "run"
HOLDING = "holding"
KNOWN = ".known"
"""How the name of the file beside a store ends."""

_OF_A_YEAR = "letters of {}"

Numbers = Mapping[str, int]


def of_year(year: int) -> str:
    """The name under which the highest reference of a year is kept."""
    return _OF_A_YEAR.format(year)


def kept(connection: Connection) -> dict[str, int]:
    """The highest numbers on record in the store, by name."""
    chosen = select(highest.c.name, highest.c.number).where(highest.c.name != HOLDING)
    return {str(row.name): int(row.number) for row in connection.execute(chosen)}


def present(connection: Connection) -> dict[str, int]:
    """The highest numbers of the rows that are there: of runs, and of letters of each year."""
    found = {}
    run = connection.execute(text("SELECT MAX(number) FROM runs")).scalar()
    if run is not None:
        found[RUN] = int(run)
    for year, number in connection.execute(
        text("SELECT year, MAX(number) FROM letters GROUP BY year")
    ):
        found[of_year(year)] = int(number)
    return found


def raise_to(connection: Connection, numbers: Numbers) -> None:
    """Puts numbers on record, as far as they are higher than those that are."""
    now = kept(connection)
    for name, number in numbers.items():
        if name not in now:
            connection.execute(insert(highest), {"name": name, "number": number, "by": ""})
        elif now[name] < number:
            connection.execute(update(highest).where(highest.c.name == name).values(number=number))


def beside(store: Path) -> Path:
    """The file beside a store that tells of the numbers too."""
    return store.with_name(f"{store.name}{KNOWN}")


def told_beside(store: Path) -> dict[str, int]:
    """The numbers that the file beside a store tells of; none if there is none, or no readable."""
    try:
        told = json.loads(beside(store).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        str(name): number
        for name, number in told.items()
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 10**9
    }


def tell_beside(store: Path, numbers: Numbers) -> None:
    """Writes the file beside a store, if a number is higher than it tells. Raises OSError."""
    told = told_beside(store)
    now = {name: max(told.get(name, 0), numbers.get(name, 0)) for name in {*told, *numbers}}
    if now == told:
        return
    made = beside(store).with_name(f"{beside(store).name}.part")
    with made.open("w", encoding="utf-8") as file:
        file.write(json.dumps(now, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
    made.replace(beside(store))
