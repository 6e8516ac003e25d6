"""The one table of a register among what its file holds: its headings, and the rows below them.

The file may be CSV, a workbook, the depositary's XML, or a page saved from a site; what it is, its
content tells, whatever its name ends in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import peek
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.registers.html_tables import read_html
from compliance_engine.records.registers.layout import HELD_BY_HEADINGS, Layout, refuse
from compliance_engine.records.registers.status_xml import read_xml
from compliance_engine.records.spreadsheets.csv_files import read_csv
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, is_empty
from compliance_engine.records.spreadsheets.workbook_reading import read_workbook

_CSV = (".csv", ".txt", ".tsv")
_SAVED_PAGES = (".htm", ".html", ".mht", ".mhtml", ".xhtml")
_BEGINNING = 4096
_TITLES = 50
"""Rows, at most, that may stand above the headings."""


@dataclass(frozen=True)
class RegisterTable:
    """A table of a register: the numbers of its columns, from 1, by key, and its rows.

    `width` is the number of its last heading. `notes` tell how it was read.
    """

    sheet: Sheet
    columns: Mapping[str, int]
    lines: Sequence[Line]
    width: int
    notes: Sequence[str]

    def cell(self, line: Line, key: str) -> object:
        """What a row holds in a column, None if that is empty or there is no such column."""
        number = self.columns.get(key)
        if number is None or number > len(line.cells) or is_empty(line.cells[number - 1]):
            return None
        return line.cells[number - 1]

    def place(self, line: Line, key: str = "") -> Place:
        """Where the cell of a column stands, or the row."""
        return self.sheet.place(line.number, self.columns.get(key, 0), key)

    def problems(self) -> list[Problem]:
        """What is wrong with the table as a whole and with the extent of its rows."""
        above = self.lines[0].number - 1 if self.lines else 0
        found = [*self.sheet.problems, *self.sheet.merged_below(above)]
        for line in self.lines:
            found.extend(self.sheet.beyond(line, self.width))
        return found


def register_table(path: Path, layout: Layout, keys: Sequence[str]) -> RegisterTable:
    """The table of a register with these columns, of which the first must be there.

    Raises InvalidInputError if there is none, or several.
    """
    sheets = _sheets(path)
    if layout.sheet is not None:
        sheets = [one for one in sheets if one.name == layout.sheet] or _no_sheet(
            path, layout, sheets
        )
    found = [(one, at) for one in sheets if (at := _headings(one, layout, keys)) is not None]
    if len(found) == 1:
        (sheet, at), others = found[0], [one for one in sheets if one.lines]
        unread = [one.name for one in others if one is not sheet]
        notes = [sheet.told(note) for note in sheet.notes]
        if sheet.is_hidden:
            notes.append(f"the sheet '{sheet.name}' is hidden; it is read all the same")
        if unread and not sheet.is_csv:
            listed = ", ".join(f"'{name}'" for name in unread)
            notes.append(f"without the headings of the register, and not read: {listed}")
        return _table(sheet, at, layout, keys, notes)
    refuse([problem for one in sheets for problem in one.problems])
    if not found:
        filled = [one for one in sheets if one.lines]
        raise InvalidInputError([layout.missing((filled or sheets)[0], keys[0])])
    names = ", ".join(repr(one.name) for one, _ in found)
    remedy = f"Name one with 'sheet:' in the file for --columns: {names}."
    what = "has several sheets with the headings of a register"
    raise InvalidInputError([Problem(Place(path.name), what, remedy)])


def _sheets(path: Path) -> Sequence[Sheet]:
    """What a file holds that may be the table. Raises InvalidInputError."""
    suffix = path.suffix.casefold()
    begins = _begins(path)
    if suffix in _SAVED_PAGES or b"MIME-Version:" in begins:
        return read_html(path)
    if begins.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        is_page = b"<html" in begins.lower() or b"<table" in begins or b"<TABLE" in begins
        return read_html(path) if is_page else [read_xml(path)]
    return [read_csv(path)] if suffix in _CSV else read_workbook(path)


def _begins(path: Path) -> bytes:
    try:
        return peek(path, _BEGINNING)
    except OSError:
        return b""  # told by whoever reads it


def _no_sheet(path: Path, layout: Layout, sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    names = ", ".join(repr(one.name) for one in sheets)
    remedy = f"Name one with 'sheet:' in the file for --columns: {names}."
    what = f"has no sheet {layout.sheet!r}"
    raise InvalidInputError([Problem(Place(path.name), what, remedy)])


def _headings(sheet: Sheet, layout: Layout, keys: Sequence[str]) -> int | None:
    """Which row has the headings: the first that has the first of the keys, and another if any."""
    found = None
    for at, line in enumerate(sheet.lines[:_TITLES]):
        positions = _positions(line, layout, keys)
        if keys[0] in positions:
            if len(positions) > 1:
                return at
            found = at if found is None else found
    return found


def _table(
    sheet: Sheet, at: int, layout: Layout, keys: Sequence[str], notes: Sequence[str]
) -> RegisterTable:
    header = sheet.lines[at]
    filled = [number for number, cell in enumerate(header.cells, start=1) if not is_empty(cell)]
    cells = [_folded(cell) for cell in header.cells]
    columns = _positions(header, layout, keys)
    refuse(
        [
            Problem(
                sheet.place(header.number, 1 + cells.index(cells[number - 1], number)),
                f"the column {str(header.cells[number - 1])!r} is here twice",
                "Keep one of them, or give the other another heading.",
            )
            for number in columns.values()
            if cells.count(cells[number - 1]) > 1
        ]
    )
    return RegisterTable(sheet, columns, sheet.lines[at + 1 :], filled[-1], notes)


def _positions(line: Line, layout: Layout, keys: Sequence[str]) -> dict[str, int]:
    cells = [_folded(cell) for cell in line.cells]
    found = {key: _position(cells, key, layout.headings(key)) for key in keys}
    return {key: number for key, number in found.items() if number is not None}


def _position(cells: Sequence[str], key: str, names: Sequence[str]) -> int | None:
    """The number of a column, from 1, by the first of its names that is there."""
    for name in map(_folded, names):
        if name in cells:
            return 1 + cells.index(name)
    held = HELD_BY_HEADINGS.get(key, ())
    return next((n for n, cell in enumerate(cells, 1) if any(one in cell for one in held)), None)


def _folded(cell: object) -> str:
    decomposed = unicodedata.normalize("NFKD", cell.casefold()) if isinstance(cell, str) else ""
    letters = (one for one in decomposed if not unicodedata.combining(one) and not one.isspace())
    return "".join(letters).rstrip("*:")
