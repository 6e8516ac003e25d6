"""Tables as a folder of CSV files, one a table.

A spreadsheet program takes a cell that begins with = + - or @ for a formula, and runs it. Such a
text is written with an apostrophe before it, which is taken off again when the file is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from compliance_engine.documents.escaping import in_cell, of_cell
from compliance_engine.documents.folders import listed
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import is_blank, read_cells
from compliance_engine.records.spreadsheets.csv_decoding import csv_text
from compliance_engine.records.spreadsheets.sheets import Line, Sheet

SUFFIX = ".csv"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel sees that a CSV file is UTF-8."""


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([in_cell(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def read_folder(folder: Path) -> list[Sheet]:
    """Every CSV file of a folder. Raises InvalidInputError with everything that cannot be read."""
    found = listed(folder, SUFFIX)
    problems = [*found.problems]
    sheets = []
    for path in found.paths.values():
        try:
            sheets.append(read_csv(path))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return sheets


def read_csv(path: Path) -> Sheet:
    """A CSV file, in any encoding and with any separator that spreadsheet programs write.

    Raises InvalidInputError if it is none.
    """
    found = csv_text(path)
    source = io.StringIO(found.text, newline="")
    reader = csv.reader(source, delimiter=found.separator, strict=True)
    lines: list[Line] = []
    notes = [*found.notes]
    before = found.line - 1
    number = found.line
    try:
        for cells in reader:
            if not is_blank(cells):
                lines.append(read_cells(number, [of_cell(cell) for cell in cells], notes))
            number = before + reader.line_num + 1
    except csv.Error as error:
        problem = Problem(Place(path.name, number, 1), f"is not CSV: {error}", "Check the quotes.")
        raise InvalidInputError([problem]) from error
    return Sheet(path.name, path.stem, lines, is_csv=True, notes=notes)
