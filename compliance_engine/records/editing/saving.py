"""Files of records put in place whole: one writer at a time, and none over what another wrote."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from compliance_engine.documents import read_text
from compliance_engine.errors import UsageError
from compliance_engine.shipped import inside_installed_package


def refuse_shipped(folder: Path) -> None:
    """Raises UsageError for a folder of records that belongs to an installed program."""
    if inside_installed_package(folder):
        raise UsageError(
            "the records that come with the installed program are not written to: its next "
            "version would overwrite what is there. Copy them to a folder of your own and name it "
            "with --records"
        )


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keeps a folder for this process; whoever else asks for it waits until it is free.

    The system lets go of it when the process ends, however it does. Raises UsageError if there is
    no such folder.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise UsageError(f"{folder} cannot be opened: {error.strerror or error}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def save(folder: Path, texts: Mapping[str, str], before: Mapping[str, str | None]) -> None:
    """Puts each text into the file of its name, for whoever has the folder with `alone_in`.

    `before` are the texts that these were made from, None for a file that was not there. Every
    file is whole on the disk before the first is put in place, and each is either as it was or as
    it is to be, whatever happens. Raises UsageError, and writes nothing, if a file is no longer
    what it was or cannot be written.
    """
    changed = [name for name in texts if _text_of(folder / name) != before.get(name)]
    if changed:
        raise UsageError(
            f"{', '.join(changed)} changed in the meantime; nothing was written. Run it again"
        )
    parts: dict[Path, Path] = {}
    try:
        for name, text in texts.items():
            _write(folder / name, text, parts)
        for part, path in parts.items():
            part.replace(path)
        _settle(folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written to: {error.strerror or error}") from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _text_of(path: Path) -> str | None:
    return read_text(path, path.name) if path.exists() else None


def _write(path: Path, text: str, parts: dict[Path, Path]) -> None:
    """Writes the text into a file beside `path`, down to the disk, and notes it in `parts`."""
    with NamedTemporaryFile(
        "wb", dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False
    ) as part:
        parts[Path(part.name)] = path
        part.write(text.encode())
        part.flush()
        os.fsync(part.fileno())
        os.fchmod(part.fileno(), path.stat().st_mode if path.exists() else 0o644)


def _settle(folder: Path) -> None:
    """Sees to it that the disk has the names of the files too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
