"""Files of letters on the disk: noted in the store first, then written, each whole or not at all.

A run that was killed in between has noted them, and the next one writes them. What a person has
put in the place of a file, or has made of it, is never overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from compliance_engine.letters.model import Draft, Step
from compliance_engine.letters.register.alone import alone
from compliance_engine.letters.register.letter import Letter, year_and_number
from compliance_engine.letters.register.reading import content
from compliance_engine.letters.register.tables import letter_copies, letter_copies_written
from compliance_engine.store.canonical import digest_of_bytes
from compliance_engine.store.opened import Store

DRAFT, BASIS, APPROVED = "draft", "basis", "approved"
SUFFIX = ".docx"
TAKEN = "there is another file already, which was left as it is"

_AT_ONCE = 50
"""How many files are written in one transaction, while others wait."""


@dataclass(frozen=True)
class Copy:
    """A file that was put somewhere, or is to be: which part of a letter, where, and its digest."""

    number: int
    letter: str
    part: str
    path: Path
    file: str


@dataclass(frozen=True)
class NotWritten:
    """A file that could not be put in its place, and why."""

    path: Path
    why: str


Placing = Callable[[Draft], Mapping[str, Path]]
"""Where the parts of a draft are put, `DRAFT` and `BASIS`."""


def name_of(letter: Letter | Draft, part: str) -> str:
    """The name of a file: ``2026-014-TUV.docx``, ``2026-014-TUV-basis.docx``."""
    year, number = year_and_number(letter.reference)
    ending = "" if part == DRAFT else f"-{part}"
    return f"{year}-{number:03}-{letter.state}{ending}{SUFFIX}"


def files_of(letter: Letter) -> Mapping[str, str]:
    """The digests of the parts that a letter has now."""
    parts = {DRAFT: letter.letter, BASIS: letter.basis}
    approval = letter.last(Step.APPROVED)
    if approval is not None and approval.clean is not None:
        parts[APPROVED] = approval.clean
    return parts


def placed(letter: Letter, folder: Path) -> dict[str, Path]:
    """Where the parts of a letter stand in a folder."""
    return {part: folder.absolute() / name_of(letter, part) for part in files_of(letter)}


def in_folder(folder: Path) -> Placing:
    """Puts drafts and their basis into a folder, under their references."""

    def placing(draft: Draft) -> Mapping[str, Path]:
        return {part: folder.absolute() / name_of(draft, part) for part in (DRAFT, BASIS)}

    return placing


def plan_copies(connection: Connection, letter: Letter, paths: Mapping[str, Path]) -> None:
    """Notes where parts of a letter are to be put, in the caller's transaction."""
    files = files_of(letter)
    last = connection.execute(select(func.max(letter_copies.c.number))).scalar() or 0
    rows = [
        {
            "number": number,
            "letter": letter.reference,
            "part": part,
            "path": str(path),
            "file": files[part],
        }
        for number, (part, path) in enumerate(paths.items(), start=last + 1)
    ]
    connection.execute(insert(letter_copies), rows)


def path_of(connection: Connection, letter: Letter, part: str) -> Path | None:
    """Where a part of a letter was last put; None if it never was."""
    wanted = letter.reference, part
    found = [one for one in _copies(connection) if (one.letter, one.part) == wanted]
    return found[-1].path if found else None


def edited_since_approval(connection: Connection, letter: Letter) -> tuple[Path, ...]:
    """The files of a letter that is approved which are not any more what was approved.

    A draft that was approved from elsewhere may also be as it was drafted.
    """
    approval = letter.last(Step.APPROVED)
    if approval is None or letter.step is not Step.APPROVED:
        return ()
    approved = {DRAFT: {approval.file, letter.letter}, APPROVED: {approval.clean}}
    paths = {part: path_of(connection, letter, part) for part in approved}
    return tuple(
        path
        for part, path in paths.items()
        if path is not None and path.exists() and _digest(path) not in approved[part]
    )


def _digest(path: Path) -> str:
    return digest_of_bytes(path.read_bytes())


def write_copies(store: Store) -> tuple[NotWritten, ...]:
    """Puts every file in its place that was noted and is not there yet: those that it could not.

    One whose place is taken is not tried again; one that cannot be written now is, the next time.
    """
    not_written: list[NotWritten] = []
    tried: set[int] = set()
    while True:
        with store.writing() as connection:
            alone(connection)
            every = list(_copies(connection))
            due = [one for one in _due(connection, every) if one.number not in tried][:_AT_ONCE]
            if not due:
                return tuple(not_written)
            for one in due:
                tried.add(one.number)
                earlier = {other.file for other in every if other.path == one.path}
                try:
                    if not _put(one.path, content(connection, one.file), replacing=earlier):
                        not_written.append(NotWritten(one.path, TAKEN))
                except OSError as error:
                    not_written.append(NotWritten(one.path, error.strerror or str(error)))
                else:
                    connection.execute(insert(letter_copies_written), {"copy": one.number})


def _due(connection: Connection, every: Iterable[Copy]) -> list[Copy]:
    done = {number for (number,) in connection.execute(select(letter_copies_written.c.copy))}
    return [one for one in every if one.number not in done]


def are_due(connection: Connection) -> bool:
    """Whether some file was noted that is not known to have been written."""
    noted = connection.execute(select(func.count()).select_from(letter_copies)).scalar()
    done = connection.execute(select(func.count()).select_from(letter_copies_written)).scalar()
    return noted != done


def write_out(connection: Connection, letter: Letter, folder: Path) -> tuple[Path, ...]:
    """Writes every part of a letter, as the store has it, into a folder that is made if need be.

    Raises OSError, and FileExistsError for what is there already and is something else.
    """
    files = files_of(letter)
    written = []
    for part, path in placed(letter, folder).items():
        made = content(connection, files[part])
        if not _put(path, made, replacing={files[part]}):
            raise FileExistsError(EEXIST, TAKEN, str(path))
        written.append(path)
    return tuple(written)


def _copies(connection: Connection) -> Iterator[Copy]:
    for row in connection.execute(select(letter_copies).order_by(letter_copies.c.number)):
        yield Copy(row.number, row.letter, row.part, Path(row.path), row.file)


def _put(path: Path, made: bytes, replacing: Iterable[str]) -> bool:
    """Writes a file whole; only in the place of none, or of one with a digest that may go."""
    if path.exists():
        there = path.read_bytes()
        if there == made:
            return True
        if digest_of_bytes(there) not in replacing:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return True
