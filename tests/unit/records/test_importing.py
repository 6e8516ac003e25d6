"""Tables become records, or nothing is written and every mistake is shown at its cell."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compliance_engine.errors import InvalidInputError, UsageError
from compliance_engine.records.importing import TABLES, import_tables, write_records

REAL_TABLES = Path(__file__).parents[3] / "fixtures" / "tables"

Edit = Callable[[str], str]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the real tables."""
    return Path(shutil.copytree(REAL_TABLES, tmp_path / "tables"))


def replaced(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def problems_after(tables: Path, *edits: tuple[str, Edit]) -> list[str]:
    """What is said of the tables after some edits, each problem on one line."""
    for file, edit in edits:
        path = tables / file
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        import_tables(tables)
    return [
        str(problem).removeprefix(f"{tables}/").replace("\n    ", " | ")
        for problem in raised.value.problems
    ]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for run in ("first", "second"):
        assert len(write_records(import_tables(REAL_TABLES), tmp_path / run)) == 166
    names = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "second").iterdir())
    for name in names:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_the_other_tables_are_not_needed(tables: Path) -> None:
    imported = {table.file for table in TABLES}
    for path in tables.iterdir():
        if path.name not in imported:
            path.unlink()
    assert len(import_tables(tables)) == 166


def test_a_folder_that_is_not_there_is_a_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is no folder: give the one that holds membership\.csv"):
        import_tables(tmp_path / "nowhere")


def test_a_missing_column_is_named_with_the_nearest_that_is_there(tables: Path) -> None:
    assert problems_after(
        tables, ("membership.csv", replaced("deposit_date", "deposited_date"))
    ) == [
        "membership.csv:1:1: the column 'deposit_date' is missing | Did you mean 'deposited_date'?",
        "membership.csv:1:4: the column 'deposited_date' is not known, and what it holds would be "
        "lost | Did you mean 'deposit_date'?",
    ]


def test_a_bad_date_is_shown_at_its_row_and_column(tables: Path) -> None:
    assert problems_after(
        tables,
        ("membership.csv", replaced("AFG,Afghanistan,,2002-09-11", "AFG,Afghanistan,,2002-09-31")),
    ) == [
        "membership.csv:2:4: 'deposit_date': '2002-09-31' names a day that the calendar does not "
        "have | Correct the year, month or day."
    ]


def test_an_unknown_state_is_shown_with_the_code_of_its_name(tables: Path) -> None:
    assert problems_after(
        tables, ("article9_measures.csv", replaced("AFG,Afghanistan", "AFX,Afghanistan"))
    ) == [
        "article9_measures.csv:2:1: 'iso3': 'AFX' is not a State that the engine knows | "
        "Write AFG, which is the code of Afghanistan."
    ]


def test_errors_in_several_tables_are_shown_together(tables: Path) -> None:
    shown = problems_after(
        tables,
        (
            "article3_retained.csv",
            replaced("AFG,Afghanistan,2680,2007", "AFG,Afghanistan,many,20O7"),
        ),
        ("article9_measures.csv", replaced("law_enacted", "law_enactd")),
        ("article7_reports.csv", replaced("2002-07-02,day", "2002-07,day")),
        ("article1_cases.csv", replaced("A1-004,SDN,Sudan", "A1-004,TON,Tonga")),
    )
    assert shown == [
        "article1_cases.csv:5:13: 'state_response': 'as above' refers to no earlier case of this "
        "State | Write the text out.",
        "article3_retained.csv:2:3: 'retained_mines': 'many' is not a number | Write plain digits.",
        "article3_retained.csv:2:4: 'as_of': '20O7' is not a date: write 2013-05-31, 2013-05 or "
        "2013, or 'by 2013-05-31' for something that had happened by then | "
        "Write 2013-05-31, 2013-05 or 2013, as the source has it.",
        "article7_reports.csv:831:6: 'date_precision': does not fit the date '2002-07' | "
        "Write month.",
        "article9_measures.csv:4:3: 'status': 'law_enactd' is not a known word here | "
        "Did you mean 'law_enacted'?",
    ]


