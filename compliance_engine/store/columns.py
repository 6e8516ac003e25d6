"""What tables of the store are made of: digests, contents named by theirs, and rows of a run."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

SHA256 = String(64)
"""A digest in hexadecimal digits."""


def digest(name: str = "sha256") -> Column[str]:
    """A digest that every row has."""
    return Column(name, SHA256, nullable=False)


def content_of(name: str, table: str, *, nullable: bool = True) -> Column[str]:
    """The digest of a content in a table of `contents`."""
    return Column(name, SHA256, ForeignKey(f"{table}.sha256"), nullable=nullable)


def contents(name: str, metadata: MetaData) -> Table:
    """A table of contents, each there once under its digest."""
    return Table(
        name,
        metadata,
        Column("sha256", SHA256, primary_key=True),
        Column("content", LargeBinary, nullable=False),
    )


def row_of_run() -> tuple[Column[int], Column[int]]:
    """What names a row: its run, and its place among those of the run, from 1."""
    return (
        Column("run", Integer, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
        Column("seq", Integer, primary_key=True, autoincrement=False),
    )
