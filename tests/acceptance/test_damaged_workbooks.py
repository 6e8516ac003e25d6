"""Workbooks that no spreadsheet program wrote: told to be damaged, or told at their cells."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.command_line import CHECKOUT, INVALID_INPUT, run

END = b"</sheetData>"
SHEET = "xl/worksheets/sheet2.xml"
DAMAGED = "is damaged, or no Excel workbook"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    shutil.copy(CHECKOUT / "fixtures" / "states" / "TUV.yaml", folder)
    return folder


@pytest.fixture(scope="module")
def exported(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "exported.xlsx"
    ran = run("records", "export", "--records", records, "--xlsx", path, "--no-findings")
    assert ran.err == ""
    return path


def with_part(exported: Path, path: Path, part: str, pattern: bytes, by: bytes) -> Path:
    """The workbook with what a pattern finds in one of its parts replaced."""
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed, count = re.subn(pattern, lambda _: by, content, count=1)
                assert count
                content = changed
            new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="99999999999"><c r="ZZZZZZ99999999999" t="inlineStr"><is><t>x</t></is></c></row>',
        b'<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>',
        b'<row r="9"><c r="XFE9"><v>1</v></c></row>',
        b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        b'<row r="0"><c r="A0"><v>1</v></c></row>',
        b'<row r="-1"><c r="A-1"><v>1</v></c></row>',
        b'<row r="9"><c r="A10"><v>1</v></c></row>',
        b'<row r="9"><c r="a9"><v>1</v></c></row>',
        b'<row r="9"><c r="B9"><v>1</v></c><c r="B9"><v>2</v></c></row>',
        b'<row r="2"><c r="A2"><v>1</v></c></row>',
        b'<row r="9"><c r="A9" t="s"><v>99999999</v></c></row>',
        b'<row r="9"><c r="A9" s="x"><v>1</v></c></row>',
        b'<row r="9"><c r="A9" t="b"><v>7</v></c></row>',
        b'<row r="9"><c r="A9" t="e"><v>whatever</v></c></row>',
        b"<row",
    ],
)
def test_a_cell_that_there_cannot_be_makes_the_workbook_damaged(
    records: Path, exported: Path, tmp_path: Path, rows: bytes
) -> None:
    path = with_part(exported, tmp_path / "book.xlsx", SHEET, END, rows + END)
    ran = run("records", "import", "--xlsx", path, "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith(f"book.xlsx: {DAMAGED}\n    Open it, and save it again")


@pytest.mark.parametrize(
    "change",
    [
        ("xl/_rels/workbook.xml.rels", rb"worksheets/sheet2\.xml", b"../../../../etc/passwd"),
        ("xl/workbook.xml", rb"<sheets>", b"<sheets"),
        ("xl/styles.xml", rb"<cellXfs[^>]*>", b'<cellXfs><xf fontId="x"/>'),
        ("xl/sharedStrings.xml", rb"<sst", b"<!DOCTYPE x><sst"),
    ],
)
def test_a_part_that_is_wrong_makes_the_workbook_damaged(
    records: Path, exported: Path, tmp_path: Path, change: tuple[str, bytes, bytes]
) -> None:
    path = with_part(exported, tmp_path / "book.xlsx", *change)
    ran = run("records", "import", "--xlsx", path, "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith(f"book.xlsx: {DAMAGED}\n")


@pytest.mark.parametrize("value", [b"1e999", b"NaN", b"abc", b"99999999999", b"-1", b"0.5"])
def test_a_number_that_is_none_is_told_at_its_cell(
    records: Path, exported: Path, tmp_path: Path, value: bytes
) -> None:
    row = b'<row r="9"><c r="A9"><v>' + value + b"</v></c></row>"
    path = with_part(exported, tmp_path / "book.xlsx", SHEET, END, row + END)
    ran = run("records", "import", "--xlsx", path, "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith("book.xlsx, sheet 'Membership', row 9, column A (code): ")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_of_which_half_a_part_is_missing_is_damaged(
    records: Path, exported: Path, tmp_path: Path, part: str
) -> None:
    path = with_part(exported, tmp_path / "book.xlsx", part, rb"(?s).{100}$", b"")
    ran = run("records", "import", "--xlsx", path, "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert DAMAGED in ran.err


def test_whatever_the_library_falls_over_is_a_damaged_workbook(
    records: Path, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        """As the library, which is not written in Python, raises it."""

    def fall(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr("compliance_engine.records.spreadsheets.workbook_reading._sheet", fall)
    ran = run("records", "import", "--xlsx", exported, "--records", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert DAMAGED in ran.err
