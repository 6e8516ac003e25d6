"""Files of records put in place whole: one writer at a time, and none over what another wrote."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from compliance_engine.documents.files import is_there, read_text, reason, write_all
from compliance_engine.documents.text import shown_name
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
        raise UsageError(f"{shown_name(folder)} cannot be opened: {reason(error)}") from error
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
    write_all({folder / name: text.encode() for name, text in texts.items()})


def _text_of(path: Path) -> str | None:
    return read_text(path, path.name) if is_there(path) else None
