"""Files put into a folder together: all of them are there at once, or none is."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from compliance_engine.errors import UsageError


def check_free(folder: Path) -> None:
    """Refuses a folder that has something in it. Raises UsageError."""
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror or error}") from error
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
    made: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".part"))
        for name, content in files.items():
            (made / name).write_bytes(content)
        made.chmod(0o755)
        made.replace(folder)
        made = None
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        if made is not None:
            with suppress(OSError):
                shutil.rmtree(made)
