"""The tables of the register, within the store. Rows are only ever added.

`letter_copies` are files that are to be put somewhere, noted in the transaction that makes them
due, and `letter_copies_written` those that are there: so that a run that was killed is completed.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

_SHA256 = String(64)
_REFERENCE = String(16)


def _of_file(name: str, *, nullable: bool) -> Column[str]:
    return Column(name, _SHA256, ForeignKey("letter_files.sha256"), nullable=nullable)


def _of_letter() -> Column[str]:
    return Column("letter", _REFERENCE, ForeignKey("letters.reference"), nullable=False)


letter_files = Table(
    "letter_files",
    metadata,
    Column("sha256", _SHA256, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("reference", _REFERENCE, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(3), nullable=False),
    Column("language", String(8), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("families", Text, nullable=False),
    Column("matters", Text, nullable=False),
    Column("text", Text, nullable=False),
    _of_file("letter", nullable=False),
    _of_file("basis", nullable=False),
    UniqueConstraint("year", "number", name="letters_numbered_once"),
)

letter_steps = Table(
    "letter_steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _of_letter(),
    Column("seq", Integer, nullable=False),
    Column("step", String(16), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("day", String(10)),
    Column("via", Text, nullable=False),
    Column("note", Text, nullable=False),
    _of_file("file", nullable=True),
    _of_file("clean", nullable=True),
    Column("sha256", _SHA256, nullable=False),
    Column("answer_within", Integer),
    UniqueConstraint("letter", "seq", name="letter_steps_follow_once"),
)

letter_copies = Table(
    "letter_copies",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _of_letter(),
    Column("part", String(8), nullable=False),
    Column("path", Text, nullable=False),
    _of_file("file", nullable=False),
)

letter_copies_written = Table(
    "letter_copies_written",
    metadata,
    Column(
        "copy", Integer, ForeignKey("letter_copies.number"), primary_key=True, autoincrement=False
    ),
)
