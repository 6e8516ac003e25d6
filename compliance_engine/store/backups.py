"""Copies of a SQLite store beside it: after each run, and before its tables are migrated."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

KEPT = 3
"""How many copies made after runs are kept."""

_OF_A_RUN = re.compile(r"-after-run-(\d+)$")
_PART = ".part"


def back_up_run(store: Path, number: int) -> Path:
    """Copies the store as it is after a run, and lets go of the oldest copies.

    What a killed run has begun to copy goes too.

    Raises OSError or sqlite3.Error if that cannot be done.
    """
    for begun in _begun(store):
        begun.unlink()
    made = _copied(store, f"after-run-{number}")
    for old in [one for _, one in sorted(_of_runs(store))][:-KEPT]:
        old.unlink()
    return made


def back_up_before_migrating(store: Path) -> Path:
    """Copies the store as it is before its tables are changed."""
    return _copied(store, "before-migration")


def last_good(store: Path) -> Path | None:
    """The newest copy made after a run that is whole; None if there is none."""
    for _, copy in sorted(_of_runs(store), reverse=True):
        with suppress(sqlite3.OperationalError):
            if damage(copy) is None:
                return copy
    return None


def damage(store: Path) -> str | None:
    """What SQLite finds wrong with a file, None if nothing.

    Raises sqlite3.OperationalError if it cannot be looked at now, which is no damage.
    """
    try:
        with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as reading:
            (found,) = next(reading.execute("PRAGMA quick_check(1)"))
            return None if found == "ok" else str(found)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        return str(error)


def _copied(store: Path, name: str) -> Path:
    target = store.with_name(f"{store.stem}-{name}{store.suffix}")
    part = target.with_name(f"{target.name}{_PART}")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    part.replace(target)
    return target


def _of_runs(store: Path) -> Iterator[tuple[int, Path]]:
    """The copies made after runs, with the numbers of the runs."""
    for path in store.parent.iterdir():
        found = _OF_A_RUN.search(path.stem)
        if found and path.name == f"{store.stem}{found[0]}{store.suffix}":
            yield int(found[1]), path


def _begun(store: Path) -> list[Path]:
    """What was begun of copies and never ended, with the journals beside them."""
    named = re.escape(store.stem) + r"-after-run-\d+" + re.escape(store.suffix + _PART)
    return [path for path in store.parent.iterdir() if re.match(named, path.name)]
