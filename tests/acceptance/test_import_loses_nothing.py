"""Every cell of the tables is found again in the record that was made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from compliance_engine.records import load_records
from compliance_engine.records.importing import import_tables, write_records
from tests.acceptance.reading_back import (
    TABLES,
    Cells,
    Part,
    RecordFile,
    Unit,
    rows_of,
    units_of,
)

Records = Mapping[str, RecordFile]

FACT_SHEET = re.compile(r"(?:; )?ICBL fact sheet: not submitted by 2015-06-18(?: \(so late\))?$")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("imported") / "states"
    write_records(import_tables(TABLES), out)
    return out


@pytest.fixture(scope="module")
def records(folder: Path) -> Records:
    return {path.stem: RecordFile.read(path) for path in sorted(folder.glob("*.yaml"))}


def all_found(
    records: Records,
    rows: list[Cells],
    parts: Callable[[RecordFile], list[Part]],
    is_told: Callable[[RecordFile, Part, Cells], bool],
) -> None:
    """Asserts that the parts of the records are the rows, one for one, in their order."""
    by_state: dict[str, list[Cells]] = {}
    for row in rows:
        by_state.setdefault(row["iso3"], []).append(row)
        if "state" in row:
            assert records[row["iso3"]].title == row["state"]
    for code, record in records.items():
        told, expected = parts(record), by_state.pop(code, [])
        assert len(told) == len(expected), f"{code}: {len(told)} of {len(expected)} rows"
        for part, row in zip(told, expected, strict=True):
            assert is_told(record, part, row), f"{code}: {part} is not {row}"
    assert not by_state


def text(part: Part, key: str) -> str:
    return str(part.get(key, ""))


def test_every_imported_record_is_valid(folder: Path) -> None:
    assert len(load_records(folder).by_state) == 166


def test_memberships(records: Records) -> None:
    rows = rows_of("membership.csv")
    assert len(rows) == 166

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        succeeds = part["instrument"] == "succession"
        deposited = row["deposit_date"]
        in_force = text(part, "in_force")
        assert record.bound_from is not None
        rule = "art17_1" if deposited <= "1998-09-16" else "art17_2"
        override = in_force if in_force < deposited else ""
        told = {
            "signature_date": text(part, "signed"),
            "deposit_date": text(part, "deposited"),
            "deposit_type": part["instrument"],
            "eif_override": override,
            "eif_rule": "succession" if override else rule,
            "eif_stated_by_second_source": text(part, "in_force_stated"),
            "verification": text(part, "checked"),
            "note": text(part, "in_force_reason" if succeeds else "note"),
            "withdrawal_notified": text(part.get("withdrawal", {}), "notified"),
            "withdrawal_effective": text(part.get("withdrawal", {}), "effective"),
            "withdrawal_confidence": _confidence_of_effect(part.get("withdrawal", {})),
        }
        assert told == {name: row[name] for name in told}
        assert part.get("in_force_stated", str(record.bound_from)) == str(record.bound_from)
        return record.says(part | {"note": told["note"]}, row)

    all_found(records, rows, lambda record: record.section("membership"), is_told)


def _confidence_of_effect(withdrawal: Part) -> str:
    """The effective day's own confidence, if the note tells it apart from the notification's."""
    own = re.search(r"effective day: ([a-z-]+)", text(withdrawal, "note"))
    return own[1] if own else text(withdrawal, "confidence")


def test_withdrawals_rest_on_their_two_events(records: Records) -> None:
    rows = [row for row in rows_of("treaty_events.csv") if row["event_type"].startswith("withdraw")]
    steps = [row for row in rows if row["event_type"] != "withdrawal_announced"]
    assert len(steps) == 10
    for row in steps:
        record = records[row["iso3"]]
        withdrawal = record.section("membership")[0]["withdrawal"]
        assert record.cites(withdrawal["source"], row["source"])
        assert row["note"] in text(withdrawal, "note")
    assert records["POL"].section("membership")[0]["withdrawal"]["confidence"] == (
        "background-knowledge"
    )


def test_events(records: Records) -> None:
    rows = [row for row in rows_of("treaty_events.csv") if row["iso3"]]
    assert len(rows) == 28
    words = {
        "entry into force": "entry_into_force",
        "withdrawal notified": "withdrawal_notified",
        "withdrawal effective": "withdrawal_effective",
        "withdrawal announced": "withdrawal_announced",
        "purported suspension": "purported_suspension",
        "domestic step": "domestic_step",
        "allegation made": "allegation_letter",
        "fact-finding mission sought": "art8_fact_finding_call",
    }

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        kind = (
            words.get(part["event"]) or f"deposit_{record.section('membership')[0]['instrument']}"
        )
        told = {
            "event_date": text(part, "date"),
            "event_type": kind,
            "description": part["what"],
        }
        return told == {name: row[name] for name in told} and record.says(part, row)

    events = [row for row in rows if row["event_type"] != "art8_clarification"]
    all_found(records, events, lambda record: record.section("events"), is_told)

    requests = [
        (record, part)
        for record in records.values()
        for part in record.section("article_8", "requests")
    ]
    clarifications = [row for row in rows if row["event_type"] == "art8_clarification"]
    assert len(requests) == len(clarifications) == 2
    for row in clarifications:
        record, part = next((r, p) for r, p in requests if row["iso3"] in (p["by"], r.code))
        by = "not named" if "against" not in row["note"] else row["iso3"]
        assert part["by"] == by
        assert record.code == (row["iso3"] if by == "not named" else row["note"][-3:])
        assert (part["made"], part["what"]) == (row["event_date"], row["description"])
        assert "received" not in part
        assert "answered" not in part
        assert record.says(part, row)


def test_article_7_reports(records: Records) -> None:
    rows = rows_of("article7_reports.csv")
    assert len(rows) == 1471
    units = {code: list(units_of(record)) for code, record in records.items()}
    used: Counter[tuple[str, int, int | None]] = Counter()
    second = 0
    for row in rows:
        record = records[row["iso3"]]
        assert record.title == row["state"]
        found = [unit for unit in units[row["iso3"]] if _is_report(unit, row)]
        assert len(found) == 1, f"{len(found)} of {row}"
        used[row["iso3"], found[0].number, found[0].year] += 1
        if FACT_SHEET.search(row["note"]):
            assert any(_is_by_fact_sheet(unit, row) for unit in units[row["iso3"]]), row
            second += 1
    assert max(used.values()) == 1
    assert sum(len(of_state) for of_state in units.values()) == len(rows) + second


def _is_report(unit: Unit, row: Cells) -> bool:
    part, record = unit.part, unit.record
    covers = part["covers"]
    kind = covers if covers in ("initial", "voluntary") else "annual"
    submitted = "" if part["submitted"] == "none" else str(part["submitted"])
    as_of = text(part, "known") or submitted.removeprefix("by ") * unit.open
    date = submitted * unit.dated
    told = {
        "due_year": unit.due_year,
        "status": "submitted" if submitted else "not_submitted",
        "received_date": date,
        "date_precision": {0: "none", 4: "year", 7: "month", 10: "day"}[len(date)],
        "report_kind": kind,
        "evidence": _evidence(unit, date),
    }
    return (
        told == {name: row[name] for name in told}
        and _covers(unit, row)
        and _as_of(as_of, row)
        and record.cites(part["source"], row["source"])
        and record.confidence(part["source"], part.get("confidence")) == row["confidence"]
        and _note(text(part, "note"), as_of, row)
    )


def _covers(unit: Unit, row: Cells) -> bool:
    """Whether the period is the year of the row, or the one that its note names instead."""
    cell, note, covers = row["covers_calendar_year"], row["note"], unit.part["covers"]
    if row["report_kind"] == "initial":
        return cell in ("", str(int(unit.due_year) - 1))
    if cell:
        return str(unit.year) == cell
    if isinstance(covers, int):
        return f"CY{covers}" in note or f"{covers}-01-01..{covers}-12-31" in note
    if "/" in covers:
        return (covers, note) == ("2007-04-02/2008-04-01", "2 Apr 2007-1 Apr 2008")
    return covers in ("not stated", "voluntary") or f"{covers}" in note


def _as_of(told: str, row: Cells) -> bool:
    """Whether the record has the day of the row, or the more exact one that its note gives."""
    if told == row["as_of"]:
        return True
    written = re.search(r"as of ([\w -]+)", row["note"])
    months = {"2011-07": "July 2011", "2012-10": "Oct 2012", "2011-12-02": "2 Dec 2011"}
    return bool(
        told.startswith(row["as_of"]) and written and written[1].startswith(months.get(told, told))
    )


def _note(told: str, as_of: str, row: Cells) -> bool:
    """Whether the note is the row's, but for what the entry or its second statement says."""
    note = FACT_SHEET.sub("", row["note"])
    return told == note or (told == "" and note == f"as of {as_of}" and as_of != row["as_of"])


