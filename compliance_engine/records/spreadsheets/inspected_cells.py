"""What the XML of a sheet tells of its cells: formulas, errors, struck out, hidden, far away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import ZipFile

from compliance_engine.records.spreadsheets.sheets import column_letters
from compliance_engine.records.spreadsheets.struck_out import StruckOut, TextRuns
from compliance_engine.records.spreadsheets.workbook_xml import is_on, parse_part

MAX_ROWS, MAX_COLUMNS = 100_000, 200
"""Far more than any table of records has."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last of a sheet; what claims to stand beyond makes the program that reads it fall."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")

Cell = tuple[int, int]
"""A cell by its row and column, from 1."""


@dataclass
class Found:
    """What a sheet holds that is not a plain value in plain sight, each by its cell."""

    formulas: list[Cell] = field(default_factory=list)
    far: list[Cell] = field(default_factory=list)
    errors: dict[Cell, str] = field(default_factory=dict)
    struck: set[Cell] = field(default_factory=set)
    struck_in_part: set[Cell] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def inspect_sheet(archive: ZipFile, name: str, strikes: StruckOut) -> Found:
    """What a sheet holds. Raises ExpatError for one that no spreadsheet program writes."""
    reader = _Reader(strikes)
    parse_part(archive, name, reader.begins, reader.ends, reader.text)
    return reader.found


def named(cell: Cell) -> str:
    """A cell as people name it: B7."""
    row, column = cell
    return f"{column_letters(column)}{row}"


class _Reader:
    def __init__(self, strikes: StruckOut) -> None:
        self.found = Found()
        self._strikes = strikes
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._value: list[str] = []
        self._in_value = False
        self._runs: TextRuns | None = None

    def begins(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "f":
                self.found.formulas.append((self._row, self._column))
            case "v":
                self._in_value = True
            case "is":
                self._runs = TextRuns()
            case "col" if is_on(attributes, "hidden", "0"):
                first, last = (int(attributes.get(key, "1")) for key in ("min", "max"))
                self.found.hidden_columns.append((first, last))
            case _ if self._runs is not None:
                self._runs.begins(element, attributes)

    def text(self, content: str) -> None:
        if self._in_value:
            self._value.append(content)
        elif self._runs is not None:
            self._runs.text(content)

    def ends(self, element: str) -> None:
        match element:
            case "v":
                self._in_value = False
            case "c":
                self._end_cell()
            case _ if self._runs is not None:
                self._runs.ends(element)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not number.isascii() or not number.isdecimal() or not 0 < int(number) <= LAST_ROW:
            raise expat.ExpatError(f"there is no row {number[:20]}")
        if int(number) <= self._row:
            raise expat.ExpatError(f"the row {number} stands after the row {self._row}")
        self._row, self._column = int(number), 0
        if is_on(attributes, "hidden", "0"):
            self.found.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes, self._value, self._runs = attributes, [], None
        before, self._column = self._column, self._column + 1
        if (reference := attributes.get("r")) is not None:
            match = _REFERENCE.fullmatch(reference)
            if match is None or int(match[2]) != self._row:
                raise expat.ExpatError(f"there is no cell {reference[:20]} in row {self._row}")
            self._column = _number_of(match[1])
        if not before < self._column <= LAST_COLUMN:
            raise expat.ExpatError(f"column {self._column} does not come after column {before}")

    def _end_cell(self) -> None:
        cell, value, kind = (
            (self._row, self._column),
            "".join(self._value),
            self._attributes.get("t"),
        )
        runs, self._runs = self._runs, None
        if not value and runs is None:
            return
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            self.found.far.append(cell)
        if kind == "e":
            self.found.errors[cell] = value
        text = int(value) if kind == "s" and value.isdecimal() else -1
        form = int(self._attributes.get("s", "0"))
        strikes = self._strikes
        whole = text in strikes.texts or (runs is not None and runs.is_struck)
        part = text in strikes.texts_in_part or (runs is not None and runs.is_struck_in_part)
        if form in strikes.formats or whole:
            self.found.struck.add(cell)
        elif part:
            self.found.struck_in_part.add(cell)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
