"""What the cells of a sheet may hold as text, whichever file it is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compliance_engine.documents.text import REMEDY, refusal, with_line_breaks
from compliance_engine.errors import Problem
from compliance_engine.records.spreadsheets.sheets import Line, Sheet


def with_safe_texts(sheet: Sheet) -> Sheet:
    """The sheet with a line feed for each other sign of a new line, such as Word's vertical tab.

    Its notes tell where one was; its problems, each cell with a character that no text may hold.
    """
    lines = [Line(one.number, [*map(_with_line_feeds, one.cells)]) for one in sheet.lines]
    cleaned = replace(sheet, lines=lines)
    problems = [*sheet.problems, *_refused(cleaned)]
    return replace(cleaned, problems=problems, notes=[*sheet.notes, *_notes(sheet)])


def _with_line_feeds(cell: object) -> object:
    return with_line_breaks(cell) if isinstance(cell, str) else cell


def _refused(sheet: Sheet) -> Iterator[Problem]:
    for line in sheet.lines:
        for number, cell in enumerate(line.cells, start=1):
            if isinstance(cell, str) and (what := refusal(cell)):
                yield Problem(sheet.place(line.number, number), what, REMEDY)


def _notes(sheet: Sheet) -> Iterator[str]:
    """Of line breaks that no spreadsheet program makes; those of Windows are no news."""
    for line in sheet.lines:
        for number, cell in enumerate(line.cells, start=1):
            if isinstance(cell, str) and _is_odd(cell):
                place = sheet.place(line.number, number)
                yield f"{place}: a vertical tab or another sign of a new line is read as one"


def _is_odd(cell: str) -> bool:
    return with_line_breaks(cell) != cell.replace("\r\n", "\n").replace("\r", "\n")
