"""The sheets of an Excel workbook, as its file holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.inspecting import Found, inspect
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, column_letters, is_empty

SHOWN = 5
"""Cells that a problem names, of many with the same."""


def read_workbook(path: Path) -> list[Sheet]:
    """Every sheet of a workbook, hidden or not, with the rows and columns that a filter hides.

    Raises InvalidInputError for a file that is no workbook, or with everything in it that would be
    read otherwise than a person sees it: merged cells, formulas, cells far below the table.
    """
    import python_calamine

    inspected = inspect(path)
    problems = [*_problems(path.name, inspected)]
    if problems:
        raise InvalidInputError(problems)
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            sheets = [
                _sheet(path.name, workbook.get_sheet_by_name(one.name), problems)
                for one in workbook.sheets_metadata
                if one.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.CalamineError as error:
        remedy = "Open it, and save it again as an Excel workbook (.xlsx)."
        problem = Problem(Place(path.name), "is damaged, or no Excel workbook", remedy)
        raise InvalidInputError([problem]) from error
    if problems:
        raise InvalidInputError(problems)
    return sheets


def _problems(file: str, inspected: dict[str, Found]) -> Iterator[Problem]:
    for name, found in inspected.items():
        place = Sheet(file, name, ()).place()
        if found.formulas:
            what = f"holds formulas, in {_named(found.formulas)}"
            yield Problem(place, what, "Paste the values in their place.")
        if found.far:
            what = f"holds something far from the table, in {_named(found.far)}"
            yield Problem(place, what, "Delete the rows and columns beyond the table.")


def _named(cells: list[str]) -> str:
    listed = ", ".join(cells[:SHOWN])
    return f"{listed} and {len(cells) - SHOWN} more" if len(cells) > SHOWN else listed


def _sheet(file: str, found: object, problems: list[Problem]) -> Sheet:
    from python_calamine import CalamineSheet

    assert isinstance(found, CalamineSheet)
    lines = [
        Line(number, cells)
        for number, cells in enumerate(found.to_python(skip_empty_area=False), start=1)
        if not all(is_empty(cell) for cell in cells)
    ]
    sheet = Sheet(file, found.name, lines)
    if lines:
        for (top, left), (bottom, right) in found.merged_cell_ranges or ():
            if top < lines[-1].number:
                span = f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
                what = f"the cells {span} are merged, and only the first of them holds anything"
                remedy = "Unmerge them, and write each cell."
                problems.append(Problem(sheet.place(top + 1, left + 1), what, remedy))
    return sheet
