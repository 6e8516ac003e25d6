"""What cannot have happened, is said twice, or does much to findings, on every way into records."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from compliance_engine.cli import options
from tests.acceptance.command_line import (
    CHECKOUT,
    DONE,
    INVALID_INPUT,
    WRONG_USAGE,
    Ran,
    run,
)

STATES = CHECKOUT / "fixtures" / "states"
TODAY = date(2026, 11, 30)
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with patch.object(options, "today", lambda: TODAY):
        yield


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for code in ("FRA", "GNQ", "KHM", "TUV", "UGA"):
        shutil.copy(STATES / f"{code}.yaml", folder)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def edit(records: Path, *arguments: str) -> Ran:
    return run("records", "edit", *arguments, "--records", records)


def add_report(records: Path, *more: str) -> Ran:
    return edit(records, "FRA", "add-report", "--covers", "2025", *more)


def article7(records: Path, path: Path, *more: str) -> Ran:
    given = () if "--dated" in more else ("--dated", "2026-11-01")
    return run("records", "import", "--article7", path, "--records", records, *given, *more)


def listed(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["State,Covers,Submitted", *rows, ""]), encoding="utf-8")
    return path


def csv_of(records: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "csv"
    assert run("records", "export", "--csv", folder, "--records", records).code == DONE
    return folder


def import_csv(records: Path, folder: Path, *more: str) -> Ran:
    return run("records", "import", "--csv", folder, "--records", records, *more)


def refused(ran: Ran, *told: str) -> None:
    assert ran.code == INVALID_INPUT
    assert [one for one in told if one not in ran.err] == []


# --- days to come, and days after what tells them


def test_a_list_cannot_tell_of_a_day_after_its_own(records: Path, tmp_path: Path) -> None:
    path = listed(tmp_path, "France,2025,2027-04-29", "France,2024,2025-04-29", "TUV,2024,2026-12")
    ran = article7(records, path, "--apply")
    refused(ran, "list.csv:2:3: 'submitted': 2027-04-29 is after 2026-11-01, the day of the list")
    refused(ran, "list.csv:4:3: 'submitted': 2026-12 is after 2026-11-01, the day of the list")
    assert "2025-04-29" not in ran.err
    assert article7(records, listed(tmp_path, "France,2025,2026-11-01")).code == DONE


def test_a_list_of_a_day_to_come_is_refused(records: Path, tmp_path: Path) -> None:
    path = listed(tmp_path, "France,2025,2026-04-29")
    ran = article7(records, path, "--dated", "2026-12-01")
    assert (ran.code, "--dated 2026-12-01 is still to come" in ran.err) == (WRONG_USAGE, True)
    assert article7(records, path, "--dated", "2026-11-30").code == DONE


def test_the_depositarys_table_cannot_tell_of_a_day_after_its_own(
    records: Path, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "Participant,Signature,Ratification\nTonga,,1 Dec 2026 a\nFrance,3 Dec 1997,23 Jul 1998\n"
    )
    ran = run("records", "import", "--untc", path, "--records", records, "--dated", "2026-11-01")
    refused(ran, "table.csv:2:3: 2026-12-01 is after 2026-11-01, the day of the list")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (
            (*("--submitted", "2025-04-29", "--source", "x"), "2024-12-01"),
            "'submitted' is 2025-04-29, but the source that says so, 'x', is of 2024-12-01",
        ),
        (
            (*("--submitted", "2025-04", "--source", "x"), "2025-03"),
            "'submitted' is 2025-04, but the source that says so, 'x', is of 2025-03",
        ),
        (
            (*("--submitted", "none", "--known", "2026", "--source", "x"), "2025"),
            "'known' is 2026, but the source that says so, 'x', is of 2025",
        ),
        (
            (*("--submitted", "2026-12-01", "--source", "x"), "2026-12-01"),
            "'submitted' is 2026-12-01, which is still to come: today is 2026-11-30",
        ),
        (
            (*("--submitted", "by 2027-04-29", "--source", "x"), "2026-11-30"),
            "'submitted' is by 2027-04-29, which is still to come",
        ),
        (
            (*("--submitted", "2026", "--source", "x"), "2027"),
            "'date' is 2027, which is still to come",
        ),
    ],
)
def test_an_edit_tells_of_no_day_to_come_and_of_none_after_its_source(
    records: Path, arguments: tuple[str, ...], what: str
) -> None:
    before = bytes_of(records)
    ran = add_report(
        records, *arguments[:-1], "--source-title", "X", "--source-date", arguments[-1]
    )
    refused(ran, what)
    assert bytes_of(records) == before


@pytest.mark.parametrize(
    ("covers", "said", "key"),
    [
        ("2027", ("--submitted", "2026-04-29"), "submitted"),
        ("2026-05-01/2026-12-31", ("--submitted", "2026-04"), "submitted"),
        ("2027-2028", ("--submitted", "2026"), "submitted"),
        ("2027", ("--submitted", "none", "--known", "2026-10-01"), "known"),
    ],
)
def test_no_report_tells_of_a_period_that_has_not_begun(
    records: Path, covers: str, said: tuple[str, ...], key: str
) -> None:
    before = bytes_of(records)
    ran = edit(records, "FRA", "add-report", "--covers", covers, *said, "--source", "untc")
    refused(ran, f"'{key}' is ", f"the period that the report covers, {covers}, begins later")
    assert bytes_of(records) == before
    path = records / "FRA.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("covers: 2014", "covers: 2019"))
    refused(run("check", "--state", "TUV", "--records", records), "FRA.yaml:", "2019, begins later")


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("measures", "in progress,2062-05-01", "known"),
        ("events", "2026-12-01,domestic step", "date"),
        ("retained", "12,2027", "known"),
    ],
)
def test_a_day_after_its_source_is_told_at_its_cell(
    records: Path, tmp_path: Path, table: str, row: str, column: str
) -> None:
    folder = csv_of(records, tmp_path)
    path = folder / f"{table}.csv"
    head = path.read_text(encoding="utf-8").lstrip(BOM).splitlines()[0].split(",")
    keys = ["status", "known"], ["date", "event"], ["mines", "known"]
    given = dict(
        zip(keys[("measures", "events", "retained").index(table)], row.split(","), strict=True)
    )
    given |= {"code": "TUV", "state": "Tuvalu", "source": "untc", "what": "a bill"}
    english = {"Code": "code", "State": "state", "Source": "source"}
    cells = []
    for heading in head:
        key = english.get(heading, heading.lower().replace(" ", "_"))
        cells.append(given.get({"as_known": "known", "what_happened": "what"}.get(key, key), ""))
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(",".join(cells) + "\r\n")
    ran = import_csv(records, folder)
    refused(ran, f"{table}.csv:", f"'{column}' is ", "but the source that says so, 'untc', is of")


def test_a_record_written_by_hand_is_refused_by_every_command(records: Path) -> None:
    path = records / "GNQ.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("submitted: 2014-07-07") == 1
    path.write_text(text.replace("submitted: 2014-07-07", "submitted: 2026-12-01"))
    for command in (
        ("records", "validate"),
        ("check", "--state", "FRA"),
        ("duties", "FRA"),
        ("states",),
    ):
        refused(
            run(*command, "--records", records),
            "GNQ.yaml:",
            "'submitted' is 2026-12-01",
        )


def test_days_that_lie_ahead_by_their_nature_are_taken(records: Path) -> None:
    deadline = ("--deadline", "2031-03-01", "--decided-at", "21MSP", "--decided", "2025-12")
    ran = edit(
        records, "UGA", "add-extension", *deadline, "--decision", "granted", "--source", "untc"
    )
    assert ran.code == DONE
    event = ("--event", "entry into force", "--what", "in six months", "--source", "untc")
    assert edit(records, "UGA", "add-event", "--date", "2027-05-01", *event).code == DONE
    other = ("--event", "domestic step", "--what", "a bill", "--source", "untc")
    assert edit(records, "UGA", "add-event", "--date", "2027-05-01", *other).code == INVALID_INPUT


# --- the same twice


def test_the_same_report_twice_is_refused_with_both_places(records: Path, tmp_path: Path) -> None:
    report = ("--submitted", "2026-04-29", "--source", "untc")
    assert add_report(records, *report).code == DONE
    refused(add_report(records, *report), "this says the same as FRA.yaml:", "Take one of the two")
    folder = csv_of(records, tmp_path)
    lines = (folder / "reports.csv").read_text(encoding="utf-8").splitlines()
    (row,) = [one for one in lines if "2026-04-29" in one]
    number = lines.index(row) + 1
    (folder / "reports.csv").write_text("\r\n".join([*lines, row, ""]), encoding="utf-8")
    ran = import_csv(records, folder)
    assert (ran.code, ran.out) == (DONE, "Nothing changes.\n")
    told = f"row {len(lines) + 1} says the same as row {number}, and is read once"
    assert told in ran.err


def case(number: str) -> tuple[str, ...]:
    happened = (
        "--happened-from",
        "2020",
        "--happened-until",
        "2020",
        "--alleged-by",
        "a neighbour",
    )
    what = ("--location", "the north", "--summary", "mines", "--status", "open")
    actor = ("--actor", "unknown", "--provisions", "1(1)(a)", "--source", "untc")
    return ("add-case", "--id", number, *happened, *what, *actor)


def test_the_id_of_a_case_of_another_state_is_refused_with_both_places_and_a_free_one(
    records: Path, tmp_path: Path
) -> None:
    refused(
        edit(records, "FRA", *case("A1-013")),
        "'A1-013' is already the id of an entry of Cambodia, at KHM.yaml:14:11",
        "A1-038 is free",
    )
    folder = csv_of(records, tmp_path)
    path = folder / "cases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("A1-021", "A1-013"), encoding="utf-8")
    refused(import_csv(records, folder), "cases.csv:", "of Cambodia, at KHM.yaml:14:11")
    path = records / "UGA.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("A1-021", "A1-013"))
    refused(run("records", "validate", "--records", records), "UGA.yaml:14:11", "KHM.yaml:14:11")
    refused(run("check", "--state", "FRA", "--records", records), "UGA.yaml:14:11")


@pytest.mark.parametrize("key", ["alleged", "acknowledged", "known"])
def test_nobody_speaks_of_a_matter_before_it_begins(records: Path, key: str) -> None:
    before = bytes_of(records)
    ran = edit(records, "FRA", *case("A1-040"), f"--{key}", "2019-12-31")
    refused(ran, f"'{key}' is 2019-12-31, but 'happened_from' is 2020")
    assert bytes_of(records) == before
    assert edit(records, "FRA", *case("A1-040"), f"--{key}", "2020").code == DONE


def test_an_actor_who_is_unknown_is_not_the_state(records: Path) -> None:
    assert edit(records, "FRA", *case("A1-040")).code == DONE
    shown = run("records", "show", "FRA", "--records", records).out
    assert "actor named: unknown (not established)" in " ".join(shown.split())
    refused(
        edit(records, "FRA", *case("A1-041"), "--actor-kind", "State"),
        "'actor_kind' is State, but 'actor' names nobody: 'unknown'",
    )
    page = records.parent / "page.html"
    assert run("report", "--out", page, "--records", records, "--as-of", "2026-11-30").code == DONE
    text = page.read_text(encoding="utf-8")
    assert "alleged or reported of not established" not in text


# --- what is written does to findings


def test_a_complete_list_that_turns_many_duties_is_written_only_if_it_is_said_how_many(
    records: Path, tmp_path: Path
) -> None:
    path, before = listed(tmp_path, "France,2025,2026-04-29"), bytes_of(records)
    complete = ("--complete", "2020-01-01/2026-10-31")
    dry = article7(records, path, *complete)
    assert dry.code == DONE
    first, second, *_ = dry.out.splitlines()
    number = first.split()[0]
    assert first.startswith(f"{number} duties become outstanding, 1 met, in ")
    assert second == f"If that is meant, it is written with --turns {number}."
    for turns in ((), ("--turns", "5"), ("--turns", str(int(number) + 1)), ("--turns", "0")):
        ran = article7(records, path, *complete, "--apply", *turns)
        assert (ran.code, bytes_of(records)) == (WRONG_USAGE, before)
        assert f"nothing is written: {number} duties become outstanding by this" in ran.err
    ran = article7(records, path, *complete, "--apply", "--turns", number)
    assert (ran.code, ran.err) == (DONE, "")
    assert bytes_of(records) != before


def test_so_it_is_of_an_edit_and_of_csv_files(records: Path, tmp_path: Path) -> None:
    whole = ("--complete-from", "2015-01-01", "--complete-until", "2026-10-31")
    command = ("UGA", "set-complete", *whole, "--complete-source", "untc")
    before = bytes_of(records)
    ran = edit(records, *command)
    assert (ran.code, bytes_of(records)) == (WRONG_USAGE, before)
    number = ran.out.split()[0]
    assert edit(records, *command, "--dry-run").code == DONE
    assert edit(records, *command, "--turns", number).code == DONE
    folder = csv_of(records, tmp_path)
    for name, content in before.items():
        (records / name).write_bytes(content)
    newer = ("--over-newer", "--apply")
    ran = import_csv(records, folder, *newer)
    assert (ran.code, bytes_of(records)) == (WRONG_USAGE, before)
    assert import_csv(records, folder, *newer, "--turns", number).code == DONE


def test_a_list_that_turns_one_duty_of_few_states_is_asked_of_too(
    records: Path, tmp_path: Path
) -> None:
    path = listed(tmp_path, *(f"{one},2025,2026-04-29" for one in ("FRA", "GNQ", "KHM", "TUV")))
    complete = ("--complete", "2026-01-01/2026-10-31", "--apply")
    ran = article7(records, path, *complete)
    assert ran.code == WRONG_USAGE
    assert "nothing is written: 1 duty becomes outstanding by this" in ran.err
    assert article7(records, path, *complete, "--turns", "1").code == DONE


def test_what_one_source_says_of_one_duty_of_one_state_is_written(records: Path) -> None:
    none = ("--submitted", "none", "--known", "2026-10-01", "--source", "untc")
    ran = add_report(records, *none)
    assert ran.code == DONE
    assert "FRA: Annual transparency report 2025: undetermined → last known outstanding" in ran.out


def test_before_anything_is_written_it_is_told_what_changes_in_findings(
    records: Path, tmp_path: Path
) -> None:
    path = listed(tmp_path, "France,2025,2026-04-29", "Tuvalu,initial,2025-04-29")
    for apply in ((), ("--apply",)):
        out = article7(records, path, "--as-of", "2026-11-30", *apply).out
        told = out[out.index("What changes in findings as of 30 November 2026:") :].splitlines()
        assert "  FRA: Annual transparency report 2025: undetermined → met" in told
        assert "  TUV: Initial transparency report: last known outstanding → met late" in told
        assert "  TUV: new finding: Initial transparency report submitted late" in told
    assert "FRA" not in article7(records, path, "--as-of", "2020-01-01").out


def test_a_register_that_keeps_its_name_from_year_to_year_is_cited_with_its_day(
    records: Path, tmp_path: Path
) -> None:
    layout = tmp_path / "layout.yaml"
    layout.write_text(
        "source: {name: unog, publisher: unoda, title: List of the UN Office at Geneva}\n"
    )
    named = ("--columns", str(layout), "--apply")
    old = listed(tmp_path, "France,2024,2025-04-29")
    assert article7(records, old, *named, "--dated", "2025-11-01").code == DONE
    new = listed(tmp_path, "France,2024,2025-04-29", "France,2025,2026-04-29")
    ran = article7(records, new, *named, "--dated", "2026-11-01")
    assert (ran.code, ran.err) == (DONE, "")
    assert "source: unog-2026-11-01" in (records / "FRA.yaml").read_text(encoding="utf-8")


def test_a_clock_that_is_behind_makes_nothing_that_is_shipped_a_thing_to_come() -> None:
    for day in (date(1970, 1, 1), date(2021, 6, 24)):
        with patch.object(options, "today", lambda day=day: day):
            assert options.day_of_records() == options.MADE
            assert run("records", "validate").code == DONE
    with patch.object(options, "today", lambda: date(2027, 1, 1)):
        assert options.day_of_records() == date(2027, 1, 1)
