"""The files of a folder: those of the endings asked for, without what systems leave behind."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from compliance_engine.documents.files import reason
from compliance_engine.documents.text import shown_in_line, shown_name
from compliance_engine.errors import Place, Problem

_BEGIN = (".", "~$", "~wrl")
"""Hidden files: of macOS (._X), of editors (.X.swp, .#X), locks (.~lock.X#); and of Word (~$X)."""

_END = ("~", "#", ".orig", ".bak", ".rej", ".swp", ".swo", ".tmp", ".part", ".lock", ".crdownload")
_NAMES = frozenset({"thumbs.db", "desktop.ini", "icon\r", "nohup.out"})
_FOLDERS = frozenset(
    {"__macosx", "__pycache__", "@eadir", "$recycle.bin", "lost+found", "system volume information"}
)


@dataclass(frozen=True)
class Listing:
    """The files by their names within the folder, in order; and what is wrong with others.

    A name with a folder has slashes between, whatever the system. Among the files may be what is
    no plain file: the one who reads it is told so.
    """

    paths: Mapping[str, Path]
    problems: tuple[Problem, ...] = ()


NO_FILES = Listing(MappingProxyType({}))


def is_left_behind(name: str) -> bool:
    """Whether a system, an editor or a program leaves files of this name behind, unasked."""
    small = name.lower()
    return small.startswith(_BEGIN) or small.endswith(_END) or small in _NAMES


def listed(folder: Path, *endings: str, below: bool = False, within: str = "") -> Listing:
    """The files of a folder with one of these endings, such as ``.yaml``; all if none is given.

    With `below`, those of its folders too, but for links to folders. `within` is put before each
    name where a problem is told. A file whose name no text may hold is a problem, as is a folder
    that cannot be listed; a folder that is not there has no files.
    """
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for name, found in _entries(folder, "", endings, below=below):
        if isinstance(found, OSError):
            place = Place(f"{within}{name}" or shown_name(folder))
            problems.append(Problem(place, f"cannot be listed: {reason(found)}"))
        elif shown_in_line(name) == name:
            paths[name] = found
        else:
            what = "its name is no UTF-8 text, or has a character that no text may hold"
            place = Place(shown_name(f"{within}{name}"))
            problems.append(Problem(place, what, "Rename it, with letters and digits."))
    return Listing(
        MappingProxyType(dict(sorted(paths.items(), key=_in_order))), tuple(sorted(problems))
    )


def _in_order(one: tuple[str, Path]) -> list[str]:
    return one[0].split("/")


def _entries(
    folder: Path, before: str, endings: tuple[str, ...], *, below: bool
) -> Iterator[tuple[str, Path | OSError]]:
    """What a folder holds, by name, and why it could not be listed if it cannot."""
    try:
        with os.scandir(folder) as found:
            entries = [(one.name, one.is_dir(follow_symlinks=False)) for one in found]
    except FileNotFoundError:
        return
    except OSError as error:
        yield before.rstrip("/"), error
        return
    for name, is_folder in entries:
        if is_left_behind(name) or (is_folder and name.lower() in _FOLDERS):
            continue
        if name.endswith(endings) if endings else not is_folder:
            yield f"{before}{name}", folder / name
        elif is_folder and below:
            yield from _entries(folder / name, f"{before}{name}/", endings, below=below)
