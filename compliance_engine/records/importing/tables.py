"""Tables read from CSV files, with every cell checked and every problem shown at its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.importing.columns import Column
from compliance_engine.records.states import UnknownStateError, find_state
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells, and where they stand.

    A row that is not `sound` has a cell that fails its check; nothing may be made of it.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    positions: Mapping[str, int]
    sound: bool = True

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def problem(self, column: str, what: str, remedy: str) -> Problem:
        """A problem at the cell of `column`."""
        place = Place(self.file, self.line, self.positions[column])
        return Problem(place, f"'{column}': {what}", remedy)


@dataclass(frozen=True)
class Table:
    """A CSV file: its name, its columns, and whether a State has at most one row in it."""

    file: str
    columns: Mapping[str, Column]
    one_row_a_state: bool = False

    def read(self, folder: Path, problems: list[Problem]) -> list[Row] | None:
        """Every row, sound or not, or None if there is no such table in the file.

        What is wrong is added to `problems`.
        """
        path = folder / self.file
        if not is_there(path):
            what = "is missing: it is one of the tables that make the records"
            problems.append(Problem(Place(str(path)), what, f"Put it into {folder}."))
            return None
        try:
            lines = list(_lines(read_text(path, str(path)), str(path)))
        except InvalidInputError as error:
            problems.extend(error.problems)
            return None
        if not lines:
            what = "is empty"
            remedy = f"Begin with the line of column names: {', '.join(self.columns)}."
            problems.append(Problem(Place(str(path)), what, remedy))
            return None
        (_, header), *body = lines
        found = list(self._problems_of_header(header, str(path)))
        problems.extend(found)
        if found:
            return None
        rows = [self._row(header, line, cells, str(path), problems) for line, cells in body]
        problems.extend(self._problems_of_repetition(rows))
        return rows

    def _problems_of_header(self, header: list[str], file: str) -> Iterator[Problem]:
        if len(header) == 1 and ";" in header[0]:
            what = "its columns are separated by semicolons"
            remedy = "Save it as comma-separated values (CSV UTF-8)."
            yield Problem(Place(file, 1, 1), what, remedy)
            return
        unknown = [name for name in header if name not in self.columns]
        missing = [name for name in self.columns if name not in header]
        for name in missing:
            otherwise = f"Add the column; this table has: {', '.join(self.columns)}."
            remedy = did_you_mean(name, unknown, otherwise)
            yield Problem(Place(file, 1, 1), f"the column '{name}' is missing", remedy)
        for position, name in enumerate(header, start=1):
            place = Place(file, 1, position)
            if name not in self.columns:
                remedy = "Remove it, or write it as one of the columns that are imported."
                what = f"the column '{name}' is not known, and what it holds would be lost"
                yield Problem(place, what, did_you_mean(name, missing, remedy))
            elif name in header[: position - 1]:
                yield Problem(place, f"the column '{name}' stands here twice", "Keep one of them.")

    def _row(
        self,
        header: list[str],
        line: int,
        cells: list[str],
        file: str,
        problems: list[Problem],
    ) -> Row:
        positions = {name: position for position, name in enumerate(header, start=1)}
        named = dict.fromkeys(header, "") | dict(zip(header, map(str.strip, cells), strict=False))
        row = Row(file, line, named, positions)
        found = list(self._problems_of_cells(row))
        if len(cells) != len(header):
            what = f"has {len(cells)} cells, but the table has {len(header)} columns"
            remedy = "Put a cell that holds a comma in double quotes."
            found.append(Problem(Place(file, line, 1), what, remedy))
        problems.extend(found)
        return Row(file, line, named, positions, sound=not found)

    def _problems_of_cells(self, row: Row) -> Iterator[Problem]:
        code, name = row.cells.get("iso3"), row.cells.get("state", "")
        meant = _code_of_name(name)
        for column, kind in self.columns.items():
            complaint = kind.complaint(row[column])
            if complaint is not None:
                what, remedy = complaint
                if column == "iso3" and meant:
                    remedy = f"Write {meant}, which is the code of {name}."
                yield row.problem(column, what, remedy)
            elif column == "state" and meant != code and self.columns["iso3"].allows(code):
                what = f"{name!r} is not the State of the code {code!r}"
                yield row.problem(column, what, "Correct the name or the code.")

    def _problems_of_repetition(self, rows: list[Row]) -> Iterator[Problem]:
        if not self.one_row_a_state:
            return
        first: dict[str, Row] = {}
        for row in rows:
            before = first.setdefault(row["iso3"], row)
            if before is not row:
                what = f"{row['iso3']!r} has a row already, on line {before.line}"
                yield row.problem("iso3", what, "Keep one row for each State in this table.")


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        place = Place(file, begins, 1)
        remedy = "Save it again as comma-separated values in UTF-8; check the quotes here."
        raise InvalidInputError([Problem(place, f"is not a table: {error}", remedy)]) from error


@cache
def _code_of_name(name: str) -> str | None:
    try:
        return find_state(name).code
    except UnknownStateError:
        return None
