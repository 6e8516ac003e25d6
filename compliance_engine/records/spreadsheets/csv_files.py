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
from compliance_engine.documents.files import MAX_BYTES, read_bytes
from compliance_engine.documents.folders import listed
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import with_safe_texts
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, is_empty

SUFFIX = ".csv"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel sees that a CSV file is UTF-8."""

MAX_CSV_BYTES = 50 * MAX_BYTES
_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([in_cell(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + out.getvalue()


def read_folder(folder: Path) -> list[Sheet]:
    """Every CSV file of a folder. Raises InvalidInputError with everything that cannot be read."""
    problems: list[Problem] = []
    sheets = []
    found = listed(folder, SUFFIX)
    problems.extend(found.problems)
    for path in found.paths.values():
        try:
            sheets.append(read_csv(path))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return sheets


def read_csv(path: Path) -> Sheet:
    """A CSV file, separated by commas. Raises InvalidInputError if it is none."""
    place = Place(path.name)
    text = _text(path)
    separator = _separator(text)
    if separator in _SEPARATORS:
        what = f"its columns are separated by {_SEPARATORS[separator]}"
        problem = Problem(place, what, "Save it as comma-separated values (CSV UTF-8).")
        raise InvalidInputError([problem])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = []
    number = 1
    try:
        for cells in reader:
            if not all(is_empty(cell) for cell in cells):
                lines.append(Line(number, [of_cell(cell) for cell in cells]))
            number = reader.line_num + 1
    except csv.Error as error:
        problem = Problem(Place(path.name, number, 1), f"is not CSV: {error}", "Check the quotes.")
        raise InvalidInputError([problem]) from error
    return with_safe_texts(Sheet(path.name, path.stem, lines, is_csv=True))


def _text(path: Path) -> str:
    place = Place(path.name)
    data = read_bytes(path, limit=MAX_CSV_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "Save it as CSV UTF-8."
        problem = Problem(Place(path.name, line, 1), "is not UTF-8 text", remedy)
        raise InvalidInputError([problem]) from error
    if "\0" in text:
        what = "is no text file"
        raise InvalidInputError([Problem(place, what, "Save it as CSV UTF-8.")])
    return text


def _separator(text: str) -> str:
    """What separates the columns of the first line."""
    first = text.partition("\n")[0]
    return next((one for one in _SEPARATORS if one in first and "," not in first), ",")
