"""Records as tables that come back from other people's spreadsheets: read, told or refused."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.acceptance.command_line import DONE, INVALID_INPUT, Ran, run

RECORDS = Path(__file__).parent / "workbooks" / "records"
NOTHING = "Nothing changes.\n"
REPORTS = "Article 7 reports"

Change = Callable[[Worksheet], object]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    shutil.copytree(RECORDS, folder)
    return folder


def brought(path: Path, records: Path, *arguments: str) -> Ran:
    kind = "--csv" if path.is_dir() else "--xlsx"
    return run("records", "import", kind, path, "--records", records, *arguments)


@pytest.fixture
def folder(records: Path, tmp_path: Path) -> Path:
    path = tmp_path / "csv"
    assert (
        run("records", "export", "--csv", path, "--records", records, "--lang", "fr").code == DONE
    )
    return path


@pytest.fixture
def changed(records: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """Exports, lets a function change the sheet of reports, and gives the workbook."""

    def change(by: Change) -> Path:
        path = tmp_path / "book.xlsx"
        ran = run("records", "export", "--xlsx", path, "--records", records, "--no-findings")
        assert ran.code == DONE
        book = openpyxl.load_workbook(path)
        by(book[REPORTS])
        book.save(path)
        return path

    return change


def resaved(path: Path, encoding: str, separator: str, before: str = "") -> None:
    """A CSV file as another program would save it."""
    rows = [*csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes((before + out.getvalue()).encode(encoding))


# --- CSV


@pytest.mark.parametrize(
    ("encoding", "separator", "before"),
    [
        ("utf-8-sig", ";", ""),
        ("cp1252", ";", ""),
        ("utf-16", "\t", ""),
        ("utf-8", ",", "sep=,\r\n"),
        ("utf-8", "|", "sep=|\r\n"),
        ("utf-8-sig", ";", "Record of the States;;\r\n;;\r\n"),
    ],
)
def test_tables_in_any_encoding_and_separator_change_nothing(
    records: Path, folder: Path, encoding: str, separator: str, before: str
) -> None:
    for path in folder.iterdir():
        if path.stem != "states":
            resaved(path, encoding, separator, before)
    ran = brought(folder, records)
    assert (ran.code, ran.out) == (DONE, NOTHING), ran.err
    assert ("Windows-1252" in ran.err) == (encoding == "cp1252")


def test_a_row_twice_is_one_entry_and_told(records: Path, folder: Path) -> None:
    path = folder / "reports.csv"
    *rows, last = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*rows, last, last]), encoding="utf-8")
    ran = brought(folder, records)
    assert (ran.code, ran.out) == (DONE, NOTHING)
    number = len(rows) + 1
    said = f"reports.csv: row {number + 1} says the same as row {number}, and is read once"
    assert said in ran.err


def test_a_row_longer_than_the_headings_and_errors_are_told_together(
    records: Path, folder: Path
) -> None:
    path = folder / "reports.csv"
    header, first, second, *rest = path.read_text(encoding="utf-8-sig").splitlines()
    second = second.replace(second.split(",")[3], "#N/A")
    path.write_text("\n".join([header, f"{first},more", second, *rest]), encoding="utf-8")
    ran = brought(folder, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    width = header.count(",") + 1
    assert f"reports.csv:2:{width + 1}: the row has {width + 1} cells" in ran.err
    assert "reports.csv:3:4: 'submitted': '#N/A' is an error" in ran.err


# --- workbooks


def test_titles_above_the_headings_are_passed_over(
    records: Path, changed: Callable[[Change], Path]
) -> None:
    def titled(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Reports, as corrected in Geneva"
        sheet.merge_cells("A1:F2")

    ran = brought(changed(titled), records)
    assert (ran.code, ran.out, ran.err) == (DONE, NOTHING, "")


@pytest.mark.parametrize(
    ("cell", "written", "what"),
    [
        ("D2", "#REF!", "row 2, column D (submitted): 'submitted': '#REF!' is an error"),
        ("A3", "#N/A", "row 3, column A (code): 'code': '#N/A' is an error"),
        ("D2", "03/04/2014", "Write 2014-03-04 or 2014-04-03."),
        ("D2", "3 avr. 14", "the year of '3 avr. 14' has two digits"),
        ("A3", "Kosovo", "is not a State that the engine knows: it is not among the members"),
    ],
)
def test_a_cell_that_stands_for_nothing_is_refused_there(
    records: Path, changed: Callable[[Change], Path], cell: str, written: str, what: str
) -> None:
    ran = brought(changed(lambda sheet: sheet.__setitem__(cell, written)), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert what in ran.err


@pytest.mark.parametrize("written", ["7 July 2014", "7 juillet 2014", "7 de julio de 2014"])
def test_a_day_in_words_is_the_day_that_it_names(
    records: Path, changed: Callable[[Change], Path], written: str
) -> None:
    def in_words(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "2014-07-07":
                    cell.value = written

    ran = brought(changed(in_words), records)
    assert (ran.code, ran.out, ran.err) == (DONE, NOTHING, "")


def test_a_row_struck_out_is_shown_as_taken_out_and_told(
    records: Path, changed: Callable[[Change], Path]
) -> None:
    def struck(sheet: Worksheet) -> None:
        for cell in sheet[2]:
            cell.font = Font(strike=True)

    ran = brought(changed(struck), records)
    assert ran.code == DONE
    assert "Note: sheet 'Article 7 reports': struck out, and passed over: row 2." in ran.err
    assert ran.out.count("    - covers") == 1


def test_a_cell_struck_out_alone_is_refused(
    records: Path, changed: Callable[[Change], Path]
) -> None:
    def struck(sheet: Worksheet) -> None:
        sheet["D2"].font = Font(strike=True)

    ran = brought(changed(struck), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "row 2, column D (submitted): 'submitted': '" in ran.err
    assert "is struck out, and the rest of its row is not" in ran.err


def test_hidden_rows_and_columns_are_read_and_told(
    records: Path, changed: Callable[[Change], Path]
) -> None:
    def hide(sheet: Worksheet) -> None:
        for number in range(2, 9):
            sheet.row_dimensions[number].hidden = True
        sheet.column_dimensions["C"].hidden = True

    ran = brought(changed(hide), records)
    assert (ran.code, ran.out) == (DONE, NOTHING)
    assert "sheet 'Article 7 reports': hidden, and read all the same: row 2, 3, 4" in ran.err
    assert "sheet 'Article 7 reports': hidden, and read all the same: column C" in ran.err
