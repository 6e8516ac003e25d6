"""Whether a store is there, is new, or was there and is not: told before anything opens it."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.store.backups import BEFORE_MIGRATION, last_good
from compliance_engine.store.highest import KNOWN
from compliance_engine.store.location import ANOTHER_DATABASE, Location, StoreError

NEW_STORE = "--new-store"

JOURNALS = ("-wal", "-shm", "-journal")
LOCK = ".lock"
"""Endings of the names of what SQLite, and a run, keep beside a store."""

_KINDS = {
    stat.S_IFDIR: "is a folder",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
    stat.S_IFIFO: "is a pipe",
    stat.S_IFSOCK: "is a socket",
}
_BESIDE = (*JOURNALS, KNOWN, LOCK)
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_BACK_TO_ITSELF = "is a link that leads back to itself"


def is_there(path: Path) -> bool:
    """Whether there is a store: False if there is none, and nothing tells that there was one.

    Raises InvalidInputError for one that was there and is gone, emptied or cut off, for what can
    be no store, and as `check_beside`; StoreError if that cannot be looked at.
    """
    check_beside(path)
    try:
        found = path.stat()
    except OSError as error:
        return _unseen(path, error)
    if what := _other_than_file(found.st_mode):
        remedy = f"{_from_copy(path)} Or name the file of the store with --store."
        raise _refused(path, f"{what}, and no store", remedy)
    if what := _cut_off(path, found.st_size):
        raise damaged(path, what)
    return True


def check_beside(path: Path) -> None:
    """Sees to it that what lies where a store keeps things beside it are files.

    A pipe would keep whoever opens it. Raises InvalidInputError.
    """
    for one in (path.with_name(f"{path.name}{end}") for end in _BESIDE):
        if what := _no_file(one):
            said = f"cannot be used: {one.name} beside it {what}"
            raise _refused(path, said, f"Take {one} away: it is nothing that a store keeps.")


def damaged(path: Path, what: str) -> InvalidInputError:
    """The store as a file that cannot be used, and the copy that can."""
    return _refused(path, what, remedy_of(path))


def remedy_of(path: Path) -> str:
    """What to do where the store of a path cannot be used any more."""
    return f"{_from_copy(path)} To begin a new store, and keep what is left aside: {NEW_STORE}."


def unusable(location: Location, what: str) -> InvalidInputError:
    """The store of a file or of a database as one that cannot be used, and what to put back."""
    if location.path is not None:
        return damaged(location.path, what)
    return InvalidInputError([Problem(Place(location.shown), what, ANOTHER_DATABASE)])


def foreign(location: Location, what: str) -> InvalidInputError:
    """What is no store of this program, and may be in the place of one."""
    if location.path is not None and traces(location.path):
        remedy = f"{remedy_of(location.path)} Or choose another place with --store."
    else:
        remedy = "Choose another place with --store."
    return InvalidInputError([Problem(Place(location.shown), what, remedy)])


def _from_copy(path: Path) -> str:
    copy = None
    with suppress(OSError):
        copy = last_good(path)
    if copy is None:
        return "There is no good copy beside it: put back one of your own backups."
    return f"The last good copy is {copy}: copy it to {path}, which loses what came after it."


def traces(path: Path) -> list[Path]:
    """What lies beside a store, and tells that there is or was one; in alphabetical order."""
    return sorted(_traces(path))


def _traces(path: Path) -> Iterator[Path]:
    copy = re.compile(
        re.escape(path.stem) + rf"-(after-run-\d+.*|{BEFORE_MIGRATION}){re.escape(path.suffix)}"
    )
    others = {f"{path.name}{one}" for one in (*JOURNALS, KNOWN)}
    try:
        names = [one.name for one in path.parent.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        if name in others or copy.fullmatch(name):
            yield path.with_name(name)


def _unseen(path: Path, error: OSError) -> bool:
    """What is told of a path at which no file can be seen."""
    if error.errno == errno.ELOOP:
        raise damaged(path, _BACK_TO_ITSELF) from error
    if error.errno not in (errno.ENOENT, errno.ENOTDIR):
        raise StoreError(
            f"the store {path} cannot be looked at: {error.strerror or error}"
        ) from error
    if path.is_symlink():
        raise damaged(path, _to_nowhere(path)) from error
    if known := traces(path):
        names = ", ".join(one.name for one in known)
        raise damaged(path, f"is gone: there was a store, as what lies beside it tells ({names})")
    return False


def _no_file(path: Path) -> str | None:
    """What lies at a path, if that is something and no file."""
    try:
        return _other_than_file(path.stat().st_mode)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP) or not path.is_symlink():
            return None
        return _BACK_TO_ITSELF if error.errno == errno.ELOOP else _to_nowhere(path)


def _other_than_file(mode: int) -> str | None:
    kind = stat.S_IFMT(mode)
    return None if kind == stat.S_IFREG else _KINDS.get(kind, "is no file")


def _to_nowhere(path: Path) -> str:
    return f"is a link to {path.readlink()}, where nothing is"


def _cut_off(path: Path, size: int) -> str | None:
    """Why a file is no whole store, as far as its length and its first bytes tell."""
    if not size:
        return "is empty: there was something, or it is no store"
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise StoreError(f"the store {path} cannot be read: {error.strerror or error}") from error
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        return "is damaged: it is not a database of SQLite"
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    counted = head[24:28] == head[92:96]
    whole = (65536 if page == 1 else page) * pages
    if counted and size < whole:
        return f"is damaged: it was cut off, at {size:,} of {whole:,} bytes"
    return None


def _refused(path: Path, what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(Place(str(path)), what, remedy)])
