"""The tables of the register, within the store. Rows are only ever added.

`letter_copies` are files that are to be put somewhere, noted in the transaction that makes them
due, and `letter_copies_written` those that are there: so that a run that was killed is completed.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from compliance_engine.store.columns import content_of, contents, digest

metadata = MetaData()

_FILES = "letter_files"
_REFERENCE = String(16)


def _of_letter() -> Column[str]:
    return Column("letter", _REFERENCE, ForeignKey("letters.reference"), nullable=False)


letter_files = contents(_FILES, metadata)

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
    content_of("letter", _FILES, nullable=False),
    content_of("basis", _FILES, nullable=False),
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
    content_of("file", _FILES),
    content_of("clean", _FILES),
    digest(),
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
    content_of("file", _FILES, nullable=False),
)

letter_copies_written = Table(
    "letter_copies_written",
    metadata,
    Column(
        "copy", Integer, ForeignKey("letter_copies.number"), primary_key=True, autoincrement=False
    ),
)
