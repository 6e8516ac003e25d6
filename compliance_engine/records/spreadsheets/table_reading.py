"""The rows of one table read from its sheet, with everything that is wrong shown at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.documents.text import canonical
from compliance_engine.errors import Place, Problem
from compliance_engine.records.spreadsheets.cells import cell_of
from compliance_engine.records.spreadsheets.kinds import CellError
from compliance_engine.records.spreadsheets.rows import Cells
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, is_empty
from compliance_engine.records.spreadsheets.tables import (
    CODE,
    STATE,
    STATE_COLUMNS,
    Column,
    Shape,
    Table,
)
from compliance_engine.records.spreadsheets.words import headings_of
from compliance_engine.records.state_names import StateNames
from compliance_engine.records.states import State, UnknownStateError
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class ReadRow:
    """A row of a table: the State that it is of, its cells that are not empty, its places."""

    state: str
    cells: Cells
    sheet: Sheet
    line: int
    positions: Mapping[str, int]

    def place(self, key: str = "") -> Place:
        """Where the cell of a column stands, or the row."""
        return self.sheet.place(self.line, self.positions.get(key, 0), key)

    def problem(self, key: str, what: str, remedy: str) -> Problem:
        """A problem at the cell of a column, named as the record names it."""
        return Problem(self.place(key), f"'{key}': {what}", remedy)


_TITLES = 20
"""Rows, at most, that may stand above the headings."""


class TableReader:
    """Reads the rows of a table from its sheet; what is wrong is added to `problems`.

    What is read otherwise than a person might expect is added to `notes`.
    """

    def __init__(
        self,
        table: Table,
        sheet: Sheet,
        names: StateNames,
        problems: list[Problem],
        notes: list[str],
    ) -> None:
        self._table = table
        self._sheet = sheet
        self._names = names
        self._problems = problems
        self._notes = notes

    def rows(self) -> list[ReadRow]:
        """Every row without a problem."""
        if not self._sheet.lines:
            what, remedy = "is empty", "Begin with the row of headings."
            self._problems.append(Problem(self._sheet.place(), what, remedy))
            return []
        at = self._headings()
        header, lines = self._sheet.lines[at], self._sheet.lines[at + 1 :]
        self._problems.extend(self._sheet.merged_below(header.number))
        positions = self._positions(header, lines)
        if positions is None:
            return []
        width = max(positions.values())
        read = [self._row(line, positions, width) for line in lines]
        rows = [*self._each_once([row for row in read if row is not None])]
        self._problems.extend(self._repeated(rows))
        return rows

    def _headings(self) -> int:
        """Which row has the headings: the first that names the State and more, or the first."""
        known = headings_of(self._table)
        for at, line in enumerate(self._sheet.lines[:_TITLES]):
            keys = {known.get(canonical(str(cell)).casefold()) for cell in line.cells} - {None}
            if len(keys) > 1 and keys & {CODE, STATE}:
                return at
        return 0

    def _each_once(self, rows: Sequence[ReadRow]) -> Iterator[ReadRow]:
        """The rows without those that say the same as one before, which are told."""
        if self._table.shape not in (Shape.LIST, Shape.NESTED):
            yield from rows
            return
        first: dict[tuple[str, frozenset[tuple[str, str]]], ReadRow] = {}
        for row in rows:
            before = first.setdefault((row.state, frozenset(row.cells.items())), row)
            if before is row:
                yield row
            else:
                note = f"row {row.line} says the same as row {before.line}, and is read once"
                self._notes.append(self._sheet.told(note))

    def _positions(self, header: Line, lines: Sequence[Line]) -> dict[str, int] | None:
        """The number of each column, from 1, by its key; None if they are not all there."""
        known = headings_of(self._table)
        positions: dict[str, int] = {}
        found: list[Problem] = []
        for number, cell in enumerate(header.cells, start=1):
            if is_empty(cell):
                if any(
                    len(one.cells) >= number and not is_empty(one.cells[number - 1])
                    for one in lines
                ):
                    what = "a column with something in it has no heading"
                    remedy = "Write the heading, or delete the column."
                    found.append(Problem(self._sheet.place(header.number, number), what, remedy))
                continue
            heading = canonical(str(cell))
            key = known.get(heading.casefold())
            place = self._sheet.place(header.number, number)
            if key is None:
                remedy = did_you_mean(heading, known, "Delete the column, or correct its heading.")
                found.append(Problem(place, f"there is no column {heading!r} here", remedy))
            elif key in positions:
                found.append(Problem(place, f"the column {heading!r} is here twice", "Keep one."))
            else:
                positions[key] = number
        wanted = [one.key for one in self._table.columns if one.key not in positions]
        if CODE not in positions and STATE not in positions:
            wanted.insert(0, CODE)
        for key in wanted:
            what = f"the column '{key}' is missing"
            remedy = "Add it, with empty cells if there is nothing to say."
            found.append(Problem(self._sheet.place(header.number), what, remedy))
        self._problems.extend(found)
        return None if found else positions

    def _row(self, line: Line, positions: Mapping[str, int], width: int) -> ReadRow | None:
        found: list[Problem] = []
        cells: dict[str, str] = {}
        for column in (*STATE_COLUMNS, *self._table.columns):
            number = positions.get(column.key, 0)
            raw = line.cells[number - 1] if 0 < number <= len(line.cells) else ""
            if is_empty(raw):
                if column.required:
                    what = f"'{column.key}' is empty"
                    place = self._sheet.place(line.number, number, column.key)
                    found.append(Problem(place, what, column.kind.remedy))
                continue
            problem = self._read(column, raw, line.number, number, cells)
            found.extend(problem)
        found.extend(self._sheet.beyond(line, width))
        state = self._state(cells, line.number, positions, found)
        self._problems.extend(found)
        if found or state is None:
            return None
        own = {key: cell for key, cell in cells.items() if key not in (CODE, STATE)}
        return ReadRow(state.code, own, self._sheet, line.number, positions)

    def _read(
        self, column: Column, raw: object, line: int, number: int, cells: dict[str, str]
    ) -> Iterator[Problem]:
        try:
            cell = cell_of(raw, column.kind)
            value = column.kind.value(cell)
        except CellError as error:
            place = self._sheet.place(line, number, column.key)
            yield Problem(place, f"'{column.key}': {error}", error.remedy)
            return
        cells[column.key] = column.kind.cell(value)

    def _state(
        self,
        cells: Mapping[str, str],
        line: int,
        positions: Mapping[str, int],
        found: list[Problem],
    ) -> State | None:
        """The State that a row is of, by its code, its name or both."""
        given = [(key, cells[key]) for key in (CODE, STATE) if key in cells]
        states: list[State] = []
        if not given and not _is_told(found, line, positions):
            what = "the row does not say which State it is of"
            remedy = "Write its code, such as GNQ."
            place = self._sheet.place(line, positions.get(CODE, positions.get(STATE, 0)))
            found.append(Problem(place, what, remedy))
        for key, text in given:
            try:
                states.append(self._names.find(text))
            except UnknownStateError as error:
                place = self._sheet.place(line, positions[key], key)
                found.append(Problem(place, f"'{key}': {error}", error.remedy))
        if len(states) == 2 and states[0] != states[1]:
            place = self._sheet.place(line, positions[STATE], STATE)
            what = f"'{STATE}': {cells[STATE]!r} is not the State of the code {cells[CODE]!r}"
            found.append(Problem(place, what, "Correct the name or the code."))
        return states[0] if states else None

    def _repeated(self, rows: Sequence[ReadRow]) -> Iterator[Problem]:
        """Rows of a State that has one at most, or with a name that another has."""
        if self._table.shape not in (Shape.ONE, Shape.NAMED):
            return
        key = "name" if self._table.shape is Shape.NAMED else ""
        first: dict[tuple[str, str | None], ReadRow] = {}
        for row in rows:
            before = first.setdefault((row.state, row.cells.get(key)), row)
            if before is not row:
                named = f" named {row.cells[key]!r}" if key else ""
                what = f"{row.state} has a row{named} already, row {before.line}"
                yield Problem(row.place(key), what, "Keep one of the two.")


def _is_told(found: Sequence[Problem], line: int, positions: Mapping[str, int]) -> bool:
    """Whether what is wrong with the cells that name the State of a row is told already."""
    columns = {positions[key] for key in (CODE, STATE) if key in positions}
    return any(one.place.line == line and one.place.column in columns for one in found)
