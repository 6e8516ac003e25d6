"""``records import --untc`` and ``--article7``: what others publish, brought into records."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from syrupy.assertion import SnapshotAssertion

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.registers.status_table import INSTRUMENTS
from compliance_engine.records.states import state_of_code
from tests.acceptance.command_line import CHECKOUT, DONE, INVALID_INPUT, WRONG_USAGE, Ran, run

STATES = CHECKOUT / "fixtures" / "states"
HEADINGS = (
    "Participant",
    "Signature",
    "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)",
)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
XML = """<?xml version="1.0" encoding="iso-8859-1"?>
<Document><Treaty><Template>mtdsg</Template>
<Header><ExternalData><Numsect>5</Numsect></ExternalData></Header>
<Participants><Table><TGroup>
<Thead><Row>{head}</Row></Thead><Tbody><Rows>{rows}</Rows></Tbody>
</TGroup></Table></Participants></Treaty></Document>
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for code in ("AFG", "GNQ", "LTU", "MHL", "SSD", "CIV"):
        shutil.copy(STATES / f"{code}.yaml", folder)
    return folder


def written(path: Path, header: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def xml_of(path: Path, *rows: tuple[str, ...], encoding: str = "iso-8859-1") -> Path:
    def entries(cells: tuple[str, ...]) -> str:
        return "".join(f"<Entry>{cell}</Entry>" for cell in cells)

    body = "".join(f"<Row>{entries(row)}</Row>" for row in rows)
    path.write_text(XML.format(head=entries(HEADINGS), rows=body), encoding=encoding)
    return path


def brought(kind: str, path: Path, folder: Path, *arguments: str) -> Ran:
    dated = () if "--dated" in arguments else ("--dated", "2026-11-26")
    as_of = ("--as-of", "2026-11-30")
    return run("records", "import", kind, path, "--records", folder, *dated, *as_of, *arguments)


def day_in_words(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def table_of_all() -> list[tuple[str, ...]]:
    """The depositary's table as it would be if it said what the records say."""
    letters = {name: letter for letter, name in INSTRUMENTS.items()}
    rows: list[tuple[str, ...]] = []
    for path in sorted(STATES.glob("*.yaml")):
        tree: Any = parse_yaml(path.read_text(encoding="utf-8"), path.name)
        for entry in tree["membership"]:
            signed = day_in_words(entry["signed"]) if "signed" in entry else ""
            deposit = ""
            if "deposited" in entry:
                letter = letters[entry["instrument"]]
                deposit = f"{day_in_words(entry['deposited'])} {letter}".strip()
            if "withdrawal" in entry:
                signed, deposit = (f"[{one}]" if one else "" for one in (signed, deposit))
            rows.append((state_of_code(path.stem).name, signed, deposit))
    return rows


# --- the depositary's table


def test_a_table_that_says_what_all_the_records_say_changes_nothing(tmp_path: Path) -> None:
    table = written(tmp_path / "XXVI-5.csv", HEADINGS, *table_of_all())
    ran = run("records", "import", "--untc", table, "--dated", "2026-11-26")
    assert (ran.code, ran.out, ran.err) == (DONE, "Nothing changes.\n", "")


ROWS = (
    ("Afghanistan", "", "11 Sep\t 2002 a"),
    ("Equatorial Guinea &lt;superscript&gt;3,4&lt;/superscript&gt;", "", "16 Sep 1998 a"),
    ("Lithuania<superscript>5</superscript>", "[26 Feb 1999]", "[12 May 2003]"),
    ("Marshall Islands", "4 Dec 1997", "12 Mar 2025"),
    ("South Sudan", "", "11 Nov 2011 d"),
    ("C\xf4te d'Ivoire", " 3 Dec\t 1997 ", "30 Jun 2000"),
)


def test_the_xml_of_the_depositary_is_read_with_its_marks_and_blanks(
    records: Path, tmp_path: Path
) -> None:
    ran = brought("--untc", xml_of(tmp_path / "XXVI-5.en.xml", *ROWS), records)
    assert (ran.code, ran.out, ran.err) == (DONE, "Nothing changes.\n", "")


def test_the_french_table_and_plain_numbers_of_footnotes_are_read(
    records: Path, tmp_path: Path
) -> None:
    header = ("Participant", "Signature", "Ratification, Adhésion(a), Succession(d)")
    rows = (("Guinée équatoriale 1", "", "16 sept. 1998 a 2, 3"), ("Lituanie", "26 févr. 1999", ""))
    ran = brought("--untc", written(tmp_path / "untc.csv", header, *rows), records)
    assert (ran.code, ran.err) == (DONE, "")
    assert "deposited: the record says 2003-05-12, the table nothing" in ran.out
    assert "GNQ" not in ran.out


def test_what_records_lack_is_filled_in_and_what_differs_is_for_a_person(
    records: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    path = records / "MHL.yaml"
    tree: Any = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    source = tree["membership"][0]["source"]
    path.write_text(
        "# Marshall Islands\nstate: MHL\n\nmembership:\n  - signed: 1997-12-04\n"
        "    source: un  # the depositary\n\nsources:\n"
        "  un: {title: U, publisher: un, date: 2020}\n",
        encoding="utf-8",
    )
    assert source
    rows = (
        ("Afghanistan", "", "12 Sep 2002 a"),
        ("Equatorial Guinea", "", "[16 Sep 1998 a]"),
        ("Lithuania 2", "[26 Feb 1999]", "[12 May 2003]"),
        ("Marshall Islands", "4 Dec 1997", "12 Mar 2025"),
        ("Lebanon", "", "1 Jun 2026 a"),
        ("Kosovo", "", ""),
        ("Montenegro", "", "23 Oct 2006 d"),
        ("Cote d'Ivoire", "3 Dec 1997", "30 Jun 2000"),
    )
    table = written(tmp_path / "untc.csv", HEADINGS, *(row for row in rows if row[0] != "Kosovo"))
    ran = brought("--untc", table, records, "--apply")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.replace(str(records), "RECORDS") == snapshot
    assert path.read_text(encoding="utf-8") == (
        "# Marshall Islands\nstate: MHL\n\nmembership:\n  - signed: 1997-12-04\n"
        "    instrument: ratification\n    deposited: 2025-03-12\n"
        "    source: [un, untc-2026-11-26]  # the depositary\n\nsources:\n"
        "  un: {title: U, publisher: un, date: 2020}\n"
        "  untc-2026-11-26:\n"
        "    title: Status table of the UN Treaty Collection, chapter XXVI-5\n"
        "    publisher: untc\n"
        "    date: 2026-11-26\n"
    )
    assert run("records", "validate", "--records", records).code == DONE


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (("Atlantis", "", "1 Jan 2000 a"), "'Atlantis' is not a State that the engine knows"),
        (("Afghanistan", "", "31 Feb 2000 a"), "is not a date"),
        (("Afghanistan", "", "1 Jan 2000 c"), "'c' is no letter of an instrument"),
        (("Afghanistan", "", "Jan 2000"), "is not a full day"),
        (("Afghanistan", "", "1 Jan 00 a"), "is no day with the letter"),
        (("Afghanistan", "", "2000 a"), "is not a full day"),
        (("Boznia and Herzegovina", "", ""), "Perhaps Bosnia and Herzegovina (BIH)"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_at_its_place(
    records: Path, tmp_path: Path, row: tuple[str, ...], what: str
) -> None:
    ran = brought("--untc", written(tmp_path / "untc.csv", HEADINGS, row), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err.startswith("untc.csv:2:")
    assert what in ran.err


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<Document/>", "has no table of participants"),
        ("<Document>", "is not XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Document/>', "declares a document type"),
    ],
)
def test_a_file_that_is_no_status_table_is_told_to_be_none(
    records: Path, tmp_path: Path, content: str, what: str
) -> None:
    path = tmp_path / "XXVI-5.en.xml"
    path.write_text(content, encoding="utf-8")
    ran = brought("--untc", path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert what in ran.err


# --- a list of reports


def verdicts(folder: Path, state: str) -> dict[str, str]:
    """What is known of each annual report, by the year that it covers."""
    duties = run(
        "duties", state, "--records", folder, "--as-of", "2026-11-26", "--format", "json"
    ).json
    return {str(one["period"]): one["verdict"] for one in duties if one["duty"] == "annual report"}


def test_a_complete_list_makes_undetermined_duties_known_in_one_step(
    records: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    before = verdicts(records, "MHL") | verdicts(records, "GNQ")
    assert before["2016"] == "undetermined"
    path = written(
        tmp_path / "reports.csv",
        ("State", "Year", "Submitted", "Note"),
        ("Equatorial Guinea", "2015", "30 Apr 2016", ""),
        ("GNQ", "2017", "2018-06-01", "late"),
        ("Afghanistan", "2018", "2019-05-02", ""),
    )
    unchanged = {one.name: one.read_bytes() for one in records.iterdir()}
    complete = ("--complete", "2015-2025", "--apply")
    ran = brought("--article7", path, records, *complete)
    assert ran.code == WRONG_USAGE
    assert "nothing is written: 34 duties become outstanding by this." in ran.err
    assert unchanged == {one.name: one.read_bytes() for one in records.iterdir()}
    ran = brought("--article7", path, records, *complete, "--turns", "34")
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.replace(str(records), "RECORDS") == snapshot
    known = verdicts(records, "GNQ")
    assert [known[year] for year in ("2015", "2016", "2017", "2018", "2024")] == [
        "met",
        "last known outstanding",
        "met late",
        "last known outstanding",
        "last known outstanding",
    ]
    assert known["2025"] == "undetermined"
    again = brought("--article7", path, records, "--complete", "2015-2025")
    assert "Nothing changes." in again.out


def test_a_state_whose_record_has_a_report_that_the_list_lacks_is_not_taken_as_complete(
    records: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "reports.csv", ("State", "Year", "Date"), ("GNQ", "2015", "2016"))
    ran = brought("--article7", path, records, "--complete", "2013-01-01/2026-01-31", "--apply")
    said = "AFG Afghanistan: the list lacks what its record has as submitted 2019 (docslib)"
    assert said in ran.out
    assert "complete_from" not in (records / "AFG.yaml").read_text(encoding="utf-8")
    said = "GNQ Equatorial Guinea: the list lacks what its record has as submitted 2014-07-07"
    assert said in ran.out


def test_a_layout_of_ones_own_is_described_in_a_file(records: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "rapports.xlsx")
    book.add_worksheet("Autre").write_string(0, 0, "x")
    sheet = book.add_worksheet("Rapports")
    rows = [
        ("Rapports reçus", "", ""),
        ("Pays", "Échéance", "Reçu le"),
        ("Guinée équatoriale", 2016, "04/05/2016"),
    ]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.close()
    layout = tmp_path / "layout.yaml"
    layout.write_text(
        "columns: {state: Pays, due_year: Échéance, submitted: Reçu le}\n"
        "dates: day first\nsheet: Rapports\n"
        "source: {name: isu-register, title: Register of reports, publisher: unoda}\n",
        encoding="utf-8",
    )
    ran = brought("--article7", tmp_path / "rapports.xlsx", records, "--columns", str(layout))
    assert (ran.code, ran.err) == (DONE, "")
    assert "+ covers 2015, submitted 2016-05-04, source isu-register" in ran.out
    assert (
        "+ name isu-register, title Register of reports, publisher unoda, date 2026-11-26"
        in ran.out
    )
    layout.write_text("columns: {country: Pays}\ndates: day last\n", encoding="utf-8")
    ran = brought("--article7", tmp_path / "rapports.xlsx", records, "--columns", str(layout))
    assert "layout.yaml:1:11: unknown key 'country'" in ran.err
    assert "layout.yaml:2:8: 'day last' is not a known value of 'dates'" in ran.err


def test_a_list_is_told_everything_that_is_wrong_with_it(
    records: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    path = written(
        tmp_path / "reports.csv",
        ("State", "Year", "Submitted"),
        ("", "2015", "2016"),
        ("Ginea", "2015", "04/05/2016"),
        ("GNQ", "", ""),
        ("GNQ", "2016", "2016-04-28"),
        ("GNQ", "MMXVI", "yesterday"),
    )
    ran = brought("--article7", path, records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert ran.err == snapshot


@pytest.mark.parametrize(
    ("header", "what"),
    [
        (("Name", "Year", "Submitted"), "has no column 'State'"),
        (("State", "Submitted"), "has no column 'Covers'"),
        (("State", "Year"), "has no column 'Submitted'"),
    ],
)
def test_a_column_that_is_missing_is_named(
    records: Path, tmp_path: Path, header: tuple[str, ...], what: str
) -> None:
    ran = brought("--article7", written(tmp_path / "reports.csv", header), records)
    assert (ran.code, ran.out) == (INVALID_INPUT, "")
    assert what in ran.err
    assert "--columns" in ran.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--complete", "2015-2026"), "a list is not complete for days to come"),
        (("--complete", "2025-2015"), "must begin before it ends"),
        (("--complete", "all"), "--complete all is no time"),
    ],
)
def test_a_time_of_completeness_must_be_one(
    records: Path, tmp_path: Path, arguments: tuple[str, ...], what: str
) -> None:
    path = written(tmp_path / "reports.csv", ("State", "Year", "Submitted"))
    ran = brought("--article7", path, records, *arguments)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert what in ran.err


def test_a_register_has_a_day(records: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "reports.csv", ("State", "Year", "Submitted"))
    ran = run("records", "import", "--article7", path, "--records", records)
    assert (ran.code, ran.out) == (WRONG_USAGE, "")
    assert "--dated" in ran.err
