"""Every cell of the tables on Article 7 is found again in the record that was made of it."""

from __future__ import annotations

import re
from collections import Counter

from tests.acceptance.reading_back import (
    Cells,
    Part,
    RecordFile,
    Records,
    Unit,
    all_found,
    rows_of,
    text,
    units_of,
)

FACT_SHEET = re.compile(r"(?:; )?ICBL fact sheet: not submitted by 2015-06-18(?: \(so late\))?$")


def test_article_7_reports(imported: Records) -> None:
    rows = rows_of("article7_reports.csv")
    assert len(rows) == 1471
    units = {code: list(units_of(record)) for code, record in imported.items()}
    used: Counter[tuple[str, int, int | None]] = Counter()
    second = 0
    for row in rows:
        record = imported[row["iso3"]]
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
    part = unit.part
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
        and _vouched_for(unit, row)
        and _note(text(part, "note"), as_of, row)
    )


def _vouched_for(unit: Unit, row: Cells) -> bool:
    """Whether the sources are the row's: all of them, unless the fact sheet of 2015 has its own."""
    part, record = unit.part, unit.record
    if row["status"] == "not_submitted" and FACT_SHEET.search(row["note"]):
        others = " ; ".join(
            source for source in row["source"].split(" ; ") if "jrsap.org" not in source
        )
        return record.cites(part["source"], others) and "confidence" not in part
    given = record.confidence(part["source"], part.get("confidence"))
    return record.cites(part["source"], row["source"]) and given == row["confidence"]


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
        and unit.record.cites(part["source"], row["source"])
        and unit.record.confidence(part["source"], part.get("confidence")) == row["confidence"]
        and (
            "icbl-2015-06-18" in part["source"] or text(part, "note") == row["note"].split("; ")[-1]
        )
    )


def test_statements_on_consecutive_years_are_one_entry(imported: Records) -> None:
    entries = imported["ARG"].section("article_7", "reports")
    assert [(entry["covers"], entry["submitted"]) for entry in entries] == [
        ("1999-2018", "by 2019"),
        (2014, "none"),
    ]
    entries = imported["GNQ"].section("article_7", "reports")
    assert [entry["covers"] for entry in entries] == ["initial", "1999-2010", "2011-2012", 2014]
    assert entries[1]["known"] == "2011-12-02"


def test_a_report_before_entry_into_force_is_marked(imported: Records) -> None:
    marked = {
        record.code
        for record in imported.values()
        for entry in record.section("article_7", "reports")
        if entry.get("before_entry_into_force")
    }
    assert marked == {"PNG"}


def test_complete_lists(imported: Records) -> None:
    rows = rows_of("article7_lists.csv")
    assert len(rows) == 2
    for record in imported.values():
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
        for record in imported.values()
        for part in record.section("article_7", "lists")
        if part["names_this_state"]
    ]
    assert named == [(row["states"], row["as_of"]) for row in rows]


def test_disagreements(imported: Records) -> None:
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

    all_found(imported, rows, lambda record: record.section("article_7", "disagreements"), is_told)


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
