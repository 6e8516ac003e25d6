"""Records as an Excel workbook that people work in: the same records give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from compliance_engine.documents.files import write_bytes
from compliance_engine.records.spreadsheets.fitting import height_of, is_wrapped, width_of
from compliance_engine.records.spreadsheets.reading import CHOICES, STATES
from compliance_engine.records.spreadsheets.tables import (
    CODE,
    STATE,
    STATE_COLUMNS,
    TABLES,
    Column,
    Table,
)
from compliance_engine.records.spreadsheets.words import Words
from compliance_engine.records.spreadsheets.writing_rows import (
    STATES_KEYS,
    states_rows,
    table_rows,
    trees_of,
)

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(1999, 3, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file says of its own making, so that it depends on nothing but the records."""

LONGEST_LIST = 255
"""Characters of a list of words that Excel takes within a cell's rule."""

_LAST_ROW = 1_048_575


@dataclass(frozen=True)
class Extra:
    """A sheet that is made for reading: its name, and its columns with their keys and cells."""

    name: str
    keys: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def write_workbook(
    path: Path,
    texts: Mapping[str, str],
    language: str,
    extras: Sequence[Extra] = (),
    made: str = "",
) -> None:
    """Writes the workbook. `extras` are sheets of the caller's; `made` says what it is made of.

    Raises UsageError if the file cannot be written, InvalidInputError for a text that no cell can
    hold.
    """
    import xlsxwriter

    trees = trees_of(texts)
    rows = {table.name: table_rows(table, trees, language) for table in TABLES}
    book = xlsxwriter.Workbook(out := BytesIO(), {"in_memory": True})
    writer = _Writer(book, Words(language))
    writer.about(made, [*(one.name for one in TABLES), *(one.name for one in extras), STATES])
    for table in TABLES:
        writer.table(table, rows[table.name])
    for extra in extras:
        writer.extra(extra)
    writer.extra(Extra(STATES, STATES_KEYS, states_rows(texts, language)))
    book.close()
    write_bytes(path, out.getvalue())


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, words: Words) -> None:
        self._book = book
        self._words = words
        self._lists: Worksheet | None = None
        self._listed_columns = 0
        book.set_properties({"title": words.phrases("title"), "created": MADE})
        font = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self._head = book.add_format(
            font | {"bold": True, "bg_color": "#D9E2EC", "bottom": 1, "text_wrap": True}
        )
        self._must = book.add_format(
            font | {"bold": True, "bg_color": "#F3E3BD", "bottom": 1, "text_wrap": True}
        )
        self._text = book.add_format(font | {"num_format": "@"})
        self._wrapped = book.add_format(font | {"num_format": "@", "text_wrap": True})
        self._state = book.add_format(font | {"num_format": "@", "font_color": "#52606D"})
        self._plain = book.add_format(font | {"text_wrap": True})
        self._title = book.add_format({"font_name": "Calibri", "font_size": 16, "bold": True})
        self._link = book.add_format(font | {"font_color": "#1F4E79", "underline": 1})

    def about(self, made: str, sheets: Sequence[str]) -> None:
        """The first sheet: what the workbook is, how it is used, what each sheet holds."""
        words = self._words
        sheet = self._book.add_worksheet(words.title("about"))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 26, self._plain)
        sheet.set_column(1, 1, 100, self._plain)
        sheet.write_string(0, 0, words.phrases("title"), self._title)
        said = (
            made,
            words.phrases("how it is used"),
            words.phrases("what a row is"),
            words.phrases("how dates are written"),
            words.phrases("what an empty cell says"),
        )
        for row, text in enumerate(said, start=1):
            sheet.merge_range(row, 0, row, 1, "", self._plain)
            sheet.write_string(row, 0, text, self._plain)
            sheet.set_row(row, 28)
        top = len(said) + 2
        sheet.write_string(top, 0, words.phrases("sheets"), self._head)
        sheet.write_string(top, 1, "", self._head)
        for row, name in enumerate(sheets, start=top + 1):
            title = words.title(name)
            sheet.write_url(row, 0, f"internal:'{title}'!A1", self._link, title)
            sheet.write_string(row, 1, words.about(name), self._plain)
        self._printed(sheet)

    def table(self, table: Table, rows: Sequence[Sequence[str]]) -> None:
        """The sheet of a table: headings with notes, lists to choose from, rows."""
        columns = (*STATE_COLUMNS, *table.columns)
        sheet = self._sheet(table.name, columns)
        for number, column in enumerate(columns):
            sheet.write_comment(
                0,
                number,
                self._note(table.name, column),
                {"x_scale": 2.4, "y_scale": 1.1, "author": "", "font_size": 9},
            )
            self._choices(sheet, number, column)
        self._fill(sheet, columns, rows)

    def extra(self, extra: Extra) -> None:
        """A sheet that is made for reading."""
        columns = tuple(Column(key, STATE_COLUMNS[0].kind) for key in extra.keys)
        self._fill(self._sheet(extra.name, columns), columns, extra.rows)

    def _sheet(self, name: str, columns: Sequence[Column]) -> Worksheet:
        sheet = self._book.add_worksheet(self._words.title(name))
        sheet.freeze_panes(1, 2)
        sheet.set_row(0, 30)
        for number, column in enumerate(columns):
            heading = self._words.heading(name, column.key)
            form = self._text if column.key not in (CODE, STATE) else self._state
            sheet.set_column(number, number, width_of(column), form)
            sheet.write_string(0, number, heading, self._must if column.required else self._head)
        self._printed(sheet)
        return sheet

    def _printed(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")

    def _note(self, table: str, column: Column) -> str:
        said = self._words.note(table, column.key)
        return f"{said}\n{', '.join(column.kind.choices)}" if column.kind.choices else said

    def _choices(self, sheet: Worksheet, number: int, column: Column) -> None:
        choices = column.kind.choices
        if not choices or column.kind.several:
            return
        if any("," in one for one in choices) or len(",".join(choices)) > LONGEST_LIST:
            self._listed(sheet, number, column)
            return
        sheet.data_validation(1, number, _LAST_ROW, number, _rule(list(choices), column))

    def _listed(self, sheet: Worksheet, number: int, column: Column) -> None:
        """A list that is too long for a rule, or whose words have commas: it stands in cells."""
        if self._lists is None:
            self._lists = self._book.add_worksheet(CHOICES)
            self._lists.very_hidden()
        at, self._listed_columns = self._listed_columns, self._listed_columns + 1
        for row, word in enumerate(column.kind.choices):
            self._lists.write_string(row, at, word)
        area = f"={CHOICES}!{_absolute(at, 0)}:{_absolute(at, len(column.kind.choices) - 1)}"
        sheet.data_validation(1, number, _LAST_ROW, number, _rule(area, column))

    def _fill(
        self, sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[str]]
    ) -> None:
        forms = [self._form(one) for one in columns]
        for row, cells in enumerate(rows, start=1):
            if (height := height_of(cells, columns)) is not None:
                sheet.set_row(row, height)
            for number, cell in enumerate(cells):
                if cell:
                    sheet.write_string(row, number, cell, forms[number])
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _form(self, column: Column) -> Format:
        if column.key in (CODE, STATE):
            return self._state
        return self._wrapped if is_wrapped(column) else self._text


def _absolute(column: int, row: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _rule(source: list[str] | str, column: Column) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "ignore_blank": True,
        "error_title": column.key[:32],
        "error_message": column.kind.remedy[:255],
    }
