"""The sheets of an Excel workbook, as its file holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.documents.archives import MAX_PACKED
from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import error_cell, is_blank, read_cells
from compliance_engine.records.spreadsheets.inspected_cells import Cell, Found, named
from compliance_engine.records.spreadsheets.inspecting import inspect
from compliance_engine.records.spreadsheets.sheets import (
    Line,
    Sheet,
    Unreadable,
    column_letters,
    is_empty,
)

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

SHOWN = 5
"""Cells that a problem names, of many with the same."""


def read_workbook(path: Path, wanted: Callable[[str], bool] = lambda _: True) -> list[Sheet]:
    """Every sheet of a workbook, hidden or not, with the rows and columns that a filter hides.

    A sheet that is not `wanted`, by its name, or that cannot be read safely has no lines. Raises
    InvalidInputError for a file that is no workbook.
    """
    import python_calamine

    data = read_bytes(path, limit=MAX_PACKED)
    inspected = inspect(data, Place(path.name))
    try:
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            return [
                _sheet(path.name, one, inspected.get(one.name, Found()), workbook, wanted(one.name))
                for one in workbook.sheets_metadata
                if one.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except (python_calamine.CalamineError, ValueError, OverflowError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise _damaged(path) from error


def _is_panic(error: BaseException) -> bool:
    """Whether the library fell over what it read, which it tells by no Exception of Python's."""
    return type(error).__name__ == "PanicException"


def _damaged(path: Path) -> InvalidInputError:
    remedy = "Open it, and save it again as an Excel workbook (.xlsx)."
    return InvalidInputError(
        [Problem(Place(path.name), "is damaged, or no Excel workbook", remedy)]
    )


def _sheet(
    file: str, about: SheetMetadata, found: Found, workbook: CalamineWorkbook, wanted: bool
) -> Sheet:
    from python_calamine import SheetVisibleEnum

    hidden = about.visible != SheetVisibleEnum.Visible
    bare = Sheet(file, about.name, (), is_hidden=hidden)
    problems = [*_unsafe(bare.place(), found)]
    if problems or not wanted:
        return replace(bare, problems=problems)
    read = workbook.get_sheet_by_name(about.name)
    notes: list[str] = []
    lines: list[Line] = []
    errors: dict[int, dict[int, str]] = {}
    for (row, column), shown in found.errors.items():
        errors.setdefault(row, {})[column] = shown
    for number, cells in enumerate(read.to_python(skip_empty_area=False), start=1):
        line = read_cells(number, _with_errors(cells, errors.get(number, {})), notes)
        if not is_blank(line.cells):
            lines.append(line)
    kept = [*_without_struck(lines, found, notes)]
    notes += _hidden(kept, found)
    merged = [
        ((top + 1, left + 1), (bottom + 1, right + 1))
        for (top, left), (bottom, right) in read.merged_cell_ranges or ()
    ]
    return replace(bare, lines=kept, notes=notes, merged=merged)


def _with_errors(cells: Sequence[object], errors: Mapping[int, str]) -> Sequence[object]:
    """A row with its errors, by column, which the library reads as empty cells."""
    width = max(len(cells), *errors) if errors else len(cells)
    return [
        error_cell(errors[column])
        if column in errors
        else (cells[column - 1] if column <= len(cells) else "")
        for column in range(1, width + 1)
    ]


def _without_struck(lines: Sequence[Line], found: Found, notes: list[str]) -> Iterator[Line]:
    """The rows that are not struck out; a cell struck out alone, or in part, is no value."""
    passed: list[int] = []
    for line in lines:
        filled = [column for column, cell in enumerate(line.cells, start=1) if not is_empty(cell)]
        struck = [column for column in filled if (line.number, column) in found.struck]
        if len(struck) == len(filled):
            passed.append(line.number)
            continue
        doubtful = {c for c in filled if (line.number, c) in found.struck_in_part} | {*struck}
        yield Line(
            line.number,
            [
                _half_struck(cell) if column in doubtful else cell
                for column, cell in enumerate(line.cells, start=1)
            ],
        )
    if passed:
        notes.append(f"struck out, and passed over: {_rows(passed)}")


def _half_struck(cell: object) -> Unreadable:
    return Unreadable(
        f"{cell} (struck out)",
        f"{str(cell)!r} is struck out, and the rest of its row is not",
        "Delete what no longer holds; a row that is struck out whole is passed over.",
    )


def _hidden(lines: Sequence[Line], found: Found) -> Iterator[str]:
    """What is told of rows and columns that nobody sees, and that hold something."""
    if rows := [line.number for line in lines if line.number in found.hidden_rows]:
        yield f"hidden, and read all the same: {_rows(rows)}"
    columns = [
        column
        for first, last in found.hidden_columns
        for column in range(first, min(last, max((len(one.cells) for one in lines), default=0)) + 1)
        if any(len(one.cells) >= column and not is_empty(one.cells[column - 1]) for one in lines)
    ]
    if columns:
        letters = _listed([column_letters(column) for column in columns])
        yield f"hidden, and read all the same: column {letters}"


def _unsafe(place: Place, found: Found) -> Iterator[Problem]:
    if found.formulas:
        what = f"holds formulas, in {_cells(found.formulas)}"
        yield Problem(place, what, "Paste the values in their place.")
    if found.far:
        what = f"holds something far from the table, in {_cells(found.far)}"
        yield Problem(place, what, "Delete the rows and columns beyond the table.")


def _cells(cells: Sequence[Cell]) -> str:
    return _listed([named(cell) for cell in cells])


def _rows(numbers: Sequence[int]) -> str:
    return f"row {_listed([str(number) for number in numbers])}"


def _listed(names: Sequence[str]) -> str:
    listed = ", ".join(names[:SHOWN])
    return f"{listed} and {len(names) - SHOWN} more" if len(names) > SHOWN else listed
