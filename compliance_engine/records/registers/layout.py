"""How a register is laid out: what its columns are called, and how its dates are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from compliance_engine.documents import Document, Model, parse_yaml, read_text, validate
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.csv_files import read_csv
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, is_empty
from compliance_engine.records.spreadsheets.workbook_reading import read_workbook

DEFAULT_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "participant": ("Participant",),
    "signature": ("Signature",),
    "deposit": (
        "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)",
        "Ratification",
        "Deposit",
    ),
    "state": ("State", "Country", "State Party", "Code"),
    "covers": ("Covers", "Year", "Calendar year", "Reporting year"),
    "due_year": ("Due year",),
    "submitted": ("Submitted", "Date", "Date submitted", "Date of submission", "Received"),
    "note": ("Note", "Notes", "Remarks"),
}
"""What each column is called if nothing else is said; capitals and blanks do not matter."""


HELD_BY_HEADINGS: Mapping[str, tuple[str, ...]] = {"deposit": ("accession(a)", "adhésion(a)")}
"""What tells a column too, wherever it stands in its heading: the depositary lists the letters that
a treaty has, in English or French.
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
        return (own,) if own is not None else DEFAULT_HEADINGS[key]

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


def sheet_of(path: Path, layout: Layout) -> Sheet:
    """The sheet of a register, a CSV file or a workbook. Raises InvalidInputError."""
    if path.suffix.casefold() == ".csv":
        return read_csv(path)
    wanted = layout.sheet
    sheets = read_workbook(path, lambda name: wanted in (None, name))
    found = [one for one in sheets if wanted is None or one.name == wanted]
    if len(found) == 1:
        if found[0].problems:
            raise InvalidInputError(found[0].problems)
        return found[0]
    names = ", ".join(repr(one.name) for one in sheets)
    what = f"has no sheet {wanted!r}" if wanted is not None else "has several sheets"
    remedy = f"Name one with 'sheet:' in the file for --columns: {names}."
    raise InvalidInputError([Problem(Place(path.name), what, remedy)])


def header_of(
    sheet: Sheet, layout: Layout, keys: Sequence[str]
) -> tuple[dict[str, int], Sequence[Line]]:
    """The numbers of the columns, from 1, by key, and the rows below the row of headings.

    The row of headings is the first that has the first of the keys; other columns may be missing.
    Raises InvalidInputError if there is none.
    """
    first, *_ = keys
    wanted = {key: [_folded(one) for one in layout.headings(key)] for key in keys}
    for at, line in enumerate(sheet.lines):
        cells = [_folded(cell) if isinstance(cell, str) else "" for cell in line.cells]
        if any(one in cells for one in wanted[first]):
            found = {key: _position(cells, key, names) for key, names in wanted.items()}
            positions = {key: number for key, number in found.items() if number is not None}
            return positions, sheet.lines[at + 1 :]
    raise InvalidInputError([layout.missing(sheet, first)])


def _position(cells: Sequence[str], key: str, names: Sequence[str]) -> int | None:
    """The number of a column, from 1, by the first of its names that is there."""
    for name in names:
        if name in cells:
            return 1 + cells.index(name)
    held = HELD_BY_HEADINGS.get(key, ())
    return next((n for n, cell in enumerate(cells, 1) if any(one in cell for one in held)), None)


def cell_at(line: Line, number: int | None) -> object:
    """What a row holds in a column, None if that is empty or there is no such column."""
    if number is None or number > len(line.cells) or is_empty(line.cells[number - 1]):
        return None
    return line.cells[number - 1]


def _folded(cell: str) -> str:
    return "".join(cell.split()).casefold()