def _evidence(unit: Unit, date: str) -> str:
    basis = unit.part.get("basis")
    notes = " ".join(text(source, "note") for source in unit.record.sources(unit.part["source"]))
    if basis == "general statement":
        return "general statement that the State reports every year in the range"
    if basis is not None:
        assert unit.year == 2014
        assert "lists 101 States" in notes
        assert "A-Sey is visible" in notes
        return {
            "named in a list of those that had not reported": (
                "named in ICBL list of 101 States without CY2014 report"
            ),
            "absent from a list of those that had not reported": (
                "absent from ICBL list of the 101 States without CY2014 report "
                "(alphabetical part A-Sey visible)"
            ),
        }[basis]
    if not date:
        return "statement that no report was submitted in/since these years"
    return "report cited (year only)" if len(date) == 4 else "report cited with date"


def _is_by_fact_sheet(unit: Unit, row: Cells) -> bool:
    part = unit.part
    return (
        unit.year == int(row["covers_calendar_year"])
        and (part["submitted"], text(part, "known")) == ("none", "2015-06-18")
        and (
            part["source"] == "icbl-2015-06-18" or text(part, "note") == row["note"].split("; ")[-1]
        )
    )


def test_statements_on_consecutive_years_are_one_entry(records: Records) -> None:
    entries = records["ARG"].section("article_7", "reports")
    assert [(entry["covers"], entry["submitted"]) for entry in entries] == [
        ("1999-2018", "by 2019"),
        (2014, "none"),
    ]
    entries = records["GNQ"].section("article_7", "reports")
    assert [entry["covers"] for entry in entries] == ["initial", "1999-2010", "2011-2012", 2014]
    assert entries[1]["known"] == "2011-12-02"


