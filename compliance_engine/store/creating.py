"""A new store in a file: whole when it is there at all, and never over another."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import Connection

from compliance_engine.store.condition import traces
from compliance_engine.store.connecting import sqlite_engine

_PART = ".new-"


def create(path: Path, fill: Callable[[Connection], None]) -> None:
    """Makes the file of a store, filled in one transaction; leaves one that is there by then.

    Raises OSError, and what `fill` raises: then there is no file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}{_PART}{os.getpid()}")
    made.unlink(missing_ok=True)
    try:
        made.touch()
        with sqlite_engine(made).begin() as connection:
            fill(connection)
        try:
            os.link(made, path)
        except FileExistsError:
            return  # another process was quicker
        except OSError:  # a file system without links
            if not path.exists():
                made.rename(path)
        _synced(path.parent)
    finally:
        made.unlink(missing_ok=True)


def begun(path: Path) -> list[Path]:
    """What was begun of new stores by processes that were killed."""
    return [*path.parent.glob(f"{_escaped(path.name)}{_PART}*")]


def set_aside(path: Path) -> Path | None:
    """Moves what there was of a store into a folder beside it: the folder, None if nothing was.

    Raises OSError.
    """
    there = [*traces(path), *([path] if path.is_file() else [])]
    if not there:
        return None
    folder = next(
        one
        for number in count(1)
        if not (one := path.with_name(f"{path.name}-set-aside-{number}")).exists()
    )
    folder.mkdir()
    for one in there:
        one.rename(folder / one.name)
    return folder


def _escaped(name: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in name)


def _synced(folder: Path) -> None:
    """Sees to it that a name in a folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
