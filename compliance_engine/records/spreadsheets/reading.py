"""The rows of tables read from sheets, with everything that is wrong shown at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.errors import Place, Problem
from compliance_engine.records.spreadsheets.cells import cell_of
from compliance_engine.records.spreadsheets.kinds import CellError
from compliance_engine.records.spreadsheets.rows import Cells
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, is_empty
from compliance_engine.records.spreadsheets.tables import (
    CODE,
    STATE,
    STATE_COLUMNS,
    TABLES,
    Column,
    Shape,
    Table,
)
from compliance_engine.records.spreadsheets.words import headings_of, titles_of
from compliance_engine.records.state_names import StateNames
from compliance_engine.records.states import State, UnknownStateError
from compliance_engine.suggestions import did_you_mean

STATES = "states"
READ_ONLY = ("findings", "undetermined", "about")
"""Sheets that are made for reading, and not read back."""

CHOICES = "_choices"
"""A hidden sheet with the words that cells offer to choose from."""


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


@dataclass(frozen=True)
class ReadTables:
    """The rows of each table that was there, and the digests of the records as exported."""

    rows: Mapping[str, Sequence[ReadRow]]
    digests: Mapping[str, str]
    notes: Sequence[str]


def read_tables(sheets: Sequence[Sheet], names: StateNames, problems: list[Problem]) -> ReadTables:
    """The tables among some sheets. What is wrong is added to `problems`."""
    rows: dict[str, Sequence[ReadRow]] = {}
    notes: list[str] = []
    digests: dict[str, str] = {}
    by_name = {table.name: table for table in TABLES}
    for sheet in sheets:
        name = _meant(sheet.name)
        if name is None:
            problems.extend(_misnamed(sheet))
            notes.append(f"the sheet '{sheet.name}' is none of the record, and is not read")
        elif name == STATES:
            digests = _digests(sheet)
        elif name in rows:
            what = "is there twice, under two of its names"
            problems.append(Problem(sheet.place(), what, "Delete one of them."))
        elif name in by_name:
            if sheet.is_hidden:
                notes.append(f"the sheet '{sheet.name}' is hidden; it is read all the same")
            problems.extend(sheet.problems)
            reader = _Reader(by_name[name], sheet, names, problems)
            rows[name] = reader.rows() if not sheet.problems else ()
    missing = [name for name in by_name if name not in rows]
    if rows and missing:
        notes.append(f"not there, and left as they are: {', '.join(missing)}")
    return ReadTables(rows, digests, notes)


def is_read(sheet: str) -> bool:
    """Whether a sheet of this name holds something that is read back."""
    return _meant(sheet) not in (None, CHOICES, *READ_ONLY)


def _meant(sheet: str) -> str | None:
    """The table, or the sheet made for reading, that a sheet's name stands for."""
    if sheet == CHOICES:
        return CHOICES
    folded = sheet.strip().casefold()
    known = (*(table.name for table in TABLES), STATES, *READ_ONLY)
    return next((name for name in known if folded in titles_of(name)), None)


def _misnamed(sheet: Sheet) -> Iterator[Problem]:
    """A sheet whose name is nearly that of a table: its rows would be lost."""
    known = {name for table in TABLES for name in titles_of(table.name)}
    if near := did_you_mean(sheet.name, known):
        yield Problem(sheet.place(), "is no sheet of the record by this name", near)


def _digests(sheet: Sheet) -> dict[str, str]:
    """The digests of the records when they were exported, as far as the sheet tells them."""
    return {
        str(line.cells[0]).strip(): str(line.cells[-1]).strip()
        for line in sheet.lines[1:]
        if len(line.cells) >= 2
    }


class _Reader:
    def __init__(
        self, table: Table, sheet: Sheet, names: StateNames, problems: list[Problem]
    ) -> None:
        self._table = table
        self._sheet = sheet
        self._names = names
        self._problems = problems

    def rows(self) -> list[ReadRow]:
        """Every row without a problem."""
        if not self._sheet.lines:
            what, remedy = "is empty", "Begin with the row of headings."
            self._problems.append(Problem(self._sheet.place(), what, remedy))
            return []
        header, *lines = self._sheet.lines
        positions = self._positions(header, lines)
        if positions is None:
            return []
        read = (self._row(line, positions) for line in lines)
        rows = [row for row in read if row is not None]
        self._problems.extend(self._repeated(rows))
        return rows

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
            heading = str(cell).strip()
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

    def _row(self, line: Line, positions: Mapping[str, int]) -> ReadRow | None:
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
        beyond = [
            number
            for number, raw in enumerate(line.cells, start=1)
            if not is_empty(raw) and number not in positions.values()
        ]
        for number in beyond:
            what, remedy = "stands beyond the columns of the table", "Delete it, or put it in one."
            found.append(Problem(self._sheet.place(line.number, number), what, remedy))
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
            yield Problem(place, f"'{column.key}': {error}", error.remedy or column.kind.remedy)
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
        if not given:
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
