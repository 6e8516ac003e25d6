"""The text of a cell as its file holds it: what no text may hold, and errors, are told there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compliance_engine.documents.text import composed, first_refused
from compliance_engine.records.spreadsheets.sheets import Line, Unreadable, column_letters, is_empty

_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNUSUAL_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_ERROR = re.compile(
    r"#(?:"
    r"ref!|n/a|value!|name\?|div/0!|null!|num!|spill!|calc!|field!|blocked!|connect!|unknown!"
    r"|busy!|python!|external!|getting_data"
    r"|valeur!|nom\?|nombre!|nul!|n/d|propagation!"  # as a French Excel writes them
    r"|¡ref!|¡valor!|¿nombre\?|¡div/0!|¡nulo!|¡num!|¡desbordamiento!"  # a Spanish one
    r"|wert!|bezug!|nv|zahl!|überlauf!"  # a German one
    r"|#+"  # a number in a column too narrow for it, saved as it was shown
    r")",
    re.IGNORECASE,
)


def error_cell(shown: str) -> Unreadable:
    """A cell that holds an error of the spreadsheet program."""
    remedy = "Write the value, or correct the formula from which it came and paste the values anew."
    return Unreadable(shown, f"{shown!r} is an error of the spreadsheet program, no value", remedy)


def read_text_cell(text: str) -> str | Unreadable:
    """The text of a cell, composed, with line breaks as such, or why it stands for none."""
    if _ERROR.fullmatch(text.strip()):
        return error_cell(text.strip())
    broken = composed(_BREAKS.sub("\n", text))
    if refused := first_refused(broken):
        what = f"holds the character {refused}, which no text may hold"
        return Unreadable(what, what, "Delete that character.")
    return broken


def read_cells(number: int, cells: Sequence[object], notes: list[str]) -> Line:
    """A row with the texts of its cells; what is changed in one is added to `notes`."""
    read: list[object] = []
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell, str):
            if _UNUSUAL_BREAKS.search(cell):
                notes.append(
                    f"{column_letters(column)}{number} holds a vertical tab or another mark of a "
                    "new line, which is read as a line break"
                )
            read.append(read_text_cell(cell))
        else:
            read.append(cell)
    return Line(number, read)


def is_blank(cells: Sequence[object]) -> bool:
    """Whether a row holds nothing."""
    return all(is_empty(cell) for cell in cells)
