"""Sheets as they stand in a file: their rows, and the place of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance_engine.errors import Place, Problem


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number from 1, and what its cells hold, from the first column on."""

    number: int
    cells: Sequence[object]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV file: its name, and its rows that are not empty.

    `problems` are what would be read otherwise than a person sees it: merged cells, formulas.
    `notes` tell what was read a little otherwise than it was typed.
    """

    file: str
    name: str
    lines: Sequence[Line]
    is_csv: bool = False
    is_hidden: bool = False
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()

    def place(self, row: int = 0, column: int = 0, heading: str = "") -> Place:
        """The place of a cell, by numbers from 1; of a row or the sheet where they are 0."""
        if self.is_csv:
            return Place(self.file, row, column if row else 0)
        shown = f"{self.file}, sheet '{self.name}'"
        if row:
            shown += f", row {row}"
        if column:
            shown += f", column {column_letters(column)}"
        if heading:
            shown += f" ({heading})"
        return Place(f"{self.file}\0{self.name}", row, column, shown)


def column_letters(number: int) -> str:
    """The letters over a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def is_empty(cell: object) -> bool:
    """Whether a cell holds nothing, or only blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
