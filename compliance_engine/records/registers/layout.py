"""How a register is laid out: what its columns are called, and how its dates are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from compliance_engine.documents.files import read_text
from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.records.reference_tables import reference_rows
from compliance_engine.records.spreadsheets.sheets import Sheet

BETWEEN = "|"


@cache
def usual_headings() -> Mapping[str, tuple[str, ...]]:
    """What each column is called if nothing else is said, in English, French and Spanish.

    Capitals, accents and blanks do not matter. Of several in one table, the first is meant.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in reference_rows("register_headings.csv"):
        listed = (*found.get(row["column"], ()), *row["headings"].split(BETWEEN))
        found[row["column"]] = tuple(dict.fromkeys(listed))
    return found


HELD_BY_HEADINGS: Mapping[str, tuple[str, ...]] = {"deposit": ("accession(a)", "adhesion(a)")}
"""What tells a column too, wherever it stands in its heading: the depositary lists the letters that
a treaty has, in English, French or Spanish.
"""


class RegisterSource(Model):
    """Under which name the records cite the register."""

    name: str
    title: str
    publisher: str | None = None
    url: str | None = None


class Columns(Model):
    """The headings of a register, where they are not the usual ones."""

    participant: str | None = None
    signature: str | None = None
    deposit: str | None = None
    state: str | None = None
    covers: str | None = None
    due_year: str | None = None
    submitted: str | None = None
    note: str | None = None


class Layout(Document):
    """What is said of a register in a file for ``--columns``."""

    columns: Columns = Columns()
    dates: Literal["as records write them", "day first", "month first"] = Field(
        default="as records write them",
        description="How 04/05/2021 is to be read; without it such a date is refused",
    )
    sheet: str | None = Field(default=None, description="Of a workbook: the sheet to read")
    source: RegisterSource | None = None

    def headings(self, key: str) -> tuple[str, ...]:
        """What the heading of a column may be."""
        own: str | None = getattr(self.columns, key)
        return (own,) if own is not None else usual_headings()[key]

    def missing(self, sheet: Sheet, key: str) -> Problem:
        """That a column is not there, and what to do."""
        what = f"has no column {self.headings(key)[0]!r}"
        remedy = f"Say what it is called, in a file for --columns: 'columns: {{{key}: …}}'."
        return Problem(sheet.place(), what, remedy)


def refuse(problems: Sequence[Problem]) -> None:
    """Raises InvalidInputError if there are problems."""
    if problems:
        raise InvalidInputError(problems)


def read_layout(path: Path) -> Layout:
    """The layout that a YAML file describes. Raises InvalidInputError."""
    return validate(Layout, parse_yaml(read_text(path, path.name), path.name), path.name)
