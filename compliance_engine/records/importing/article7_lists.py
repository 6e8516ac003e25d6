"""article7_lists.csv and article7_conflicts.csv: complete lists, and sources that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from compliance_engine.errors import Problem
from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    DAY,
    SEPARATOR,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    YEAR,
    Column,
    one_of,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, one_or_more, statement
from compliance_engine.records.importing.tables import Row, Table

LATE: Final = "late report:"
"""How a reading begins that shows both sources to be right."""


def _check_states(cell: str) -> None:
    for code in cell.split(SEPARATOR):
        STATE.check(code.strip())


LISTS_TABLE: Final = Table(
    "article7_lists.csv",
    {
        "list": one_of("initial reports outstanding"),
        "as_of": DAY,
        "complete": one_of("yes"),
        "states": Column(_check_states, f"Write codes, several separated by {SEPARATOR!r}."),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)

CONFLICTS_TABLE: Final = Table(
    "article7_conflicts.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "due_year": YEAR,
        "status_kept": one_of("submitted", "not_submitted"),
        "received_date": WHEN.or_empty(),
        "report_kind": one_of("initial", "annual"),
        "kept_source": SOURCES,
        "contrary_source": SOURCES,
        "reading": TEXT,
        "source": TEXT,
        "confidence": CONFIDENCE,
    },
)
"""Its column `source` names the tables that a conflict was found in, which is in the record too."""


def lists(rows: list[Row], code: str, in_force: date | None, sources: Sources) -> list[Tree]:
    """What each complete list says of a State that was bound on its day."""
    return [
        statement(
            {
                "list": row["list"],
                "on": row["as_of"],
                "names_this_state": code in row["states"].split(SEPARATOR),
            },
            row,
            sources,
        )
        for row in rows
        if _was_bound(in_force, row)
    ]


def unlisted(row: Row, in_force: Mapping[str, date | None]) -> Iterator[Problem]:
    """The States that a list names although they were not bound on its day: it would be lost."""
    for code in row["states"].split(SEPARATOR):
        if not _was_bound(in_force.get(code), row):
            what = f"{code!r} was not a State Party on {row['as_of']}"
            yield row.problem("states", what, "Correct the code or the day.")


def disagreements(rows: list[Row], sources: Sources) -> list[Tree]:
    """Pairs of sources that say different things of one report. Both are kept."""
    return [_disagreement(row, sources) for row in rows]


def unmatched(rows: list[Row], reports: list[Row]) -> Iterator[Problem]:
    """The conflicts whose kept side is no row of the reports, so that its date would be lost."""
    columns = ("due_year", "report_kind", "received_date")
    kept = {(report["status"], *(report[column] for column in columns)) for report in reports}
    for row in rows:
        if (row["status_kept"], *(row[column] for column in columns)) not in kept:
            what = "the side kept is no row of article7_reports.csv"
            remedy = "Add the report there, or correct the year, kind, status or date here."
            yield row.problem("status_kept", what, remedy)


def _was_bound(in_force: date | None, row: Row) -> bool:
    return in_force is not None and in_force < date.fromisoformat(row["as_of"])


def _disagreement(row: Row, sources: Sources) -> Tree:
    initial = row["report_kind"] == "initial"
    kept, contrary = sources.cite(row["kept_source"]), sources.cite(row["contrary_source"])
    tree: Tree = {
        "covers": "initial" if initial else int(row["due_year"]) - 1,
        "kept": row["status_kept"].replace("_", " "),
        "kept_source": one_or_more(kept),
        "contrary_source": one_or_more(contrary),
        "explained": row["reading"].startswith(LATE),
        "reading": row["reading"],
    }
    if row["confidence"] != sources.strongest([*kept, *contrary]):
        tree["confidence"] = row["confidence"]
    return tree
