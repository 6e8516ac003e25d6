"""Files of letters on the disk: noted in the store first, then written, each whole or not at all.

Only a command to which a person gave a folder writes them, there and nowhere else, and only what a
step of the chain names: no row of the store can make it write elsewhere. What a person has put in
the place of a file, or has made of it, is never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from compliance_engine.documents.files import (
    is_there,
    make_folder,
    read_bytes,
    reason,
    write_bytes,
)
from compliance_engine.documents.text import shown_name
from compliance_engine.documents.unfinished import remove_unfinished
from compliance_engine.errors import (
    ComplianceEngineError,
    InvalidInputError,
    Place,
    Problem,
    UsageError,
)
from compliance_engine.letters.model import Draft, Step
from compliance_engine.letters.register.alone import alone
from compliance_engine.letters.register.chain import (
    APPROVED,
    BASIS,
    DRAFT,
    BrokenRegister,
    chain_of,
)
from compliance_engine.letters.register.letter import Letter, year_and_number
from compliance_engine.letters.register.reading import content
from compliance_engine.letters.register.tables import letter_copies, letter_copies_written
from compliance_engine.store.canonical import digest_of_bytes
from compliance_engine.store.opened import Store

SUFFIX = ".docx"
TAKEN = "there is another file already, which was left as it is"

LARGEST = 50_000_000
"""Bytes of a file that the register keeps: far more than a letter or an answer has."""

_AT_ONCE = 50
"""How many files are written in one transaction, while others wait."""


@dataclass(frozen=True)
class Copy:
    """A file that was put somewhere, or is to be: which part of a letter, where, and its digest.

    `sealed` says whether a step of the chain names it.
    """

    number: int
    letter: str
    part: str
    path: Path
    file: str
    sealed: bool


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


def next_copies(
    connection: Connection, reference: str, put: Iterable[tuple[str, Path, str]]
) -> list[dict[str, Any]]:
    """The next rows of copies, of one letter: each its part, where it is put, and its digest."""
    last = connection.execute(select(func.max(letter_copies.c.number))).scalar() or 0
    return [
        {"number": number, "letter": reference, "part": part, "path": str(path), "file": file}
        for number, (part, path, file) in enumerate(put, start=last + 1)
    ]


def plan_copies(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Notes where parts of a letter are to be put, in the caller's transaction."""
    if rows:
        connection.execute(insert(letter_copies), list(rows))


def copies_in(connection: Connection) -> tuple[Copy, ...]:
    """Where the files of all letters were put, in the order in which they were noted.

    Raises InvalidInputError if the chain of steps does not hold, which says where they are.
    """
    try:
        chain = chain_of(connection)
    except BrokenRegister as error:
        remedy = "Nothing was written. See more with: compliance-engine audit verify"
        raise InvalidInputError([Problem(Place("the register"), str(error), remedy)]) from error
    return tuple(
        Copy(
            number,
            row["letter"],
            row["part"],
            Path(row["path"]),
            row["file"],
            number in chain.sealed,
        )
        for number, row in chain.copies.items()
    )


def path_of(copies: Iterable[Copy], letter: Letter, part: str) -> Path | None:
    """Where a part of a letter was last put; None if it never was."""
    wanted = letter.reference, part
    found = [one for one in copies if (one.letter, one.part) == wanted]
    return found[-1].path if found else None


def edited_since_approval(copies: Sequence[Copy], letter: Letter) -> tuple[Path, ...]:
    """The files of a letter that is approved which are not any more what was approved.

    A draft that was approved from elsewhere may also be as it was drafted. What stands in the place
    of a file and cannot be read is not what was approved.
    """
    approval = letter.last(Step.APPROVED)
    if approval is None or letter.step is not Step.APPROVED:
        return ()
    approved = {DRAFT: {approval.file, letter.letter}, APPROVED: {approval.clean}}
    paths = {part: path_of(copies, letter, part) for part in approved}
    return tuple(
        path
        for part, path in paths.items()
        if path is not None and is_there(path) and _digest(path) not in approved[part]
    )


def _digest(path: Path) -> str | None:
    """The digest of a file; None if it cannot be read."""
    try:
        return digest_of_bytes(read_bytes(path, limit=LARGEST))
    except InvalidInputError:
        return None


def write_copies(store: Store, folder: Path) -> tuple[NotWritten, ...]:
    """Puts every file in its place in a folder that was noted and is not there yet.

    Those that it could not are returned. One whose place is taken is not tried again; one that
    cannot be written now is, the next time that this folder is named. Raises InvalidInputError if
    the register was altered.
    """
    not_written: list[NotWritten] = []
    tried: set[int] = set()
    while True:
        with store.writing() as connection:
            alone(connection)
            every = copies_in(connection)
            there = _written(connection) | tried
            due = [one for one in every if one.number not in there and _is_in(folder, one)][
                :_AT_ONCE
            ]
            if not due:
                return tuple(not_written)
            for one in due:
                tried.add(one.number)
                earlier = {other.file for other in every if other.path == one.path}
                try:
                    if not _put(one.path, content(connection, one.file), replacing=earlier):
                        not_written.append(NotWritten(one.path, TAKEN))
                except ComplianceEngineError as error:
                    not_written.append(NotWritten(one.path, _why(error)))
                else:
                    connection.execute(insert(letter_copies_written), {"copy": one.number})


def _is_in(folder: Path, one: Copy) -> bool:
    return one.sealed and one.path.parent == folder.absolute()


def _written(connection: Connection) -> set[int]:
    return {number for (number,) in connection.execute(select(letter_copies_written.c.copy))}


def letters_not_written(connection: Connection) -> tuple[str, ...]:
    """The references of letters of which a file was noted that is not known to be there."""
    written = select(letter_copies_written.c.copy)
    due = select(letter_copies.c.letter).where(letter_copies.c.number.not_in(written))
    return tuple(dict.fromkeys(connection.execute(due.order_by(letter_copies.c.number)).scalars()))


def note_handed_out(store: Store, letter: Letter) -> None:
    """Notes that somebody has the files of a letter, wherever they are."""
    with store.writing() as connection:
        alone(connection)
        noted = select(letter_copies.c.number).where(letter_copies.c.letter == letter.reference)
        due = set(connection.execute(noted).scalars()) - _written(connection)
        for number in sorted(due):
            connection.execute(insert(letter_copies_written), {"copy": number})


def write_out(connection: Connection, letter: Letter, folder: Path) -> tuple[Path, ...]:
    """Writes every part of a letter, as the store has it, into a folder that is made if need be.

    Raises UsageError if one cannot be written, or something else is there already;
    InvalidInputError if what is there cannot be read.
    """
    files = files_of(letter)
    written = []
    for part, path in placed(letter, folder).items():
        made = content(connection, files[part])
        if not _put(path, made, replacing={files[part]}):
            raise UsageError(f"{shown_name(path)} was not written: {TAKEN}")
        written.append(path)
    return tuple(written)


def _why(error: ComplianceEngineError) -> str:
    """Why a file could not be put in its place, without its name, which is told before."""
    return reason(error.__cause__) if isinstance(error.__cause__, OSError) else str(error)


def _put(path: Path, made: bytes, replacing: Iterable[str]) -> bool:
    """Writes a file whole; only in the place of none, or of one with a digest that may go.

    Raises ComplianceEngineError if it cannot be written, or what is there cannot be read.
    """
    if is_there(path):
        there = read_bytes(path, limit=LARGEST)
        if there == made:
            return True
        if digest_of_bytes(there) not in replacing:
            return False
    make_folder(path.parent)
    remove_unfinished(path)
    write_bytes(path, made)
    return True
