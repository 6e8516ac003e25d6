"""Rows of article7_reports.csv whose cells do not fit together: one would be lost or misread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from compliance_engine.errors import Problem
from compliance_engine.records.importing.periods import due_year_of
from compliance_engine.records.importing.tables import Row

DAYS_TO_INITIAL_REPORT: Final = 180
PRECISIONS: Final = {0: "none", 4: "year", 7: "month", 10: "day"}
"""How exactly a date is known, by the length of its text."""


def contradictions(row: Row, in_force: date | None) -> Iterator[Problem]:
    """Everything that does not fit; `in_force` is the State's entry into force, if it has one."""
    yield from _of_dates(row)
    match row["report_kind"]:
        case "annual":
            yield from _of_annual(row)
        case "initial":
            yield from _of_initial(row, in_force)
        case _:
            for column in ("due_year", "covers_calendar_year"):
                if row[column]:
                    yield row.problem(column, "a voluntary report has none", "Leave it empty.")


def _of_dates(row: Row) -> Iterator[Problem]:
    dated = bool(row["received_date"])
    if row["status"] == "not_submitted" and dated:
        what = "a report that was not submitted has no date"
        yield row.problem("received_date", what, "Correct the status or the date.")
    if dated and row["as_of"]:
        yield row.problem("as_of", "is not used where the report has a date", "Leave it empty.")
    if not dated and not row["as_of"]:
        what = "is empty, and so is the date of the report"
        yield row.problem("as_of", what, "Give the day by which the source knew it.")
    precision = PRECISIONS[len(row["received_date"])]
    if row["date_precision"] != precision:
        what = f"does not fit the date {row['received_date']!r}"
        yield row.problem("date_precision", what, f"Write {precision}.")


def _of_annual(row: Row) -> Iterator[Problem]:
    if row["due_year"] != str(due_year_of(row) or ""):
        what = f"{row['due_year']!r} is neither the year after the one covered nor, where that "
        what += "is not given, the year of the submission"
        remedy = "Correct it, or fill in 'covers_calendar_year'."
        yield row.problem("due_year", what, remedy)


def _of_initial(row: Row, in_force: date | None) -> Iterator[Problem]:
    if in_force is None:
        yield row.problem("report_kind", "a signatory owes no initial report", "Write voluntary.")
        return
    due = in_force + timedelta(days=DAYS_TO_INITIAL_REPORT)
    if row["due_year"] != str(due.year):
        what = f"the initial report was due in {due.year}, not {row['due_year'] or 'no year'}"
        yield row.problem("due_year", what, "Correct it, or the membership of the State.")
    if row["covers_calendar_year"] not in ("", str(due.year - 1)):
        what = "an initial report covers no calendar year but the one before it was due"
        yield row.problem("covers_calendar_year", what, "Leave it empty.")