def test_a_table_that_is_missing_stops_the_import(tables: Path) -> None:
    (tables / "article9_measures.csv").unlink()
    (tables / "article3_retained.csv").write_text("", encoding="utf-8")
    shown = problems_after(tables)
    assert len(shown) == 2
    assert shown[0].startswith("article3_retained.csv: is empty | Begin with the line of column")
    assert shown[1].startswith("article9_measures.csv: is missing: it is one of the tables")


def test_a_table_that_is_not_utf_8_is_shown_at_the_byte(tables: Path) -> None:
    path = tables / "article4_stockpiles.csv"
    path.write_bytes(path.read_bytes().replace("Türkiye".encode(), b"T\xfcrkiye", 1))
    (shown,) = problems_after(tables)
    assert "is not UTF-8 text: byte 0xfc" in shown


@pytest.mark.parametrize(
    ("file", "edit", "shown"),
    [
        (
            "article3_retained.csv",
            lambda text: text.replace(",", ";"),
            "article3_retained.csv:1:1: its columns are separated by semicolons",
        ),
        (
            "article3_retained.csv",
            replaced("as_of", "iso3"),
            "article3_retained.csv:1:4: the column 'iso3' stands here twice",
        ),
        (
            "article3_retained.csv",
            replaced("AFG,Afghanistan,2680,2007", "AFG,Afghanistan,2,680,2007"),
            "article3_retained.csv:2:1: has 8 cells, but the table has 7 columns",
        ),
        (
            "article3_retained.csv",
            lambda text: text + '"never closed',
            "article3_retained.csv:118:1: is not a table",
        ),
        (
            "article3_retained.csv",
            replaced("opted not", "opted \x1b[31mnot"),
            "article3_retained.csv:3:7: 'note': 'opted \\x1b[31mnot to retain' has a line break",
        ),
        (
            "article3_retained.csv",
            replaced("AFG,Afghanistan,2680", "AFG,Angola,2680"),
            "article3_retained.csv:2:2: 'state': 'Angola' is not the State of the code 'AFG'",
        ),
        (
            "article3_retained.csv",
            replaced(",2680,2007,http", ",2680,9999,http"),
            "article3_retained.csv:2:4: 'as_of': '9999' is too far from the time of the Convention",
        ),
        (
            "article3_retained.csv",
            replaced(",2680,2007,http://archives", ",2680,2007,http://[archives"),
            "article3_retained.csv:2:5: 'source': 'http://[archives.the-monitor.org",
        ),
        (
            "article4_stockpiles.csv",
            replaced("\nAGO,Angola", "\nAFG,Afghanistan"),
            "article4_stockpiles.csv:3:1: 'iso3': 'AFG' has a row already, on line 2",
        ),
        (
            "membership.csv",
            replaced("TON,Tonga,,2025-06-25", "TUN,Tunisia,,2025-06-25"),
            "'iso3': 'TUN' has a row already",
        ),
        (
            "membership.csv",
            replaced("TON,Tonga,,2025-06-25", "TUN,Tunisia,,2025-06-25"),
            "treaty_events.csv:14:2: 'iso3': 'TON' has no row in membership.csv",
        ),
        (
            "membership.csv",
            replaced(",2011-11-11,succession,2011-07-09", ",2011-11-11,accession,2011-07-09"),
            "'eif_override': only a succession has an entry into force of its own",
        ),
        (
            "membership.csv",
            replaced("2002-09-11,accession,,art17_2", "2002-09-11,accession,,art17_1"),
            "membership.csv:2:7: 'eif_rule': the dates of this row give art17_2",
        ),
        (
            "membership.csv",
            replaced("1998-09-08,2000-02-29", "2000-09-08,2000-02-29"),
            "membership.csv:3:3: 'signature_date': the signature is dated after the instrument",
        ),
        (
            "treaty_events.csv",
            replaced("2025-12-27,EST", "2025-12-28,EST"),
            "'withdrawal_effective': '2025-12-27' is not the date of one event",
        ),
        (
            "treaty_events.csv",
            replaced("2015-02-01,OMN", "2015-02-01,"),
            "treaty_events.csv:4:2: 'iso3': is empty, but an event of the type 'entry_into_force'",
        ),
        (
            "treaty_events.csv",
            replaced("2019-11-29,,", "2019-11-29,OMN,"),
            "treaty_events.csv:9:2: 'iso3': an event of the type 'action_plan' is about no single",
        ),
        (
            "treaty_events.csv",
            replaced("2025-08-28; against KHM", "2025-08-28; against USA"),
            "the request is addressed to 'USA', which has no row in membership.csv",
        ),
        (
            "article7_reports.csv",
            replaced("AFG,Afghanistan,2005,", "AFG,Afghanistan,2006,"),
            "article7_reports.csv:3:3: 'due_year': '2006' is neither the year after",
        ),
        (
            "article7_reports.csv",
            replaced("AFG,Afghanistan,2003,submitted", "AFG,Afghanistan,2004,submitted"),
            "article7_reports.csv:2:3: 'due_year': the initial report was due in 2003, not 2004",
        ),
        (
            "article7_lists.csv",
            replaced(",yes,GNQ,", ",yes,GNQ ; TON,"),
            "article7_lists.csv:2:4: 'states': 'TON' was not a State Party on 2010-12-02",
        ),
        (
            "article7_lists.csv",
            replaced(",yes,GNQ,", ",no,GNQ,"),
            "article7_lists.csv:2:3: 'complete': 'no' is not a known word here",
        ),
        (
            "article7_conflicts.csv",
            replaced("submitted,2014-07-07", "submitted,2014-07-08"),
            "article7_conflicts.csv:2:4: 'status_kept': the side kept is no row of",
        ),
        (
            "article1_cases.csv",
            replaced("A1-002,YEM", "A1-001,YEM"),
            "article1_cases.csv:3:1: 'allegation_id': 'A1-001' is the id of an earlier case",
        ),
        (
            "article1_cases.csv",
            replaced("YEM,Yemen,2011,2012-03", "YEM,Yemen,2011,2010-03"),
            "article1_cases.csv:3:5: 'event_end': '2010-03' is before '2011', when it began",
        ),
        (
            "article1_cases.csv",
            replaced("1.1.a;1.1.c", "1.1.a;1.1.d"),
            "'provision': '1.1.d' is no provision that a case is about",
        ),
    ],
)
def test_what_would_be_lost_or_misread_is_refused(
    tables: Path, file: str, edit: Edit, shown: str
) -> None:
    problems = problems_after(tables, (file, edit))
    assert any(shown in problem for problem in problems), problems
    assert all(problem.count(" | ") == 1 for problem in problems), "each has its remedy"


