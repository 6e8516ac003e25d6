"""Sheets as they stand in a file: their rows, and the place of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance_engine.errors import Place, Problem


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number from 1, and what its cells hold, from the first column on."""

    number: int
    cells: Sequence[object]


@dataclass(frozen=True)
class Unreadable:
    """What stands in a cell that stands for no value: an error, or characters of no text.

    Whoever reads the cell refuses it there, with `what` and `remedy`; it is `shown` so.
    """

    shown: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return self.shown


Span = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of merged cells, each by its row and column from 1."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV file: its name, and its rows that are not empty.

    `problems` are what would be read otherwise than a person sees it, such as formulas; `merged`
    cells are one of them below the headings. `notes` tell what was read in a way that a person
    might not expect.
    """

    file: str
    name: str
    lines: Sequence[Line]
    is_csv: bool = False
    is_hidden: bool = False
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()
    merged: Sequence[Span] = ()

    def merged_below(self, headings: int) -> Iterator[Problem]:
        """Merged cells below the row of headings, and above the last row."""
        last = self.lines[-1].number if self.lines else 0
        for (top, left), (bottom, right) in self.merged:
            if bottom > headings and top <= last:
                span = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
                what = f"the cells {span} are merged, and only the first of them holds anything"
                yield Problem(self.place(top, left), what, "Unmerge them, and write each.")

    def beyond(self, line: Line, headings: int) -> Iterator[Problem]:
        """That a row has something in a cell after that of the last heading, if it has."""
        filled = [number for number, one in enumerate(line.cells, start=1) if not is_empty(one)]
        if filled and filled[-1] > headings:
            first = next(number for number in filled if number > headings)
            what = f"the row has {filled[-1]} cells, but there are {headings} headings"
            remedy = "Write the heading of what stands there, or delete it."
            if self.is_csv:
                remedy = "Put a cell that holds what separates cells in double quotes."
            yield Problem(self.place(line.number, first), what, remedy)

    def told(self, note: str) -> str:
        """A note on this sheet, with the name by which a person knows it."""
        return f"{self.file}: {note}" if self.is_csv else f"sheet '{self.name}': {note}"

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
