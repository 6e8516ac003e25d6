"""The text of a CSV file, whatever program saved it, and what separates its columns.

Excel saves CSV in UTF-8 with a byte order mark, in the code page of its system, which in Western
Europe is Windows-1252, or as "Unicode text" in UTF-16 with tabs. It separates by the list separator
of the system, a semicolon where the decimal comma is used.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from compliance_engine.documents.files import MAX_BYTES, read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem

MAX_CSV_BYTES = 50 * MAX_BYTES
SEPARATORS = ",;\t|"
WINDOWS = "windows-1252"

_SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?[,;\t|]*\r?(?:\n|$)", re.IGNORECASE)
_LOOKED_AT = 50
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class CsvText:
    """The text of a CSV file without a line ``sep=``, and what separates its columns.

    `line` is the number, from 1, of the first line of the text in the file; `notes` tell what was
    concluded from the bytes.
    """

    text: str
    separator: str
    line: int
    notes: tuple[str, ...]


def csv_text(path: Path) -> CsvText:
    """The text of a CSV file. Raises InvalidInputError if it is none."""
    text, notes = _decoded(read_bytes(path, limit=MAX_CSV_BYTES), path.name)
    if "\0" in text:
        problem = Problem(Place(path.name), "is no text file", "Save it as CSV UTF-8.")
        raise InvalidInputError([problem])
    if named := _SEP_LINE.match(text):
        separator = "\t" if named[1] == "\\" else named[1]
        return CsvText(text[named.end() :], separator, 2, notes)
    return CsvText(text, separator_of(text), 1, notes)


def separator_of(text: str) -> str:
    """What separates columns: that by which most of the first rows have equally many."""

    def fitting(separator: str) -> tuple[int, int]:
        widths = Counter(width for width in _widths(text, separator) if width > 1)
        width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return rows, width

    return max(SEPARATORS, key=fitting)


def _widths(text: str, separator: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass  # told by whoever reads the rows
    return widths


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes, and what there is to tell of its encoding. Raises InvalidInputError."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            what = "begins as UTF-16 text, and is none"
            raise InvalidInputError([_no_text(name, data, 0, what)]) from error
        start = error.start
    if data.startswith(codecs.BOM_UTF8):
        at = start + len(codecs.BOM_UTF8)
        raise InvalidInputError([_no_text(name, data, at, "is not UTF-8 text")])
    try:
        text = data.decode(WINDOWS)
    except UnicodeDecodeError as error:
        what = "is neither UTF-8 nor Windows-1252 text"
        raise InvalidInputError([_no_text(name, data, error.start, what)]) from error
    line = data[:start].count(b"\n") + 1
    return text, (
        f"is not UTF-8 (line {line}), and is read as Windows-1252, the encoding of Western "
        "European Excel: look at its letters with accents below, or save it as CSV UTF-8",
    )


def _no_text(name: str, data: bytes, start: int, what: str) -> Problem:
    line = data[:start].count(b"\n") + 1
    return Problem(Place(name, line, 1), what, "Save it as CSV UTF-8.")