def test_a_report_before_entry_into_force_is_marked(records: Records) -> None:
    marked = {
        record.code
        for record in records.values()
        for entry in record.section("article_7", "reports")
        if entry.get("before_entry_into_force")
    }
    assert marked == {"PNG"}


def test_complete_lists(records: Records) -> None:
    rows = rows_of("article7_lists.csv")
    assert len(rows) == 2
    for record in records.values():
        told = record.section("article_7", "lists")
        bound = [row for row in rows if str(record.bound_from) < row["as_of"]]
        assert len(told) == len(bound)
        for part, row in zip(told, bound, strict=True):
            assert row["complete"] == "yes"
            assert (part["list"], part["on"]) == (row["list"], row["as_of"])
            assert part["names_this_state"] == (record.code in row["states"].split(" ; "))
            assert record.says(part, row)
    named = [
        (record.code, part["on"])
        for record in records.values()
        for part in record.section("article_7", "lists")
        if part["names_this_state"]
    ]
    assert named == [(row["states"], row["as_of"]) for row in rows]


def test_disagreements(records: Records) -> None:
    rows = rows_of("article7_conflicts.csv")
    assert len(rows) == 17

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        initial = part["covers"] == "initial"
        told = {
            "due_year": record.initial_due_year if initial else str(part["covers"] + 1),
            "status_kept": part["kept"].replace(" ", "_"),
            "report_kind": "initial" if initial else "annual",
            "reading": part["reading"],
        }
        assert part["explained"] == row["reading"].startswith("late report:")
        assert _is_kept(record, row)
        kept, contrary = part["kept_source"], part["contrary_source"]
        assert isinstance(kept, str)
        assert isinstance(contrary, str)
        return (
            told == {name: row[name] for name in told}
            and record.cites(kept, row["kept_source"])
            and record.cites(contrary, row["contrary_source"])
            and record.confidence([kept, contrary], part.get("confidence")) == row["confidence"]
        )

    all_found(records, rows, lambda record: record.section("article_7", "disagreements"), is_told)


