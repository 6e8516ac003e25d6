"""Lists of reports as programs save them and people lay them out, in CSV and in workbooks."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from compliance_engine.records.registers.layout import usual_headings
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, Ran, run

STATES = CHECKOUT / "fixtures" / "states"
HEADINGS = ("State", "Covers", "Submitted", "Note")
IVORY = "Côte d'Ivoire"
ADDED = "+ covers 2020, submitted 2021-04-29"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    for code in ("CIV", "FRA", "KEN", "TUV"):
        shutil.copy(STATES / f"{code}.yaml", folder)
    return folder


def brought(path: Path, records: Path, *arguments: str) -> Ran:
    day = ("--dated", "2026-11-01", "--records", records)
    return run("records", "import", "--article7", path, *day, *arguments)


def saved(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def new_book(title: str = "Reports") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def book_of(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book, sheet = new_book()
    for row in rows:
        sheet.append([*row])
    book.save(path)
    return path


# --- how the file is written


SEMICOLONS = f"State;Covers;Submitted;Note\r\n{IVORY};2020;2021-04-29;reçu\r\n"
COMMAS = f"State,Covers,Submitted,Note\n{IVORY},2020,2021-04-29,reçu\n"
TABS = SEMICOLONS.replace(";", "\t")


@pytest.mark.parametrize(
    "content",
    [
        SEMICOLONS.encode("utf-8-sig"),
        TABS.encode("utf-16"),
        b"\xfe\xff" + TABS.encode("utf-16-be"),
        SEMICOLONS.encode("cp1252"),
        f"sep=;\r\n{SEMICOLONS}".encode(),
        f"sep=|\n{SEMICOLONS.replace(';', '|')}".encode(),
        f"Liste des rapports;;;\n;;;\n{SEMICOLONS}".encode(),
        f"Reports, received\n{COMMAS}".encode(),
        f"\n\n,,,\n{COMMAS}\n,,,\n".encode(),
        COMMAS.replace("State,", ",,State,,").replace(f"{IVORY},", f",,{IVORY},,").encode(),
    ],
)
def test_a_list_is_read_in_any_encoding_separator_and_layout(
    records: Path, tmp_path: Path, content: bytes
) -> None:
    ran = brought(saved(tmp_path, content), records)
    assert ran.code == DONE, ran.err
    assert "CIV Côte d'Ivoire" in ran.out
    assert f"{ADDED}, source article-7-list-2026-11-01, note reçu" in ran.out
    windows = "is not UTF-8 (line 2), and is read as Windows-1252"
    assert (windows in ran.err) == (b"\xf4te" in content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff\xfeS", "begins as UTF-16 text, and is none"),
        (b"\xef\xbb\xbfState\n\xff\n", "list.csv:2:1: is not UTF-8 text"),
        (b"State,Covers\nx,\x81\n", "list.csv:2:1: is neither UTF-8 nor Windows-1252 text"),
        (b"S\0t\0a\0t\0e\0", "is no text file"),
        (b'State,Covers\n"Kenya,2020\n', "list.csv:2:1: is not CSV"),
        (b"", "has no column 'State'"),
    ],
)
def test_what_is_no_text_is_told_with_its_line(
    records: Path, tmp_path: Path, content: bytes, what: str
) -> None:
    ran = brought(saved(tmp_path, content), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert what in ran.err


@pytest.mark.parametrize(
    "header",
    [
        ("État", "Année", "Présenté le", "Remarques"),
        ("PAYS", "Annee civile", "Date de presentation", "remarque"),
        ("Estado parte", "Año civil", "Fecha de presentación", "Observaciones"),
        ("País:", "Año", "Presentado el", "Nota"),
    ],
)
def test_headings_are_read_in_french_and_spanish(
    records: Path, tmp_path: Path, header: tuple[str, ...]
) -> None:
    path = saved(tmp_path, f"{','.join(header)}\nKenya,2020,2021-04-29,x\n")
    ran = brought(path, records)
    assert (ran.code, ran.err) == (DONE, "")
    assert ADDED in ran.out


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30 de abril de 2021", "2021-04-30"),
        ("1 enero 2021", "2021-01-01"),
        ("30 abr. 2021", "2021-04-30"),
        ("1er janvier 2021", "2021-01-01"),
        ("3 décembre 2021", "2021-12-03"),
        ("2 fe\u0301vr. 2021", "2021-02-02"),
        ("30-avr-2021", "2021-04-30"),
        ("April 30, 2021", "2021-04-30"),
        ("30th April 2021", "2021-04-30"),
        ("septiembre de 2021", "2021-09"),
    ],
)
def test_days_in_words_are_read_in_three_languages(
    records: Path, tmp_path: Path, written: str, day: str
) -> None:
    ran = brought(saved(tmp_path, f'State,Covers,Submitted\nKenya,2020,"{written}"\n'), records)
    assert (ran.code, ran.err) == (DONE, "")
    assert f"submitted {day}," in ran.out


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("03/04/2021", "is not how a date is written", "Write 2021-03-04 or 2021-04-03."),
        ("03.04.2021", "is not how a date is written", "'dates: day first'"),
        ("30-avr-21", "has two digits", "Write it with four."),
        ("30/04/21", "has two digits", "Write it with four."),
        ("44316", "perhaps a date that lost its format", "2013-05-31"),
        ("31 avril 2021", "is not a date", ""),
        ("30 foo 2021", "is not a date", ""),
    ],
)
def test_a_day_that_does_not_tell_which_it_is_is_refused(
    records: Path, tmp_path: Path, written: str, what: str, remedy: str
) -> None:
    ran = brought(saved(tmp_path, f"State,Covers,Submitted\nKenya,2020,{written}\n"), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith("list.csv:2:3: ")
    assert what in ran.err
    assert remedy in ran.err


# --- rows


@pytest.mark.parametrize(
    "row",
    [
        "Kenya,2020,2021-04-29,cover page, see Form D",
        "Kenya,2020,2021-04-29,,x",
        'Kenya,2020,2021-04-29,"a","b","c"',
        "Kenya,2020,2021-04-29,,,,,,late",
    ],
)
def test_a_row_longer_than_the_headings_is_refused(records: Path, tmp_path: Path, row: str) -> None:
    ran = brought(saved(tmp_path, f"State,Covers,Submitted,Note\n{row}\n"), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith("list.csv:2:")
    assert "but there are 4 headings" in ran.err
    assert "in double quotes" in ran.err


def test_a_row_with_empty_cells_beyond_the_headings_is_as_long_as_they(
    records: Path, tmp_path: Path
) -> None:
    ran = brought(saved(tmp_path, "State,Covers,Submitted\nKenya,2020,2021-04-29,, ,\n"), records)
    assert (ran.code, ran.err) == (DONE, "")


@pytest.mark.parametrize(
    "again",
    ["France,2020,2021-04-29", "FRA,2020,29 avril 2021", "the French Republic,2020,2021-04-29"],
)
def test_a_report_told_twice_is_one_report(records: Path, tmp_path: Path, again: str) -> None:
    path = saved(tmp_path, f"State,Covers,Submitted\nFrance,2020,2021-04-29\n{again}\n")
    ran = brought(path, records)
    assert (ran.code, ran.out.count("+ covers")) == (DONE, 1)
    assert ran.err == "Note: list.csv: row 3 says the same as row 2, and is read once.\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2020,2021-04-29", "2020,2021-05-02"),
        ("2020,none", "2020,2021-04-29"),
        ("initial,2001-04-29", "initial,none"),
        ("2004-2010,2011", "2004-2010,2012"),
    ],
)
def test_rows_that_cannot_both_be_so_are_refused_and_both_named(
    records: Path, tmp_path: Path, first: str, second: str
) -> None:
    path = saved(tmp_path, f"State,Covers,Submitted,Note\nFRA,{first},\nFrance,{second},\n")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "list.csv:3:3: 'submitted': row 3 says" in ran.err
    assert "row 2 says" in ran.err
    path = saved(tmp_path, f"State,Covers,Submitted,Note\nFRA,{first},\nFrance,{second},revised\n")
    told = "row 2 says" in brought(path, records).err
    assert told == ("none" in first + second), "a note makes another report, but no report of none"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "a"),
        ("revised", " Revised "),
        ("reçu", "rec\u0327u"),
        ("by e-mail", "by\N{NO-BREAK SPACE}e-mail"),
        ("late", ""),
    ],
)
def test_notes_that_say_the_same_tell_no_two_reports_apart(
    records: Path, tmp_path: Path, one: str, other: str
) -> None:
    rows = f"FRA,2020,2021-04-29,{one}\nFrance,2020,2021-05-02,{other}\n"
    ran = brought(saved(tmp_path, f"State,Covers,Submitted,Note\n{rows}"), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "list.csv:3:3: 'submitted': row 3 says 2021-05-02" in ran.err
    assert "row 2 says 2021-04-29" in ran.err


def test_a_third_row_is_compared_with_each_before_it(records: Path, tmp_path: Path) -> None:
    rows = "FRA,2020,2021-04-29,\nFRA,2020,2021-05-02,revised\nFRA,2020,2021-05-09,revised\n"
    ran = brought(saved(tmp_path, f"State,Covers,Submitted,Note\n{rows}"), records)
    assert ran.code == INVALID_INPUT
    assert "row 4 says 2021-05-09" in ran.err
    assert "row 3 says 2021-05-02" in ran.err


def test_notes_of_each_tell_two_reports_apart(records: Path, tmp_path: Path) -> None:
    rows = "FRA,2020,2021-04-29,on paper\nFRA,2020,2021-05-02,revised\n"
    ran = brought(saved(tmp_path, f"State,Covers,Submitted,Note\n{rows}"), records)
    assert (ran.code, ran.out.count("+ covers 2020")) == (DONE, 2)


# --- headings

USUAL = [
    (column, heading)
    for column in ("state", "covers", "submitted", "note")
    for heading in usual_headings()[column]
]


@pytest.mark.deep(quick=10)
@pytest.mark.parametrize(("column", "heading"), USUAL)
def test_each_usual_heading_is_known_however_it_is_written(
    records: Path, tmp_path: Path, column: str, heading: str
) -> None:
    bare = "".join(
        one for one in unicodedata.normalize("NFD", heading) if not unicodedata.combining(one)
    )
    for written in (heading, heading.upper(), unicodedata.normalize("NFD", heading), bare):
        headings = ["State", "Covers", "Submitted", "Note"]
        headings[["state", "covers", "submitted", "note"].index(column)] = written
        row = f"{';'.join(headings)}\n{IVORY};2020;2021-04-29;reçu\n"
        ran = brought(saved(tmp_path, row), records)
        assert ran.code == DONE, ran.err
        assert f"{ADDED}, source article-7-list-2026-11-01, note reçu" in ran.out


@pytest.mark.parametrize(
    "headings",
    [
        "État;Période;Présenté;Remarques",
        "État partie;Période couverte;Date de présentation;Observations",
        "Pays;Exercice;Reçu;Commentaires",
        "Nom de l'État;Année;Date de réception;Remarque",
        "Estado;Período;Presentado;Observaciones",
        "Estado parte;Periodo cubierto;Fecha de presentación;Nota",
        "País;Año;Recibido;Comentarios",
        "Nombre del Estado;Ejercicio;Fecha de recepción;Notas",
    ],
)
def test_lists_in_french_and_spanish_are_read(records: Path, tmp_path: Path, headings: str) -> None:
    row = f"{headings}\n{IVORY};2020;2021-04-29;reçu\n"
    ran = brought(saved(tmp_path, row), records)
    assert ran.code == DONE, ran.err
    assert f"{ADDED}, source article-7-list-2026-11-01, note reçu" in ran.out


def test_everything_that_is_wrong_is_told_at_once(records: Path, tmp_path: Path) -> None:
    rows = (
        "Netherlands Antilles,2010,2011-04-30,",
        "Kenya,2020,#REF!,",
        "Kenya,2019,03/04/2020,",
        "Kenya,2018,2019-04-01,a,b",
        "Kenya,2017,2018-04-01,bell\a",
        "Korea,2017,2018-04-01,",
    )
    ran = brought(saved(tmp_path, "\n".join([",".join(HEADINGS), *rows])), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    places = [one.split(": ")[0] for one in ran.err.splitlines() if one.startswith("list.csv")]
    assert places == [
        *("list.csv:2:1", "list.csv:3:3", "list.csv:4:3", "list.csv:5:5", "list.csv:6:4"),
        "list.csv:7:1",
    ]


# --- cells


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#¡REF!", "#NOM?", "#DIV/0!", "####", "#NV"])
def test_an_error_of_the_spreadsheet_program_is_refused_at_its_cell(
    records: Path, tmp_path: Path, error: str
) -> None:
    header = "State,Covers,Submitted,Note\n"
    for number in range(1, 5):
        cells = ["Kenya", "2020", "2021", ""]
        cells[number - 1] = error
        ran = brought(saved(tmp_path, f"{header}{','.join(cells)}\n"), records)
        assert (ran.code, ran.out) == (INVALID_INPUT, "")
        assert ran.err.startswith(f"list.csv:2:{number}: ")
        assert f"{error!r} is an error of the spreadsheet program" in ran.err


def test_a_vertical_tab_of_a_cell_is_a_line_break_and_told(records: Path, tmp_path: Path) -> None:
    path = saved(tmp_path, "State,Covers,Submitted,Note\nKenya,2020,2021-04-29,one\vtwo\n")
    ran = brought(path, records)
    assert ran.code == DONE
    assert "D2 holds a vertical tab or another mark of a new line, which is read as" in ran.err
    assert "\v" not in ran.out


@pytest.mark.parametrize("bad", ["\a", "\x1b[31m", "\u202e", "\x9b"])
def test_a_character_that_no_text_may_hold_is_refused_at_its_cell(
    records: Path, tmp_path: Path, bad: str
) -> None:
    path = saved(tmp_path, f"State,Covers,Submitted,Note\nKenya,2020,2021-04-29,x{bad}y\n")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith(f"list.csv:2:4: 'note': holds the character U+{ord(bad[0]):04X}")
    assert bad not in ran.err


@pytest.mark.parametrize("twice", ["Submitted", "State", "SUBMITTED ", "Covers"])
def test_a_heading_twice_is_refused(records: Path, tmp_path: Path, twice: str) -> None:
    path = saved(tmp_path, f"State,Covers,Submitted,{twice}\nKenya,2020,2021-04-29,x\n")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "is here twice" in ran.err


# --- workbooks


def test_title_rows_merged_above_the_headings_are_passed_over(
    records: Path, tmp_path: Path
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet("Reports")
    sheet.merge_range("A1:D1", "Reports received")
    sheet.merge_range("A2:D3", "as of today")
    for row, cells in enumerate((HEADINGS, ("Kenya", "2020", "2021-04-29", "x")), start=4):
        sheet.write_row(row, 0, cells)
    book.add_worksheet("Empty")
    book.add_worksheet("Notes").write_string(0, 0, "call them")
    book.close()
    ran = brought(tmp_path / "list.xlsx", records)
    assert ran.code == DONE, ran.err
    assert ADDED in ran.out
    assert ran.err == "Note: without the headings of the register, and not read: 'Notes'.\n"


@pytest.mark.parametrize("span", ["A2:A3", "B2:C2", "C3:D3", "A1:A2"])
def test_cells_merged_below_the_headings_are_refused(
    records: Path, tmp_path: Path, span: str
) -> None:
    path = tmp_path / "list.xlsx"
    book, sheet = new_book()
    for row in (HEADINGS, ("Kenya", 2020, "2021-04-29", "x"), ("France", 2020, "2021-04-29", "y")):
        sheet.append(row)
    sheet.merge_cells(span)
    book.save(path)
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert f"the cells {span} are merged" in ran.err


def test_two_sheets_with_the_headings_of_a_list_are_not_chosen_between(
    records: Path, tmp_path: Path
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    for name in ("2019", "2020"):
        book.add_worksheet(name).write_row(0, 0, HEADINGS)
    book.close()
    ran = brought(tmp_path / "list.xlsx", records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "several sheets with the headings of a register" in ran.err
    assert "'2019', '2020'" in ran.err


def test_what_is_struck_out_whole_is_passed_over_and_in_part_refused(
    records: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    strike, plain = book.add_format({"font_strikeout": True}), book.add_format()
    sheet = book.add_worksheet("Reports")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ("Kenya", "2020", "2021-04-29", "x"))
    sheet.write_row(2, 0, ("France", "2020", "2021-04-28", "x"), strike)
    for column, text in enumerate(("Tuvalu", "2019", "2020-04-28")):
        sheet.write_rich_string(3, column, strike, text[0], strike, text[1:])
    book.close()
    ran = brought(path, records)
    assert (ran.code, ran.out.count("+ covers")) == (DONE, 1)
    assert ran.err == "Note: sheet 'Reports': struck out, and passed over: row 3, 4.\n"
    book = xlsxwriter.Workbook(path)
    strike, plain = book.add_format({"font_strikeout": True}), book.add_format()
    sheet = book.add_worksheet("Reports")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ("Kenya", "2020", "2021-04-29", "x"))
    sheet.write_string(1, 3, "late", strike)
    sheet.write_row(2, 0, ("France", "2020", "2021-04-28"))
    sheet.write_rich_string(2, 2, strike, "2021-04-27", plain, " 2021-04-28")
    book.close()
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "row 2, column D (note): 'note': 'late' is struck out" in ran.err
    assert "row 3, column C (submitted): 'submitted': '2021-04-27 2021-04-28' is struck" in ran.err


def test_hidden_rows_columns_and_sheets_are_read_and_told(records: Path, tmp_path: Path) -> None:
    book, sheet = new_book()
    for row in (HEADINGS, ("Kenya", 2020, "2021-04-29", "x"), ("France", 2020, "2021-04-29", "y")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.sheet_state = "hidden"
    book.create_sheet("Seen")
    book.save(tmp_path / "list.xlsx")
    ran = brought(tmp_path / "list.xlsx", records)
    assert (ran.code, ran.out.count("+ covers")) == (DONE, 2)
    assert "hidden, and read all the same: row 3" in ran.err
    assert "hidden, and read all the same: column D" in ran.err
    assert "the sheet 'Reports' is hidden; it is read all the same" in ran.err


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (("Kenya", 2020, "#N/A", ""), "C (submitted)", "'#N/A' is an error"),
        (("#REF!", 2020, "2021", ""), "A (state)", "'#REF!' is an error"),
        (("Kenya", "#VALUE!", "2021", ""), "B (covers)", "'#VALUE!' is an error"),
        (("Kenya", 2020, "2021", "#NAME?"), "D (note)", "'#NAME?' is an error"),
        (("Kenya", True, "2021", ""), "B (covers)", "True is no answer here"),
        (("Kenya", 2020.5, "2021", ""), "B (covers)", "2020.5 is not a whole number"),
        (("Kenya", 2020, 44316, ""), "C (submitted)", "perhaps a date that lost its format"),
        (("Kenya", 2020, "2021", "x", "y"), "E", "the row has 5 cells, but there are 4 headings"),
    ],
)
def test_a_cell_of_a_workbook_that_stands_for_nothing_is_refused_there(
    records: Path, tmp_path: Path, row: tuple[object, ...], column: str, what: str
) -> None:
    ran = brought(book_of(tmp_path / "list.xlsx", [HEADINGS, row]), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert f"list.xlsx, sheet 'Reports', row 2, column {column}" in ran.err
    assert what in ran.err


def test_a_formula_is_refused_though_it_has_no_value_yet(records: Path, tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", [HEADINGS, ("Kenya", "=2019+1", "2021-04-29", "")])
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert "holds formulas, in B2" in ran.err
