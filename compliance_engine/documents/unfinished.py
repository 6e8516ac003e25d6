"""Files that are not whole yet: by which name they stand beside those whose place they are to take.

A writer that is killed leaves one behind, which everything that lists files passes over.
"""

from __future__ import annotations

import glob
import secrets
from contextlib import suppress
from pathlib import Path

_LONGEST_STEM = 30
_RANDOM = 4


def part_of(target: Path) -> Path:
    """A file beside another, in which that is written until it is whole; each time another."""
    return target.with_name(f"{_begins(target)}{secrets.token_hex(_RANDOM)}.part")


def remove_unfinished(target: Path) -> None:
    """Removes what writers of a file that were killed left beside it.

    Only for whoever alone writes it. What cannot be removed stays.
    """
    pattern = f"{glob.escape(_begins(target))}{'[0-9a-f]' * 2 * _RANDOM}.part"
    for part in target.parent.glob(pattern):
        with suppress(OSError):
            part.unlink()


def _begins(target: Path) -> str:
    return f".{target.stem[:_LONGEST_STEM]}-"
