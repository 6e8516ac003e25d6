"""``records import --untc`` of pages saved from the depositary's site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, Ran, run

STATES = CHECKOUT / "fixtures" / "states"
ENGLISH = ("Participant", "Signature", "Ratification, Acceptance(A), Approval(AA), Accession(a)")
FRENCH = ("Participant", "Signature", "Ratification, Acceptation(A), Approbation(AA), Adhésion(a)")
SPANISH = ("Participante", "Firma", "Ratificación, Aceptación(A), Aprobación(AA), Adhesión(a)")
PAGE = """<!DOCTYPE html>
<html><head><title>UNTC</title>{meta}<style>td {{color: red}}</style></head>
<body><script>var Participant = "<table>";</script>
<table><tr><td><table id="menu"><tr><td>Home</td><td>Search</td></tr></table></td></tr><tr><td>
<table id="participants"><tr>{head}</tr>
{rows}
<tr><td colspan="3">Click <a href="#">here</a> for declarations and reservations</td></tr>
</table></td></tr></table>
<p>Status as at 26-11-2026</p></body></html>
"""
ROWS = (
    ("Afghanistan", "&nbsp;", "11 Sep 2002 a"),
    ("Equatorial Guinea <sup>3,4</sup>", "", "16&nbsp;Sep<br>1998 a"),
    ("C&ocirc;te d'Ivoire", "<span> 3 Dec </span> 1997", "30 Jun 2000<sup>2</sup>"),
    ("Lithuania <sup><i>5</i></sup>", "[26 Feb 1999]", "[12 May 2003]"),
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    for code in ("AFG", "GNQ", "LTU", "CIV"):
        shutil.copy(STATES / f"{code}.yaml", folder)
    return folder


def page(*rows: tuple[str, ...], head: tuple[str, ...] = ENGLISH, meta: str = "") -> str:
    body = "\n".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
    return PAGE.format(head="".join(f"<th>{one}</th>" for one in head), rows=body, meta=meta)


def brought(path: Path, records: Path) -> Ran:
    return run("records", "import", "--untc", path, "--dated", "2026-11-26", "--records", records)


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("XXVI-5.html", page(*ROWS, meta='<meta charset="utf-8">'), "utf-8"),
        ("XXVI-5.htm", page(*ROWS, head=FRENCH), "utf-8"),
        ("XXVI-5.xls", page(*ROWS, head=SPANISH), "utf-8"),
        ("XXVI-5.html", page(*ROWS, meta='<meta charset="iso-8859-1">', head=FRENCH), "latin-1"),
    ],
)
def test_a_page_saved_from_the_site_is_read_with_its_marks_and_remarks(
    records: Path, tmp_path: Path, name: str, text: str, encoding: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    ran = brought(path, records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err
    assert "is one cell, and passed over: 'Click here for declarations" in ran.err


def test_a_web_archive_is_read(records: Path, tmp_path: Path) -> None:
    path = tmp_path / "XXVI-5.mht"
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n------b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    path.write_text(f"{head}{page(*ROWS)}\r\n------b--\r\n", encoding="utf-8", newline="")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err


def test_a_struck_row_is_passed_over_and_a_row_twice_is_read_once(
    records: Path, tmp_path: Path
) -> None:
    struck = ("<s>Afghanistan</s>", "", "<s>1 Jan 2001 a</s>")
    path = tmp_path / "page.html"
    path.write_text(page(*ROWS, struck, ROWS[0]), encoding="utf-8")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err
    assert "struck out, and passed over: row 6" in ran.err
    assert "row 7 says the same as row 2, and is read once" in ran.err


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("Atlantis", "", "1 Jan 2000 a"), "'Atlantis' is not a State that the engine knows"),
        (("Netherlands Antilles", "", ""), "were dissolved on 10 October 2010"),
        (("Afghanistan", "", "#REF!"), "'#REF!' is an error of the spreadsheet program"),
        (("Afghanistan", "", "<del>1 Jan 2000 a</del>"), "is struck out, and the rest of its row"),
        (("Afghanistan", "", "1 Jan 2000 a", "x"), "but there are 3 headings"),
    ],
)
def test_a_row_of_a_page_that_cannot_be_read_is_told(
    records: Path, tmp_path: Path, row: tuple[str, ...], what: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(row), encoding="utf-8")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith("page.html, sheet 'table 2', row 2")
    assert what in ran.err


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<html><body><p>Not found</p></body></html>", "is a page without a table"),
        ("", "is no page that a browser saved"),
        (page(("a", "b", "c"), head=("x", "y", "z")), "has no column 'Participant'"),
    ],
)
def test_a_page_without_the_table_is_told_to_be_none(
    records: Path, tmp_path: Path, text: str, what: str
) -> None:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    ran = brought(path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert what in ran.err
