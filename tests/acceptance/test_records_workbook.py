"""``records export`` and ``records import``: workbooks and CSV files, there and back."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from syrupy.assertion import SnapshotAssertion

from compliance_engine.records.spreadsheets.tables import TABLES
from compliance_engine.records.spreadsheets.words import Words
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, Ran, run

WORKBOOKS = Path(__file__).parent / "workbooks"
"""Workbooks saved by LibreOffice from an export of the records beside them."""

RECORDS = WORKBOOKS / "records"
DAY = ("--as-of", "2026-11-26")
NOTHING = "Nothing changes.\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    shutil.copytree(RECORDS, folder)
    return folder


def imported(path: Path, folder: Path, *arguments: str) -> Ran:
    kind = "--csv" if path.is_dir() else "--xlsx"
    as_of = ("--as-of", "2026-11-30")
    return run("records", "import", kind, path, "--records", folder, *as_of, *arguments)


def exported(path: Path, folder: Path, *arguments: str) -> Path:
    kind = "--xlsx" if path.suffix else "--csv"
    what = ("--no-findings",) if path.suffix else ()
    ran = run("records", "export", kind, path, "--records", folder, *what, *arguments)
    assert (ran.code, ran.err) == (DONE, "")
    return path


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    """What each sheet of a workbook holds."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def rewritten(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """A workbook with these sheets, written by hand: texts as texts, numbers as numbers."""
    book = xlsxwriter.Workbook(path)
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif hasattr(cell, "year"):
                    sheet.write_datetime(number, column, cell, days)
                else:
                    sheet.write(number, column, cell)
    book.close()
    return path


@pytest.fixture
def edited(records: Path, tmp_path: Path) -> Callable[..., Path]:
    """Exports, lets a function change the sheets, and gives the workbook made of them."""

    def edit(change: Callable[[dict[str, list[list[Any]]]], object]) -> Path:
        sheets = cells_of(exported(tmp_path / "book.xlsx", records))
        change(sheets)
        return rewritten(tmp_path / "edited.xlsx", sheets)

    return edit


def row_of(sheet: Sequence[list[Any]], *cells: str) -> list[Any]:
    return next(row for row in sheet if all(cell in row for cell in cells))


# --- there and back


def test_all_the_records_go_into_a_workbook_and_back_unchanged(tmp_path: Path) -> None:
    book = exported(tmp_path / "all.xlsx", CHECKOUT / "fixtures" / "states", "--lang", "es")
    ran = run("records", "import", "--xlsx", book)
    assert (ran.code, ran.out, ran.err) == (DONE, NOTHING, "")


def test_a_workbook_and_csv_files_are_always_the_same_bytes(records: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for path in (one, other):
        assert run("records", "export", "--xlsx", path, "--records", records, *DAY).code == DONE
    assert one.read_bytes() == other.read_bytes()
    folders = [exported(tmp_path / name, records) for name in ("a", "b")]
    made = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders]
    assert made[0] == made[1]
    assert sorted(made[0]) == sorted([*(f"{table.name}.csv" for table in TABLES), "states.csv"])


def test_export_import_and_export_again_change_nothing(records: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in records.iterdir()}
    for target in (tmp_path / "one.xlsx", tmp_path / "csv"):
        ran = imported(exported(target, records), records, "--apply")
        assert (ran.code, ran.out, ran.err) == (DONE, NOTHING, "")
    assert {path.name: path.read_bytes() for path in records.iterdir()} == before
    again = exported(tmp_path / "two.xlsx", records)
    assert again.read_bytes() == (tmp_path / "one.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_sheets_are_in_the_language_and_are_read_in_any(
    records: Path, tmp_path: Path, language: str
) -> None:
    book = exported(tmp_path / "book.xlsx", records, "--lang", language)
    sheets = cells_of(book)
    words = Words(language)
    membership = sheets[words.title("membership")]
    assert membership[0][:3] == [
        words.heading("membership", one) for one in ("code", "state", "signed")
    ]
    names = {"en": "Equatorial Guinea", "fr": "Guinée équatoriale", "es": "Guinea Ecuatorial"}
    assert membership[1][:2] == ["GNQ", names[language]]
    assert imported(book, records).out == NOTHING


def test_the_findings_stand_on_a_sheet_of_their_own_and_are_not_read_back(
    records: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    ran = run("records", "export", "--xlsx", book, "--records", records, *DAY)
    assert ran.code == DONE
    sheets = cells_of(book)
    check = run("check", "--records", records, *DAY, "--format", "json").json
    told = [row[-1] for row in sheets["Findings"][1:]]
    assert told == [one["id"] for one in check["findings"]]
    assert told
    assert len(sheets["Not known"]) - 1 == len(check["undetermined"])
    sheets["Findings"][1][3] = "something else"
    assert imported(rewritten(tmp_path / "edited.xlsx", sheets), records).out == NOTHING


def test_the_workbook_has_lists_to_choose_from_frozen_headings_and_notes(
    records: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(exported(tmp_path / "book.xlsx", records)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        sheets = [book.read(name).decode() for name in names]
        notes = "".join(book.read(n).decode() for n in book.namelist() if "comments" in n)
    tables = [one for one in sheets if "dataValidation" in one]
    assert len(tables) >= 12
    assert all('<pane xSplit="2" ySplit="1"' in one for one in tables)
    assert "ratification,acceptance,approval,accession,succession" in "".join(sheets)
    assert "The day on which the instrument was deposited." in notes


def test_what_looks_like_a_formula_is_a_text_in_both(records: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(tmp_path / "book.xlsx", records)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())
    folder = exported(tmp_path / "csv", records)
    text = (folder / "cases.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=Bioko" in cells
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")] == []


# --- what is edited


def test_changes_are_shown_and_written_only_when_asked(
    records: Path, edited: Callable[..., Path], snapshot: SnapshotAssertion
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        reports = sheets["Article 7 reports"]
        row_of(reports, "1999-2010")[12] = "yes"
        row_of(reports, "2013")[3] = "2014-04-30"
        del reports[1]
        blank = [""] * len(reports[0])
        new = ["", "Guinea Ecuatorial", 2018, "2019", *blank[4:10], "untc; isu-2014", "", "=x"]
        reports.insert(1, new)
        sheets["Article 9 measures"].reverse()
        sheets["Article 9 measures"].insert(0, sheets["Article 9 measures"].pop())

    book = edited(change)
    before = (records / "GNQ.yaml").read_text(encoding="utf-8")
    ran = imported(book, records)
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out == snapshot(name="shown")
    assert (records / "GNQ.yaml").read_text(encoding="utf-8") == before
    ran = imported(book, records, "--apply")
    assert ran.out.endswith(f"4 changes in 1 record, written to {records}.\n")
    after = (records / "GNQ.yaml").read_text(encoding="utf-8")
    assert after == snapshot(name="written")
    assert run("records", "validate", "--records", records).code == DONE
    assert imported(book, records, "--over-newer").out == NOTHING


def test_a_new_state_gets_a_record(records: Path, edited: Callable[..., Path]) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        width = len(sheets["Membership"][0])
        row = ["LBN", "", "", "accession", "2026-06-01", *[""] * (width - 8), "untc", "", ""]
        sheets["Membership"].append(row)
        sheets["Sources"].append(
            ["LBN", "Lebanon", "untc", "Status table", "untc", "", "", "2026-11-01", *[""] * 5]
        )

    ran = imported(edited(change), records, "--apply")
    assert (ran.code, ran.err) == (DONE, "")
    assert "LBN Lebanon, a new record" in ran.out
    assert (records / "LBN.yaml").read_text(encoding="utf-8") == (
        "# Lebanon\nstate: LBN\n\nmembership:\n  - instrument: accession\n"
        "    deposited: 2026-06-01\n    source: untc\n\n"
        "sources:\n  untc:\n    title: Status table\n    publisher: untc\n    seen: 2026-11-01\n"
    )


def test_a_record_edited_since_the_export_is_not_undone(records: Path, tmp_path: Path) -> None:
    book = exported(tmp_path / "book.xlsx", records)
    path = records / "GNQ.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mines: 0", "mines: 7"), encoding="utf-8")
    ran = imported(book, records, "--apply")
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "GNQ.yaml: was edited after this was exported" in ran.err
    assert "mines: 7" in path.read_text(encoding="utf-8")
    assert "mines: 7 → 0" in imported(book, records, "--over-newer", "--apply").out
    assert "mines: 0" in path.read_text(encoding="utf-8")


def test_every_mistake_is_told_with_sheet_row_column_value_and_remedy(
    records: Path, edited: Callable[..., Path], snapshot: SnapshotAssertion
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        reports = sheets["Article 7 reports"]
        reports[1][0] = "GNX"
        reports[2][3] = "31/12/2011"
        reports[3][1] = "Tonga"
        reports.append(["", "", "2024", "2025", *[""] * (len(reports[0]) - 4)])
        sheets["Membership"][1][3] = "acession"
        sheets["Sources"][0][3] = "Titel"
        sheets["Article 3"] = [["x"]]
        sheets["Mines retaned"] = sheets.pop("Mines retained")
        sheets["Case history"][1][2] = ""

    ran = imported(edited(change), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err == snapshot


def test_what_a_record_could_not_say_is_told_at_the_cell(
    records: Path, edited: Callable[..., Path], snapshot: SnapshotAssertion
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        row_of(sheets["Article 7 reports"], "1999-2010")[4] = ""
        sheets["Membership"][1][-3] = "unt"
        sheets["Membership"][2][7] = "2026-01-01"

    ran = imported(edited(change), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err == snapshot


def test_a_step_of_a_case_that_the_record_does_not_have_is_told_at_its_cell(
    records: Path, edited: Callable[..., Path]
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["Case history"][1][2] = "A1-036"

    ran = imported(edited(change), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err == (
        "edited.xlsx, sheet 'Case history', row 2, column C (case): 'case': GNQ has no case "
        "'A1-036'\n    Write one of: A1-035.\n"
    )


def test_unusual_names_are_told_and_taken_only_if_confirmed(
    records: Path, edited: Callable[..., Path], tmp_path: Path
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["Mines retained"][1][:2] = ["", "Equatorial Ginea"]

    book = edited(change)
    ran = imported(book, records)
    assert ran.code == INVALID_INPUT
    assert "Perhaps Equatorial Guinea (GNQ)" in ran.err
    ran = imported(book, records, "--accept-names")
    assert (ran.code, ran.out) == (DONE, NOTHING)
    assert ran.err == "Note: 'Equatorial Ginea' is taken for Equatorial Guinea (GNQ).\n"
    names = tmp_path / "names.yaml"
    names.write_text("Equatorial  ginea: GNQ\n", encoding="utf-8")
    ran = imported(book, records, "--names", str(names))
    assert (ran.code, ran.out, ran.err) == (DONE, NOTHING, "")
    names.write_text("Equatorial Ginea: Guinea\n", encoding="utf-8")
    ran = imported(book, records, "--names", str(names))
    assert "names.yaml:1:19: 'Guinea' is no code of a State" in ran.err


def test_a_sheet_that_is_not_there_and_one_of_ones_own_are_told(
    records: Path, edited: Callable[..., Path]
) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        del sheets["Article 7 reports"]
        sheets["My notes"] = [["call them"]]

    ran = imported(edited(change), records)
    assert (ran.code, ran.out) == (DONE, NOTHING)
    assert "the sheet 'My notes' is none of the record, and is not read" in ran.err
    assert "not there, and left as they are: reports" in ran.err


# --- workbooks that LibreOffice saved (password.xlsx was encrypted afterwards, as Excel does it)


def not_there(book: Path) -> str:
    """The note on the tables whose sheet a workbook does not have, if there are any."""
    sheets = cells_of(book)
    missing = [one.name for one in TABLES if Words("en").title(one.name) not in sheets]
    return f"Note: not there, and left as they are: {', '.join(missing)}.\n" if missing else ""


@pytest.mark.parametrize(
    "name",
    ["saved", "dates-1900", "dates-1904", "right-to-left", "million-rows", "hidden"],
)
def test_a_workbook_that_libreoffice_saved_is_read_as_it_was_written(
    records: Path, name: str
) -> None:
    # The columns on who published a source were added to these later, with openpyxl.
    book = WORKBOOKS / f"{name}.xlsx"
    ran = imported(book, records)
    hidden = "Note: the sheet 'Sources' is hidden; it is read all the same.\n"
    assert (ran.code, ran.out) == (DONE, NOTHING)
    assert ran.err == (hidden if name == "hidden" else "") + not_there(book)


@pytest.mark.parametrize(
    ("name", "where", "what"),
    [
        ("merged.xlsx", "sheet 'Membership', row 2, column A", "the cells A2:A3 are merged"),
        ("formula.xlsx", "sheet 'Membership'", "holds formulas, in V2"),
        ("far.xlsx", "sheet 'Membership'", "far from the table, in A1048576"),
        ("month.xlsx", "row 3, column F (date)", "may have been a month or a year"),
        ("password.xlsx", "password.xlsx", "is protected with a password, without which nothing"),
        ("password.xls", "password.xls", "is protected with a password, or is of the old format"),
        ("open-document.ods", "open-document.ods", "is no Excel workbook"),
    ],
)
def test_a_workbook_that_would_be_read_otherwise_than_it_is_seen_is_refused(
    records: Path, name: str, where: str, what: str
) -> None:
    ran = imported(WORKBOOKS / name, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    first = ran.err.splitlines()[0]
    assert where in first
    assert what in first
    assert len(ran.err.splitlines()) == 2


def test_an_encrypted_workbook_is_told_to_be_saved_without_a_password(records: Path) -> None:
    ran = imported(WORKBOOKS / "password.xlsx", records)
    what, remedy = ran.err.splitlines()
    assert what.endswith(
        "password.xlsx: is protected with a password, without which nothing in it can be read"
    )
    assert remedy.strip() == (
        "Open it with its password, and save it without one: in Excel under File, Info, Protect "
        "Workbook, Encrypt with Password, where the password is deleted."
    )


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is no spreadsheet"),
        (b"code,state\n", "is no spreadsheet"),
        (b"PK\x03\x04 and no more", "is damaged, or no Excel workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_to_be_none(
    records: Path, tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    ran = imported(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert f"book.xlsx: {what}" in ran.err


def test_a_workbook_with_a_document_type_or_without_its_parts_is_refused(
    records: Path, tmp_path: Path
) -> None:
    source = WORKBOOKS / "right-to-left.xlsx"
    for what in ("doctype", "gone"):
        path = tmp_path / f"{what}.xlsx"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "xl/workbook.xml" and what == "doctype":
                    content = b'<!DOCTYPE workbook [<!ENTITY a "b">]>' + content
                if name != "xl/_rels/workbook.xml.rels" or what != "gone":
                    new.writestr(name, content)
        ran = imported(path, records)
        assert ran.code == INVALID_INPUT
        assert "is damaged, or no Excel workbook" in ran.err


# --- CSV


def test_csv_mistakes_have_line_and_column(records: Path, tmp_path: Path) -> None:
    folder = exported(tmp_path / "csv", records)
    path = folder / "reports.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("2014-07-07", "7/6/2014"), encoding="utf-8")
    (folder / "sources.csv").write_text("code;b\n", encoding="utf-8")
    (folder / "measures.csv").write_bytes(b"\xff\xfecod")
    ran = imported(folder, records)
    assert ran.code == INVALID_INPUT
    assert "measures.csv:1:1: begins as UTF-16 text, and is none" in ran.err
    (folder / "measures.csv").unlink()
    ran = imported(folder, records)
    assert "sources.csv:1:2: there is no column 'b' here" in ran.err
    assert "reports.csv:2:4: 'submitted': '7/6/2014' is not how a date is written" in ran.err
    assert "Write 2014-06-07 or 2014-07-06." in ran.err


# --- usage


def test_one_thing_is_imported_and_exported_at_a_time(records: Path, tmp_path: Path) -> None:
    book = WORKBOOKS / "saved.xlsx"
    for arguments in (
        ("import",),
        ("import", "--xlsx", book, "--csv", records),
        ("export",),
        ("export", "--xlsx", tmp_path / "a.xlsx", "--csv", tmp_path / "b"),
    ):
        ran = run("records", *arguments, "--records", records)
        assert (ran.code, ran.out) == (WRONG_USAGE, "")
        assert "name" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "with_what"),
    [
        ("--complete", "2015-2025", "--article7"),
        ("--dated", "2026-01-01", "--untc or --article7"),
    ],
)
def test_an_option_that_says_nothing_about_a_workbook_is_refused(
    records: Path, option: str, value: str, with_what: str
) -> None:
    ran = imported(WORKBOOKS / "saved.xlsx", records, option, value)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert f"{option} goes with {with_what}" in ran.err


def test_a_workbook_without_membership_is_refused(records: Path, tmp_path: Path) -> None:
    book = rewritten(tmp_path / "book.xlsx", {"States": [["code", "state"]]})
    ran = imported(book, records)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "there is no sheet of membership in it" in ran.err
