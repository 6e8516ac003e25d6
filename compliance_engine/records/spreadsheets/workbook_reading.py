"""The sheets of an Excel workbook, as its file holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import with_safe_texts
from compliance_engine.records.spreadsheets.inspecting import Found, inspect
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, column_letters, is_empty

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

Range = tuple[tuple[int, int], tuple[int, int]]

SHOWN = 5
"""Cells that a problem names, of many with the same."""


def read_workbook(path: Path, wanted: Callable[[str], bool] = lambda _: True) -> list[Sheet]:
    """Every sheet of a workbook, hidden or not, with the rows and columns that a filter hides.

    A sheet that is not `wanted`, by its name, or that cannot be read safely has no lines. Raises
    InvalidInputError for a file that is no workbook.
    """
    import python_calamine

    inspected = inspect(path)
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as workbook:
            return [
                _sheet(path.name, one, inspected.get(one.name, Found()), workbook, wanted(one.name))
                for one in workbook.sheets_metadata
                if one.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.CalamineError as error:
        remedy = "Open it, and save it again as an Excel workbook (.xlsx)."
        problem = Problem(Place(path.name), "is damaged, or no Excel workbook", remedy)
        raise InvalidInputError([problem]) from error


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
    lines = [
        Line(number, cells)
        for number, cells in enumerate(read.to_python(skip_empty_area=False), start=1)
        if not all(is_empty(cell) for cell in cells)
    ]
    if lines:
        problems = [*_merged(bare, lines[-1].number, read.merged_cell_ranges or ())]
    return with_safe_texts(replace(bare, lines=lines, problems=problems))


def _unsafe(place: Place, found: Found) -> Iterator[Problem]:
    if found.formulas:
        what = f"holds formulas, in {_named(found.formulas)}"
        yield Problem(place, what, "Paste the values in their place.")
    if found.far:
        what = f"holds something far from the table, in {_named(found.far)}"
        yield Problem(place, what, "Delete the rows and columns beyond the table.")


def _merged(sheet: Sheet, last: int, ranges: Iterable[Range]) -> Iterator[Problem]:
    for (top, left), (bottom, right) in ranges:
        if top < last:
            span = f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
            what = f"the cells {span} are merged, and only the first of them holds anything"
            yield Problem(sheet.place(top + 1, left + 1), what, "Unmerge them, and write each.")


def _named(cells: Sequence[str]) -> str:
    listed = ", ".join(cells[:SHOWN])
    return f"{listed} and {len(cells) - SHOWN} more" if len(cells) > SHOWN else listed
