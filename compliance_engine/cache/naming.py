"""Names of entries: digests of all that their content depends on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from compliance_engine.documents.files import MAX_BYTES, peek
from compliance_engine.documents.folders import listed

_PACKAGE = Path(__file__).parents[1]
_LEFT_OUT = ("__pycache__", "shipped")
_INSTALLED = ".dist-info"


def digest_of(*parts: str) -> str:
    """A digest of texts in their order; no two lists of texts have the same."""
    told = "".join([f"{len(part)}:{part}" for part in parts])
    return blake2b(told.encode(), digest_size=20).hexdigest()


def digest_of_files(folder: Path, suffixes: tuple[str, ...]) -> str:
    """A digest of the files of a folder and below it, by name and content.

    Raises OSError if one cannot be read, and for a file that is not one to be read.
    """
    digest = blake2b(digest_size=20)
    found = listed(folder, *suffixes, below=True)
    if found.problems:
        raise OSError(str(found.problems[0]))
    for name, path in found.paths.items():
        digest.update(f"{name}\0".encode())
        digest.update(blake2b(peek(path, MAX_BYTES + 1)).digest())
    return digest.hexdigest()


def digest_of_program() -> str:
    """A digest of what works the entries out: this package, Python and what else is installed.

    Files of the package are told apart as Python itself does: by their time and size.
    """
    libraries = Path(os.__file__).parent / "site-packages"
    installed = {path for path in map(Path, sys.path) if path.name == "site-packages"}
    return digest_of(
        sys.version,
        *(f"{path} {status.st_mtime_ns} {status.st_size}" for path, status in _files(_PACKAGE)),
        *sorted(_distributions({libraries, *installed})),
    )


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                if entry.name not in _LEFT_OUT:
                    yield from _files(Path(entry.path))
            else:
                yield entry.path, entry.stat()


def _distributions(folders: Iterable[Path]) -> Iterator[str]:
    """The names and versions of what is installed in folders."""
    for folder in folders:
        if folder.is_dir():
            yield from (one.name for one in folder.iterdir() if one.suffix == _INSTALLED)
