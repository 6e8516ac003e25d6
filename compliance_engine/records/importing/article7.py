"""article7_reports.csv: reports submitted, and statements that none had been.

A row is one State and one due year. Undated statements on consecutive years that agree in
everything become one entry, as their source made one statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance_engine.dates import PartialDate
from compliance_engine.errors import Problem
from compliance_engine.records.covers import Covers
from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    YEAR,
    one_of,
)
from compliance_engine.records.importing.periods import (
    FACT_SHEET_DAY,
    FACT_SHEET_NOTE,
    covers,
    known,
)
from compliance_engine.records.importing.report_checks import contradictions
from compliance_engine.records.importing.sources import FACT_SHEET, Sources
from compliance_engine.records.importing.statements import Tree, cited, statement, when
from compliance_engine.records.importing.tables import Row, Table

STATED_BY_THE_ROW: Final = (
    "report cited with date",
    "report cited (year only)",
    "statement that no report was submitted in/since these years",
)
"""Evidence that the date of a report, or `submitted: none`, tells already."""

BASES: Final = {
    "general statement that the State reports every year in the range": "general statement",
    "named in ICBL list of 101 States without CY2014 report": (
        "named in a list of those that had not reported"
    ),
    "absent from ICBL list of the 101 States without CY2014 report "
    "(alphabetical part A-Sey visible)": "absent from a list of those that had not reported",
}
LIST_NOTE: Final = (
    "lists 101 States without a report for 2014; the alphabetical part A-Sey is visible"
)

REPORTS_TABLE: Final = Table(
    "article7_reports.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "due_year": YEAR.or_empty(),
        "status": one_of("submitted", "not_submitted"),
        "received_date": WHEN.or_empty(),
        "date_precision": one_of("day", "month", "year", "none"),
        "covers_calendar_year": YEAR.or_empty(),
        "report_kind": one_of("initial", "annual", "voluntary"),
        "as_of": WHEN.or_empty(),
        "evidence": one_of(*STATED_BY_THE_ROW, *BASES),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)


def reports(
    rows: list[Row], in_force: date | None, sources: Sources, problems: list[Problem]
) -> list[Tree]:
    """The reports of a State, the initial one first, the others by the years that they cover."""
    entries: list[Tree] = []
    for row in sorted(rows, key=lambda row: row["due_year"]):
        found = list(contradictions(row, in_force))
        problems.extend(found)
        if not found:
            for entry in _entries(row, in_force, sources):
                _add(entries, entry)
    return sorted(entries, key=_order)


def _entries(row: Row, in_force: date | None, sources: Sources) -> Iterator[Tree]:
    said = FACT_SHEET_NOTE.search(row["note"])
    note = row["note"][: said.start()] if said else row["note"]
    submitted = row["status"] == "submitted"
    fields: Tree = {"covers": covers(row)}
    if not submitted:
        fields |= {"submitted": "none", "known": known(row)}
    elif row["received_date"]:
        fields |= {"submitted": when(row["received_date"])}
    else:
        fields |= {"submitted": f"by {row['as_of']}"}
    if row["report_kind"] == "initial" and submitted and row["received_date"] and in_force:
        early = PartialDate.parse(row["received_date"]).last < in_force
        fields["before_entry_into_force"] = True if early else None
    fields["basis"] = BASES.get(row["evidence"])
    if note == f"as of {fields.get('known')}":
        note = ""
    names = sources.cite(row["source"])
    if said and not submitted:
        # What was said later, the fact sheet of 2015 cannot vouch for.
        later = [name for name in names if not sources.cites_fact_sheet([name])] or names
        yield cited(fields, later, sources.strongest(later), note, sources)
    else:
        yield statement(fields, row, sources, note=note)
    if row["evidence"] in BASES and sources.cites_fact_sheet(names):
        sources.add_note(FACT_SHEET.name, LIST_NOTE)
    if said:
        yield _by_fact_sheet(row, said["said"], names, sources)


def _by_fact_sheet(row: Row, said: str, names: list[str], sources: Sources) -> Tree:
    """The second statement of a row, that no report had come by the day of the fact sheet."""
    fields = {"covers": covers(row), "submitted": "none", "known": FACT_SHEET_DAY}
    note = "" if sources.cites_fact_sheet(names) else said
    return cited(fields, names, row["confidence"], note, sources)


def _add(entries: list[Tree], entry: Tree) -> None:
    """Adds an entry, or lets one that says the same of the years before cover its year too."""
    year = entry["covers"]
    if isinstance(year, int) and (entry["submitted"] == "none" or _is_open(entry)):
        for before in entries:
            if before | {"covers": year} == entry and _last_year(before) == year - 1:
                before["covers"] = f"{_first_year(before)}-{year}"
                return
    entries.append(entry)


def _is_open(entry: Tree) -> bool:
    return str(entry["submitted"]).startswith("by ")


def _first_year(entry: Tree) -> int | None:
    first = Covers.parse(entry["covers"]).first
    return first.year if first else None


def _last_year(entry: Tree) -> int | None:
    last = Covers.parse(entry["covers"]).last
    return last.year if last else None


def _order(entry: Tree) -> tuple[bool, int, str, str]:
    """Initial reports first; a report whose period is not stated stands with its due year's."""
    submitted = str(entry["submitted"])
    year = _first_year(entry)
    if year is None:
        year = int(submitted[:4]) - 1 if submitted[:4].isdecimal() else 0
    return entry["covers"] != "initial", year, submitted, str(entry.get("known", ""))
