"""Entries of the cache: one file each, written whole, with a checksum."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

VARIABLE = "COMPLIANCE_ENGINE_CACHE"
"""Names the folder of the cache, or says ``off``."""

OFF = "off"
MAX_FILES = 32
"""How many entries each of the 256 folders keeps; the oldest go."""

_CHECKSUM = 32


def cache_folder() -> Path | None:
    """Where the cache is: as `VARIABLE` says, else where the user's caches are; None if off."""
    named = os.environ.get(VARIABLE)
    if named is None:
        from platformdirs import user_cache_path

        return Path(user_cache_path("compliance-engine", appauthor=False))
    return None if named in ("", OFF) else Path(named)


class Cache:
    """Entries by name, in a folder; without one nothing is found and nothing is kept.

    A folder that cannot be read or written, that belongs to somebody else, or whose entries are
    damaged is as good as empty: that costs time, never an error.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder is not None and _is_own(folder) else None

    @property
    def keeps(self) -> bool:
        """Whether anything may be kept."""
        return self._folder is not None

    def get(self, name: str) -> bytes | None:
        """What is kept under a name, or None."""
        if self._folder is None:
            return None
        try:
            with open(f"{self._folder}/{name[:2]}/{name[2:]}", "rb") as file:  # noqa: PTH123
                data = file.read()
            checksum, content = data[:_CHECKSUM], zlib.decompress(data[_CHECKSUM:])
        except (OSError, zlib.error):
            return None
        return content if checksum == _checksum(name, content) else None

    def put(self, name: str, content: bytes) -> None:
        """Keeps something under a name, in place of what was there."""
        if self._folder is None:
            return
        path = self._path(self._folder, name)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make_room(path)
            with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as temporary:
                try:
                    temporary.write(_checksum(name, content) + zlib.compress(content, 1))
                    temporary.close()
                    Path(temporary.name).replace(path)
                except OSError:
                    Path(temporary.name).unlink(missing_ok=True)

    def _path(self, folder: Path, name: str) -> Path:
        return folder / name[:2] / name[2:]


def _is_own(folder: Path) -> bool:
    """Whether nobody else has put into the folder what is there, as far as can be told."""
    try:
        owner = folder.stat().st_uid
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not hasattr(os, "getuid") or owner == os.getuid()


def _make_room(path: Path) -> None:
    """Removes the oldest entries beside a new one, where there are many."""
    if path.exists():
        return
    entries = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    for entry in entries[: max(0, len(entries) - MAX_FILES + 1)]:
        entry.unlink(missing_ok=True)


def _checksum(name: str, content: bytes) -> bytes:
    return blake2b(name.encode() + b"\0" + content, digest_size=_CHECKSUM).digest()
