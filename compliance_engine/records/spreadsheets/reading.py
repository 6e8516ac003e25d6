"""The rows of tables read from sheets, with everything that is wrong shown at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.documents.text import canonical
from compliance_engine.errors import Problem
from compliance_engine.records.spreadsheets.sheets import Sheet
from compliance_engine.records.spreadsheets.table_reading import ReadRow, TableReader
from compliance_engine.records.spreadsheets.tables import (
    TABLES,
)
from compliance_engine.records.spreadsheets.words import titles_of
from compliance_engine.records.state_names import StateNames
from compliance_engine.suggestions import did_you_mean

STATES = "states"
READ_ONLY = ("findings", "undetermined", "about")
"""Sheets that are made for reading, and not read back."""

CHOICES = "_choices"
"""A hidden sheet with the words that cells offer to choose from."""


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
            notes.extend(sheet.told(note) for note in sheet.notes)
            reader = TableReader(by_name[name], sheet, names, problems, notes)
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
    folded = canonical(sheet).casefold()
    known = (*(table.name for table in TABLES), STATES, *READ_ONLY)
    return next((name for name in known if folded in map(str.casefold, titles_of(name))), None)


def _misnamed(sheet: Sheet) -> Iterator[Problem]:
    """A sheet whose name is nearly that of a table: its rows would be lost."""
    known = [title for table in TABLES for title in titles_of(table.name)]
    if near := did_you_mean(sheet.name, known):
        yield Problem(sheet.place(), "is no sheet of the record by this name", near)


def _digests(sheet: Sheet) -> dict[str, str]:
    """The digests of the records when they were exported, as far as the sheet tells them."""
    return {
        str(line.cells[0]).strip(): str(line.cells[-1]).strip()
        for line in sheet.lines[1:]
        if len(line.cells) >= 2
    }
