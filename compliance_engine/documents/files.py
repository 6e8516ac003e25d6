"""Files read with a bound, whatever stands in their place; and files written whole.

Only a plain file is read, also through a link: a pipe, a device or a socket would keep the reader
for ever. What is written is whole on the disk before it takes its place, keeps to the permissions
of the file that it replaces or to the umask, and goes to where a link leads.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from compliance_engine.documents.text import shown_name
from compliance_engine.documents.unfinished import part_of
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError

MAX_BYTES = 1_000_000
"""No record or rule comes near this; a larger file is a mistake or an attack."""

_BLOCK = 1 << 20
_LONGEST_CHAIN = 40
_PERMISSIONS = 0o7777
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_bytes(path: Path, shown_as: str = "", *, limit: int = MAX_BYTES) -> bytes:
    """The content of a plain file of at most `limit` bytes.

    Raises InvalidInputError, naming the file as `shown_as` or else by its own name, if it cannot
    be read. It never waits.
    """
    place = Place(shown_as or path.name)
    try:
        content = peek(path, limit + 1)
    except OSError as error:
        raise InvalidInputError([Problem(place, f"cannot be read: {reason(error)}")]) from error
    if len(content) > limit:
        raise InvalidInputError([_too_large(place, limit)])
    return content


def read_text(path: Path, shown_as: str = "", *, limit: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file of at most `limit` bytes.

    Raises InvalidInputError, naming the file as `shown_as` or else by its own name, if it cannot
    be read. It never waits.
    """
    data = read_bytes(path, shown_as, limit=limit)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise InvalidInputError(
            [
                Problem(
                    Place(shown_as or path.name, line, column),
                    f"is not UTF-8 text: byte 0x{error.object[error.start]:02x}",
                    "Save the file again with the encoding UTF-8.",
                )
            ]
        ) from error


def peek(path: Path, most: int) -> bytes:
    """The first `most` bytes of a plain file. Raises OSError, also for what is no plain file."""
    try:
        _check_plain(path.stat())
    except FileNotFoundError:
        _refuse_dangling(path)
        raise
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        _check_plain(os.fstat(handle))
        parts: list[bytes] = []
        while most > 0 and (part := os.read(handle, min(most, _BLOCK))):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        os.close(handle)


def is_there(path: Path) -> bool:
    """Whether something bears this name, be it no file at all: whoever reads it is told so."""
    return os.path.lexists(path)


def reason(error: OSError) -> str:
    """Why a file could not be used, in words."""
    return error.strerror or str(error)


def write_text(path: Path, text: str) -> None:
    """Puts `text` into the file at `path`, as UTF-8: all of it, or the file stays as it was.

    Raises UsageError if the file cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Puts `content` into the file at `path`: all of it, or the file stays as it was.

    A device or a pipe is written to as it is. Raises UsageError if the file cannot be written.
    """
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Puts each content into its file; all are whole on the disk before the first takes its place.

    Raises UsageError if one cannot be written; then none was, unless the disk failed in between.
    """
    parts: dict[Path, Path] = {}
    targets: dict[Path, Path | None] = {}
    path = Path()
    try:
        for path, content in files.items():
            target = targets[path] = _target(path)
            if target is not None:
                part = part_of(target)
                parts[part] = target
                _write_part(part, target, content)
        for part, path in [*parts.items()]:
            part.replace(path)
            del parts[part]
        for folder in {one.parent for one in targets.values() if one is not None}:
            _settle(folder)
        for path, content in files.items():
            if targets[path] is None:
                _write_to_stream(path, content)
    except OSError as error:
        raise UsageError(f"{shown_name(path)} cannot be written: {reason(error)}") from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink()


def write_new(path: Path, content: bytes) -> None:
    """Makes the file at `path`, which is not to be there yet. Raises UsageError."""
    try:
        if is_there(path):
            raise FileExistsError(errno.EEXIST, "it is there already")
        write_bytes(path, content)
    except OSError as error:
        raise UsageError(f"{shown_name(path)} cannot be written: {reason(error)}") from error


def make_folder(folder: Path) -> None:
    """Makes a folder, and those above it, where it is not there. Raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{shown_name(folder)} cannot be made: {reason(error)}") from error


def write_whole_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes a folder with these files: it is there with all of them, or not at all.

    It may be there, empty. Raises UsageError if it cannot be written.
    """
    part = Path()
    try:
        target = followed(folder)
        part = part_of(target)
        part.mkdir()
        write_all({part / name: content for name, content in files.items()})
        part.replace(target)
    except OSError as error:
        raise UsageError(f"{shown_name(folder)} cannot be written: {reason(error)}") from error
    finally:
        if part.name and part.exists():
            shutil.rmtree(part, ignore_errors=True)


def _check_plain(status: os.stat_result) -> None:
    for is_kind, name in _KINDS:
        if is_kind(status.st_mode):
            raise OSError(errno.EINVAL, f"it is {name}, and no file")


def _too_large(place: Place, limit: int) -> Problem:
    if limit == MAX_BYTES:
        what = f"is larger than {limit // 1000} kB, far more than one State's record or one rule"
        return Problem(
            place, f"{what} needs", "Split the file, or check that it is what it should be."
        )
    return Problem(place, f"is larger than {limit // 1_000_000} MB", "Is it the right file?")


def _target(path: Path) -> Path | None:
    """The plain file that is to be replaced or made; None for what is written to as it is.

    A link is followed. Raises OSError for a folder, a disk, or a link to nowhere or to itself.
    """
    if _descriptor(path) is not None:
        return None
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _refuse_dangling(path)
        return path
    if stat.S_ISDIR(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.EISDIR, "it is a folder" if stat.S_ISDIR(mode) else "it is a disk")
    return followed(path) if stat.S_ISREG(mode) else None


def _refuse_dangling(path: Path) -> None:
    if path.is_symlink():
        leads = shown_name(path.readlink())
        raise FileNotFoundError(errno.ENOENT, f"it is a link to {leads}, which is not there")


def _descriptor(path: Path) -> int | None:
    """The open file of this process that a path such as /dev/stdout or /dev/fd/3 stands for."""
    own = {Path("/dev/fd"), Path(f"/proc/{os.getpid()}/fd")}
    here = path.absolute()
    for _ in range(_LONGEST_CHAIN):
        if (
            here.name.isascii()
            and here.name.isdigit()
            and {here.parent, followed(here.parent)} & own
        ):
            return int(here.name)
        if not here.is_symlink():
            return None
        here = here.parent / here.readlink()
    return None


def followed(path: Path) -> Path:
    """Where a path leads, through all links; a link to itself leads no further."""
    return Path(os.path.realpath(path))


def _write_part(part: Path, target: Path, content: bytes) -> None:
    """Writes the file that is to take the place of `target`, down to the disk."""
    there = target.stat() if target.exists() else None
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    handle = os.open(part, how, 0o666 if there is None else 0o600)
    try:
        _write(handle, content)
        if there is not None:
            with suppress(OSError):  # only root may give a file away
                os.fchown(handle, there.st_uid, there.st_gid)
            os.fchmod(handle, there.st_mode & _PERMISSIONS)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_to_stream(path: Path, content: bytes) -> None:
    """Writes to a device, a pipe that somebody reads, or an open file of this process."""
    number = _descriptor(path)
    if number is not None:
        handle = os.dup(number)
    else:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        os.set_blocking(handle, True)
    try:
        _write(handle, content)
    finally:
        os.close(handle)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _settle(folder: Path) -> None:
    """Sees to it that the disk has the names of the files too, where the system can do so."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot; the files themselves are there
            os.fsync(handle)
    finally:
        os.close(handle)