def _is_kept(record: RecordFile, row: Cells) -> bool:
    """Whether the tables that a disagreement is derived from are in the record with it."""
    reports = [
        unit
        for unit in units_of(record)
        if unit.due_year == row["due_year"]
        and (str(unit.part["submitted"]) if unit.dated else "") == row["received_date"]
        and (unit.part["submitted"] == "none") == (row["status_kept"] == "not_submitted")
    ]
    needs_list = "article7_lists.csv" in row["source"]
    assert "article7_reports.csv" in row["source"]
    return bool(reports) and (not needs_list or bool(record.section("article_7", "lists")))


def test_article_9_measures(records: Records) -> None:
    rows = rows_of("article9_measures.csv")
    assert len(rows) == 161
    words = {
        "legislation adopted": "law_enacted",
        "existing law considered sufficient": "existing_law_sufficient",
        "in progress": "in_progress",
        "none reported": "none",
        "not known": "unknown",
    }

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = {
            "status": words[part["status"]],
            "law": text(part, "law"),
            "law_date": text(part, "adopted"),
            "as_of_year": text(part, "known"),
        }
        return told == {name: row[name] for name in told} and record.says(part, row)

    all_found(records, rows, lambda record: record.section("article_9"), is_told)
    told = {
        (record.code, part["penal_sanctions"])
        for record in records.values()
        for part in record.section("article_9")
        if "penal_sanctions" in part
    }
    yes = {(code, "yes") for code in ("ALB", "ESP", "GNB", "LTU", "PER", "ROU")}
    assert told == yes | {("ATG", "no")}


def test_article_1_cases(records: Records) -> None:
    rows = rows_of("article1_cases.csv")
    assert len(rows) == 37
    words = {
        "open": "alleged_open",
        "open, acknowledged by the State": "confirmed_admitted",
        "denied, not confirmed": "denied_not_confirmed",
        "not confirmed": "alleged_not_confirmed",
        "no evidence found": "no_evidence",
        "no finding": "no_finding",
        "before entry into force": "pre_entry_into_force",
        "investigated, closed": "investigated_closed",
        "closed": "alleged_closed",
        "resolved": "resolved",
    }
    above: dict[tuple[str, str], str] = {}
    for row in rows:
        for column in ("state_response", "committee_status"):
            if row[column] == "as above":
                row[column] = above[row["iso3"], column]
            above[row["iso3"], column] = row[column]

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = {
            "allegation_id": part["id"],
            "event_start": text(part, "happened_from"),
            "event_end": text(part, "happened_until"),
            "provision": ";".join(
                one.replace("(", ".").replace(")", "").replace("..", ".")
                for one in part["provisions"]
            ),
            "alleged_actor": part["actor"],
            "location": part["location"],
            "summary": part["summary"],
            "alleged_by": part["alleged_by"],
            "state_response": text(part, "state_response"),
            "status": words[part["status"]],
            "committee_status": text(part, "committee"),
            "as_of": text(part, "known"),
        }
        assert told == {name: row[name] for name in told}
        return record.says(part, row)

    all_found(records, rows, lambda record: record.section("article_1", "cases"), is_told)


