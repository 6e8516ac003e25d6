"""Every cell of the tables is found again in the record that was made of it."""

from __future__ import annotations

import re
from pathlib import Path

from compliance_engine.records import load_records
from tests.acceptance.reading_back import (
    Cells,
    Part,
    RecordFile,
    Records,
    all_found,
    rows_of,
    text,
)


def test_every_imported_record_is_valid(imported_folder: Path) -> None:
    assert len(load_records(imported_folder).by_state) == 166


def test_memberships(imported: Records) -> None:
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

    all_found(imported, rows, lambda record: record.section("membership"), is_told)


def _confidence_of_effect(withdrawal: Part) -> str:
    """The effective day's own confidence, if the note tells it apart from the notification's."""
    own = re.search(r"effective day: ([a-z-]+)", text(withdrawal, "note"))
    return own[1] if own else text(withdrawal, "confidence")


def test_withdrawals_rest_on_their_two_events(imported: Records) -> None:
    rows = [row for row in rows_of("treaty_events.csv") if row["event_type"].startswith("withdraw")]
    steps = [row for row in rows if row["event_type"] != "withdrawal_announced"]
    assert len(steps) == 10
    for row in steps:
        record = imported[row["iso3"]]
        withdrawal = record.section("membership")[0]["withdrawal"]
        assert record.cites(withdrawal["source"], row["source"])
        assert row["note"] in text(withdrawal, "note")
    assert imported["POL"].section("membership")[0]["withdrawal"]["confidence"] == (
        "background-knowledge"
    )


def test_events(imported: Records) -> None:
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
    all_found(imported, events, lambda record: record.section("events"), is_told)

    requests = [
        (record, part)
        for record in imported.values()
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


def test_article_9_measures(imported: Records) -> None:
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

    all_found(imported, rows, lambda record: record.section("article_9"), is_told)
    told = {
        (record.code, part["penal_sanctions"])
        for record in imported.values()
        for part in record.section("article_9")
        if "penal_sanctions" in part
    }
    yes = {(code, "yes") for code in ("ALB", "ESP", "GNB", "LTU", "PER", "ROU")}
    assert told == yes | {("ATG", "no")}


def test_article_1_cases(imported: Records) -> None:
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

    all_found(imported, rows, lambda record: record.section("article_1", "cases"), is_told)


def test_article_1_histories_hold_what_the_texts_date(imported: Records) -> None:
    told = {
        case["id"]: [f"{step['date']} {step['event']}" for step in case["history"]]
        for record in imported.values()
        for case in record.section("article_1", "cases")
        if "history" in case
    }
    rejected = {
        f"A1-{number:03}": ["by 2025-12-07 update by the State"] for number in range(13, 21)
    }
    rejected["A1-015"] = ["by 2025-08 update by the State"]  # its source is of that month
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
        for record in imported.values()
        for case in record.section("article_1", "cases")
        if "alleged" in case
    }
    assert alleged == {
        "A1-013": "2025-07-23",
        "A1-014": "2025-07-24",
        "A1-017": "2025-08-12",
        "A1-020": "2025-12-05",
    }


def test_article_3_retained_mines(imported: Records) -> None:
    rows = rows_of("article3_retained.csv")
    assert len(rows) == 116

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        told = (str(part["mines"]), text(part, "known"))
        return told == (row["retained_mines"], row["as_of"]) and record.says(part, row)

    all_found(imported, rows, lambda record: record.section("article_3"), is_told)


def test_article_4_stockpiles(imported: Records) -> None:
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

    all_found(imported, rows, parts, is_told)


def test_article_5_clearance(imported: Records) -> None:
    rows = rows_of("article5_clearance.csv")
    assert len(rows) == 62

    def is_told(record: RecordFile, part: Part, row: Cells) -> bool:
        columns = ("original_deadline", "latest_deadline_known", "completed", "state_of_play")
        return all(text(part, name) == row[name] for name in columns) and record.says(part, row)

    def parts(record: RecordFile) -> list[Part]:
        article = record.tree.get("article_5", {})
        return [article["clearance"]] if "clearance" in article else []

    all_found(imported, rows, parts, is_told)


def test_article_5_extensions(imported: Records) -> None:
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

    all_found(imported, rows, lambda record: record.section("article_5", "extensions"), is_told)
