"""``records edit STATE add-…``: one entry at a time, without opening the file."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.cli.records_edit import COMMANDS
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.records.editing.adding import add_entry
from compliance_engine.records.editing.editing import edit_record
from compliance_engine.records.spreadsheets.rows import Tree
from compliance_engine.records.spreadsheets.tables import TABLES, table_named
from tests.acceptance.command_line import DONE, INVALID_INPUT, WRONG_USAGE, Ran, run

RECORDS = Path(__file__).parent / "workbooks" / "records"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    shutil.copytree(RECORDS, folder)
    return folder


def edited(folder: Path, *arguments: str) -> Ran:
    return run("records", "edit", *arguments, "--records", folder, "--as-of", "2026-11-30")


def test_a_report_is_added_with_its_source_and_everything_else_stays(
    records: Path, snapshot: SnapshotAssertion
) -> None:
    before = (records / "GNQ.yaml").read_text(encoding="utf-8")
    new = ("add-report", "--covers", "2024", "--submitted", "2025-04-29", "--source", "isu-2025")
    source = (
        "--source-title",
        "ISU: page",
        "--source-date",
        "2025-05",
        "--source-url",
        "https://www.apminebanconvention.org/x",
    )
    ran = edited(records, "equatorial guinea", *new, *source)
    assert (ran.code, ran.err) == (DONE, "")
    assert ran.out.replace(str(records), "RECORDS") == snapshot
    after = (records / "GNQ.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before.splitlines() if line not in after] == []
    assert run("records", "validate", "--records", records).code == DONE


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ("add-measure", "--status", "in progress", "--known", "2019-06", "--source", "untc"),
            ["  - status: in progress", "    known: 2019-06", "    source: untc"],
        ),
        (
            ("add-case-event", "--case", "A1-035", "--date", "2019", "--event", "closed"),
            ["        - date: 2019", "          event: closed"],
        ),
        (
            ("add-retained", "--mines", "12", "--source", "untc", "--source", "isu-2014"),
            ["  - mines: 12", "    source: [untc, isu-2014]"],
        ),
        (
            (
                *("set-complete", "--complete-from", "2015-01-01"),
                *("--complete-until", "2019-12-31", "--complete-source", "untc"),
                *("--turns", "5"),
            ),
            [
                "  complete_from: 2015-01-01",
                "  complete_until: 2019-12-31",
                "  complete_source: untc",
            ],
        ),
    ],
)
def test_each_table_has_its_command(
    records: Path, arguments: tuple[str, ...], lines: list[str]
) -> None:
    before = (records / "GNQ.yaml").read_text(encoding="utf-8").splitlines()
    ran = edited(records, "GNQ", *arguments)
    assert (ran.code, ran.err) == (DONE, "")
    after = (records / "GNQ.yaml").read_text(encoding="utf-8").splitlines()
    told = [*unified_diff(before, after, n=0, lineterm="")][2:]
    assert [line for line in told if line[0] in "+-"] == [f"+{line}" for line in lines]


def test_every_table_but_that_of_sources_has_a_command() -> None:
    assert sorted(COMMANDS.values()) == sorted({one.name for one in TABLES} - {"sources"})
    out = run("records", "edit", "GNQ", "--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


def test_what_would_be_written_is_shown_without_writing_it(records: Path) -> None:
    before = (records / "GNQ.yaml").read_bytes()
    ran = edited(records, "GNQ", "add-retained", "--mines", "1", "--source", "untc", "--dry-run")
    assert ran.code == DONE
    assert "+  - mines: 1\n" in ran.out
    assert ran.out.endswith("Nothing is written.\n")
    assert (records / "GNQ.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (
            ("add-report", "--covers", "2024", "--submitted", "29.4.2025", "--source", "untc"),
            WRONG_USAGE,
            "Invalid value for '--submitted'",
        ),
        (
            ("add-report", "--covers", "2024", "--submitted", "none", "--source", "untc"),
            INVALID_INPUT,
            "'submitted: none' needs 'known'",
        ),
        (
            ("add-report", "--covers", "2024", "--submitted", "2025", "--source", "isu-2015"),
            INVALID_INPUT,
            "Did you mean 'isu-2014'?",
        ),
        (
            (
                *("add-report", "--covers", "2024", "--submitted", "2025", "--source", "untc"),
                *(
                    "--source-title",
                    "T",
                    "--source-publisher",
                    "monitor",
                    "--source-seen",
                    "2026-11-30",
                ),
            ),
            WRONG_USAGE,
            "every source is declared already",
        ),
        (
            ("add-case-event", "--case", "A1-036", "--date", "2019", "--event", "closed"),
            WRONG_USAGE,
            "the record has no case 'A1-036': it has A1-035",
        ),
        (("add-report", "--covers", "2024"), WRONG_USAGE, "--submitted"),
        (("set-complete",), WRONG_USAGE, "say what to write"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    records: Path, arguments: tuple[str, ...], code: int, what: str
) -> None:
    before = (records / "GNQ.yaml").read_bytes()
    ran = edited(records, "GNQ", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert what in ran.err
    assert (records / "GNQ.yaml").read_bytes() == before


def test_two_who_edit_at_once_lose_nothing(records: Path) -> None:
    def add(mines: int) -> str:
        def change(tree: Tree) -> None:
            add_entry(tree, table_named("retained"), {"mines": str(mines), "source": "untc"})

        return edit_record(records, "GNQ", change, lambda _: (), write=True)

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(add, range(100, 124)))
    tree = parse_yaml((records / "GNQ.yaml").read_text(encoding="utf-8"), "GNQ.yaml")
    assert isinstance(tree, dict)
    assert sorted(one["mines"] for one in tree["article_3"]) == [0, *range(100, 124)]
    assert [path.name for path in records.iterdir() if path.suffix == ".part"] == []