def test_article_1_histories_hold_what_the_texts_date(records: Records) -> None:
    told = {
        case["id"]: [f"{step['date']} {step['event']}" for step in case["history"]]
        for record in records.values()
        for case in record.section("article_1", "cases")
        if "history" in case
    }
    rejected = {
        f"A1-{number:03}": ["by 2025-12-07 update by the State"] for number in range(13, 21)
    }
    sudan = ["2012-05 update by the State", "2017-06 update by the State"]
    turkey = ["by 2017-12-31 closed"]
    assert told == rejected | {
        "A1-001": [
            "2013-11 update by the State",
            "2014-03-29 update by the State",
            "2014-04 no update known",
        ],
        "A1-002": ["2013 update by the State"],
        "A1-003": sudan,
        "A1-004": sudan,
        "A1-006": ["2018-06 closed"],
        "A1-007": ["2017-11 update by the State", "2018-06 closed"],
        "A1-008": turkey,
        "A1-009": turkey,
        "A1-010": ["2017-02 update by the State", "2018-06 no update known"],
        "A1-011": ["2023-01-31 update by the State", "2023-06-21 update by the State"],
        "A1-029": ["2013 update by the State"],
        "A1-030": [
            "2004-02 update by the State",
            "by 2004-11-11 update by the State",
            "by 2004-11-11 closed",
        ],
    }
    alleged = {
        case["id"]: case["alleged"]
        for record in records.values()
        for case in record.section("article_1", "cases")
        if "alleged" in case
    }
    assert alleged == {
        "A1-013": "2025-07-23",
        "A1-014": "2025-07-24",
        "A1-017": "2025-08-12",
        "A1-020": "2025-12-05",
    }


def test_article_3_retained_mines(records: Records) -> None:
    rows = rows_of("article3_retained.csv")
    assert len(rows) == 116

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = (str(part["mines"]), text(part, "known"))
        return told == (row["retained_mines"], row["as_of"]) and record.says(part, row)

    all_found(records, rows, lambda record: record.section("article_3"), is_told)


def test_article_4_stockpiles(records: Records) -> None:
    rows = rows_of("article4_stockpiles.csv")
    assert len(rows) == 90

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = {
            "deadline_asserted": text(part, "deadline_stated"),
            "completed": text(part, "completed"),
            "mines_destroyed": text(part, "mines_destroyed") + "+" * part.get("or_more", False),
            "deadline_met": part["deadline_met"],
        }
        return told == {name: row[name] for name in told} and record.says(part, row)

    def parts(record: RecordFile) -> list[Part]:
        return [record.tree["article_4"]] if "article_4" in record.tree else []

    all_found(records, rows, parts, is_told)


def test_article_5_clearance(records: Records) -> None:
    rows = rows_of("article5_clearance.csv")
    assert len(rows) == 62

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        columns = ("original_deadline", "latest_deadline_known", "completed", "state_of_play")
        return all(text(part, name) == row[name] for name in columns) and record.says(part, row)

    def parts(record: RecordFile) -> list[Part]:
        article = record.tree.get("article_5", {})
        return [article["clearance"]] if "clearance" in article else []

    all_found(records, rows, parts, is_told)


def test_article_5_extensions(records: Records) -> None:
    rows = rows_of("article5_extensions.csv")
    assert len(rows) == 91

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = {
            "new_deadline": part["deadline"],
            "decided_at": part["decided_at"],
            "decision_month": text(part, "decided"),
            "decision": part["decision"],
        }
        return told == {name: row[name] for name in told} and record.says(part, row)

    all_found(records, rows, lambda record: record.section("article_5", "extensions"), is_told)
