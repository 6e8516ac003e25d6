"""Files put into a folder together: all of them are there at once, or none is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compliance_engine.documents.files import make_folder, reason, write_whole_folder
from compliance_engine.documents.text import shown_name
from compliance_engine.errors import UsageError


def check_free(folder: Path) -> None:
    """Refuses a folder that has something in it. Raises UsageError."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise UsageError(f"{shown_name(folder)} cannot be read: {reason(error)}") from error
    if taken:
        raise UsageError(
            f"{folder} has something in it, and letters are only written into a new folder: "
            "name another with --out"
        )


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes `folder` with these files, or leaves nothing behind.

    Raises UsageError if it has something in it, or cannot be written.
    """
    check_free(folder)
    make_folder(folder.parent)
    write_whole_folder(folder, files)
