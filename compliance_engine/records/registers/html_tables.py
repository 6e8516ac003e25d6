"""The tables of a page as a browser saved it, in HTML or as a web archive (.mht).

Marks of footnotes (superscripts) are left out. A row with one cell across the table is a heading
within it or a remark below it, and is passed over; so is one that is struck out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from lxml import etree, html

from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import is_blank, read_cells
from compliance_engine.records.spreadsheets.sheets import Line, Sheet, Unreadable

MAX_BYTES = 20_000_000
_UNSEEN = ("sup", "script", "style", "noscript", "template")
_STRUCK = ("s", "strike", "del")
_WIDEST = 200


@dataclass(frozen=True)
class _Cell:
    text: object
    is_struck: bool
    width: int
    height: int


def read_html(path: Path) -> list[Sheet]:
    """Each table of a saved page that has no other within it. Raises InvalidInputError."""
    data, encoding = _page(read_bytes(path, limit=MAX_BYTES))
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _none(path, "is no page that a browser saved") from error
    tables = [one for one in root.iter("table") if one.find(".//table") is None]
    if not tables:
        raise _none(path, "is a page without a table")
    return [_sheet(path.name, f"table {n}", one) for n, one in enumerate(tables, start=1)]


def _none(path: Path, what: str) -> InvalidInputError:
    remedy = "Save the page of the treaty with its table, or take the table as XML, CSV or Excel."
    return InvalidInputError([Problem(Place(path.name), what, remedy)])


def _page(data: bytes) -> tuple[bytes, str | None]:
    """The page within a web archive, or the page itself, and its encoding if that is known."""
    encoding = None
    if b"MIME-Version:" in data[:4096]:
        for part in message_from_bytes(data, policy=default).walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes):
                data, encoding = content, part.get_content_charset()
                break
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data, encoding
    return data, "utf-8"


def _sheet(file: str, name: str, table: html.HtmlElement) -> Sheet:
    bare = Sheet(file, name, ())
    lines: list[Line] = []
    notes: list[str] = []
    problems: list[Problem] = []
    rows = [[_cell(one) for one in row if one.tag in ("td", "th")] for row in table.iter("tr")]
    columns = max((sum(cell.width for cell in row) for row in rows), default=0)
    for number, row in enumerate(rows, start=1):
        filled = [cell for cell in row if cell.text]
        if not filled:
            continue
        if len(row) == 1 and columns > 1:
            notes.append(f"row {number} is one cell, and passed over: {str(filled[0].text)[:60]!r}")
        elif all(cell.is_struck for cell in filled):
            notes.append(f"struck out, and passed over: row {number}")
        else:
            line = read_cells(number, [*_spread(row)], notes)
            if any(cell.height > 1 for cell in row):
                what = "a cell stands in several rows, and only the first of them holds it"
                problems.append(Problem(bare.place(number), what, "Write the table with each."))
            if not is_blank(line.cells):
                lines.append(line)
    return Sheet(file, name, lines, notes=notes, problems=problems)


def _spread(row: list[_Cell]) -> Iterator[object]:
    """The cells of a row, each that stands in several columns followed by empty ones."""
    for cell in row:
        yield _half_struck(cell) if cell.is_struck and cell.text else cell.text
        yield from [""] * (cell.width - 1)


def _half_struck(cell: _Cell) -> Unreadable:
    what = f"{str(cell.text)!r} is struck out, and the rest of its row is not"
    return Unreadable(str(cell.text), what, "See on the site what holds, and write that.")


def _cell(element: html.HtmlElement) -> _Cell:
    width, height = (_number(element.get(key)) for key in ("colspan", "rowspan"))
    text = " ".join("".join(_texts(element)).split())
    struck = [one for one in element.iter(*_STRUCK) if "".join(_texts(one)).strip()]
    return _Cell(text, bool(struck), width, height)


def _number(given: str | None) -> int:
    return min(max(int(given), 1), _WIDEST) if given and given.isdecimal() else 1


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """The texts within an element that a person sees."""
    yield element.text or ""
    for inner in element:
        if not isinstance(inner.tag, str) or inner.tag in _UNSEEN or _is_hidden(inner):
            pass
        elif inner.tag in ("br", "p", "div", "li"):
            yield " "
            yield from _texts(inner)
            yield " "
        else:
            yield from _texts(inner)
        yield inner.tail or ""


def _is_hidden(element: html.HtmlElement) -> bool:
    style = "".join((element.get("style") or "").split()).casefold()
    return (
        "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None
    )
