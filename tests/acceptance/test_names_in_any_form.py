"""Names typed with no-break spaces, in another form of Unicode, or with what nobody sees."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.command_line import CHECKOUT, DONE, WRONG_USAGE, run
from tests.acceptance.judgements import INITIAL, SOURCED, UNTIL, Office

DAY = ("--as-of", "2026-11-23", "--engine", "plain")
STATES = CHECKOUT / "fixtures" / "states"

FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda one: unicodedata.normalize("NFD", one),
    "no-break spaces": lambda one: one.replace(" ", "\N{NO-BREAK SPACE}"),
    "spaces about it": lambda one: f" {one}\N{NO-BREAK SPACE}",
    "two spaces": lambda one: one.replace(" ", "  "),
    "unseen": lambda one: f"{one[:1]}\N{ZERO WIDTH SPACE}{one[1:]}\N{RIGHT-TO-LEFT MARK}",
}
ASKED = (
    ("check", "--state", "Côte d'Ivoire", *DAY),
    ("check", "--state", "TUV", "--verdict", "undetermined", *DAY),
    ("check", "--article", "Oslo Action Plan", "--region", "Asia-Pacific", *DAY),
    ("check", "--rule", "initial-report-outstanding", *DAY),
    ("check", "--article", "7(1)", "--severity", "high", *DAY),
    ("check", "--state", "TUV", "--lang", "fr", "--format", "json", *DAY),
    ("explain", INITIAL, *DAY),
    ("rules", "show", "article-7/initial-report-outstanding"),
    ("records", "show", "Viet Nam"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("office"))
    for code in ("CIV", "VNM", "GNQ"):
        path = STATES / f"{code}.yaml"
        if path.exists():
            (made.records / path.name).write_bytes(path.read_bytes())
    return made


@pytest.mark.deep(quick=8)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_words_of_a_command_are_found_in_any_form(
    office: Office, words: tuple[str, ...], form: str
) -> None:
    where = ("--records", office.records) if words[0] != "rules" else ()
    plain = run(*words, *where)
    options = [n for n, one in enumerate(words) if not one.startswith("-")]
    names = options[2:] if words[:2] == ("rules", "show") else options[1:]
    varied = [
        FORMS[form](one) if n in names and one[:1].isalpha() and one != "show" else one
        for n, one in enumerate(words)
    ]
    made = run(*varied, *where)
    assert (made.code, made.out) == (plain.code, plain.out), made.err


@pytest.mark.parametrize("form", FORMS)
def test_a_meeting_and_a_family_are_found_in_any_form(
    office: Office, form: str, tmp_path: Path
) -> None:
    write = FORMS[form]
    ran = run(
        *("letters", "draft", "--records", office.records, *DAY[:2], "--no-register", "--by", "x"),
        *("--meeting", write("23MSP"), "--family", write("initial-report-outstanding")),
        *("--out", tmp_path / "made"),
    )
    assert "no meeting" not in ran.err
    assert "no family" not in ran.err
    assert ran.code != WRONG_USAGE, ran.err


@pytest.mark.parametrize("form", FORMS)
def test_judgements_are_found_by_names_in_any_form(tmp_path: Path, form: str) -> None:
    office = Office(tmp_path)
    office.done("judge", "in-dialogue", INITIAL, *SOURCED, *UNTIL)
    before = office.done("check", "--state", "TUV")
    text = office.file().read_text(encoding="utf-8")
    for name in (INITIAL, "in dialogue", "TUV"):
        assert name in text
    varied = text.replace(f"finding: {INITIAL}", f'finding: "{FORMS[form](INITIAL)}"')
    varied = varied.replace("judgement: in dialogue", f'judgement: "{FORMS[form]("in dialogue")}"')
    assert varied != text or form == "decomposed"
    office.file().write_text(varied, encoding="utf-8")
    assert office.done("check", "--state", "TUV") == before


def respelt(path: Path, write: Callable[[str], str], row: int | None) -> None:
    """Writes one row of a CSV file, or all below the headings, in another form."""
    rows = [*csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))]
    out = io.StringIO()
    csv.writer(out).writerows(
        [write(cell) if cell and (n == row or (row is None and n)) else cell for cell in one]
        for n, one in enumerate(rows)
    )
    path.write_text(out.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_headings_of_tables_are_found_in_any_form(
    office: Office, form: str, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    assert run("records", "export", "--csv", folder, "--records", office.records).code == DONE
    for path in folder.iterdir():
        if path.stem != "states":
            respelt(path, FORMS[form], 0)
    ran = run("records", "import", "--csv", folder, "--records", office.records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err


def test_cells_in_another_form_of_unicode_are_the_same(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert run("records", "export", "--csv", folder, "--records", office.records).code == DONE
    for path in folder.iterdir():
        if path.stem != "states":
            respelt(path, FORMS["decomposed"], None)
    ran = run("records", "import", "--csv", folder, "--records", office.records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("measures", "status"),
        ("cases", "status"),
        ("cases", "id"),
        ("sources", "name"),
        ("sources", "publisher"),
        ("reports", "source"),
        ("reports", "covers"),
        ("membership", "instrument"),
        ("extensions", "decision"),
    ],
)
def test_names_in_cells_are_found_in_any_form(
    office: Office, form: str, table: str, key: str, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    assert run("records", "export", "--csv", folder, "--records", office.records).code == DONE
    path = folder / f"{table}.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    at = header.index(key)
    assert rows
    for row in rows:
        row[at] = FORMS[form](row[at]) if row[at] else ""
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    ran = run("records", "import", "--csv", folder, "--records", office.records)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n"), ran.err