def test_nothing_is_written_over_without_force(tmp_path: Path) -> None:
    records = import_tables(REAL_TABLES)
    some = {code: records[code] for code in ("GNQ", "TON")}
    write_records({"GNQ": some["GNQ"]}, tmp_path)
    before = (tmp_path / "GNQ.yaml").read_bytes()
    (tmp_path / "GNQ.yaml").write_text("edited by hand\n", encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"1 of the 2 records exist in .* already, GNQ\.yaml first"
    ):
        write_records(some, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["GNQ.yaml"]
    assert (tmp_path / "GNQ.yaml").read_text(encoding="utf-8") == "edited by hand\n"
    write_records(some, tmp_path, force=True)
    assert (tmp_path / "GNQ.yaml").read_bytes() == before
    assert (tmp_path / "TON.yaml").is_file()


def test_one_invalid_record_keeps_all_from_being_written(tmp_path: Path) -> None:
    records: dict[str, Any] = {**import_tables(REAL_TABLES)}
    records["TON"] = records["TON"] | {"membership": [], "colour": "blue"}
    with pytest.raises(InvalidInputError, match="unknown key 'colour'"):
        write_records(records, tmp_path / "states")
    assert not (tmp_path / "states").exists()


def test_a_full_disk_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = import_tables(REAL_TABLES)
    write = os.write

    def fails_at_tonga(handle: int, content: memoryview) -> int:
        if b"state: TON" in bytes(content):
            raise OSError(28, "No space left on device")
        return write(handle, content)

    monkeypatch.setattr(os, "write", fails_at_tonga)
    with pytest.raises(UsageError, match=r"TON\.yaml cannot be written: No space left on device"):
        write_records(records, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_a_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "states").write_text("a file", encoding="utf-8")
    tonga = {"TON": import_tables(REAL_TABLES)["TON"]}
    with pytest.raises(UsageError, match="is a file: name a folder for the records"):
        write_records(tonga, tmp_path / "states")
    with pytest.raises(UsageError, match="below cannot be made: Not a directory"):
        write_records(tonga, tmp_path / "states" / "below")
