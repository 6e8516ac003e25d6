"""Copies of a SQLite store beside it: after each run, and before its tables are migrated."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from compliance_engine.documents.files import followed

KEPT = 3
"""How many copies made after runs are kept."""

BEFORE_MIGRATION = "before-migration"

_OF_A_RUN = re.compile(r"-after-run-(\d+)$")
_PART = ".part"


class _Copy(NamedTuple):
    """A copy made after a run: when, in nanoseconds, after which run, and where it is."""

    made: int
    run: int
    path: Path


def back_up_run(store: Path, number: int) -> Path:
    """Copies the store as it is after a run, and lets go of the oldest copies.

    What a killed run has begun to copy goes too. A copy that is newer than those kept, or was made
    after a later run, stays; so does one of the same run, under another name: it is from before an
    older copy was put in the place of the store.

    Raises OSError or sqlite3.Error if that cannot be done.
    """
    for begun in _begun(store):
        begun.unlink()
    made = _copied(store, f"after-run-{number}")
    copies = sorted(_of_runs(store), key=lambda one: (one.made, one.run))
    kept = copies[-KEPT:]
    for old in copies[:-KEPT]:
        if all(old.run < one.run for one in kept):
            old.path.unlink()
    return made


def back_up_before_migrating(store: Path) -> Path:
    """Copies the store as it is before its tables are changed."""
    return _copied(store, BEFORE_MIGRATION)


def last_good(store: Path) -> Path | None:
    """The copy made after the latest run that is whole; None if there is none."""
    for one in sorted(_of_runs(store), key=lambda one: (one.run, one.made), reverse=True):
        with suppress(sqlite3.OperationalError):
            if one.path.stat().st_size and damage(one.path) is None:
                return one.path
    return None


def damage(store: Path) -> str | None:
    """What SQLite finds wrong with a file, None if nothing.

    Raises sqlite3.OperationalError if it cannot be looked at now, which is no damage.
    """
    try:
        with closing(sqlite3.connect(f"{followed(store).as_uri()}?mode=ro", uri=True)) as reading:
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
    if target.exists():
        target.rename(_free(target))
    part.replace(target)
    return target


def _free(target: Path) -> Path:
    """A name for a copy whose own name is wanted for another."""
    names = (target.with_name(f"{target.stem}-{number}{target.suffix}") for number in count(1))
    return next(one for one in names if not one.exists())


def _of_runs(store: Path) -> Iterator[_Copy]:
    """The copies made after runs."""
    for path in store.parent.iterdir():
        found = _OF_A_RUN.search(path.stem)
        if found and path.name == f"{store.stem}{found[0]}{store.suffix}" and path.is_file():
            yield _Copy(path.stat().st_mtime_ns, int(found[1]), path)


def _begun(store: Path) -> list[Path]:
    """What was begun of copies and never ended, with the journals beside them."""
    named = re.escape(store.stem) + r"-after-run-\d+" + re.escape(store.suffix + _PART)
    return [path for path in store.parent.iterdir() if re.match(named, path.name)]
