"""A list of Article 7 reports submitted, as it is read: State, what is covered, date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance_engine.dates.partial import PartialDate, PartialDateError
from compliance_engine.errors import Problem, UsageError
from compliance_engine.records.covers import Covers
from compliance_engine.records.registers.dates import not_after, when_of
from compliance_engine.records.registers.layout import (
    Layout,
    RegisterSource,
    refuse,
)
from compliance_engine.records.registers.register_sheet import RegisterTable, register_table
from compliance_engine.records.registers.repeated_rows import Submission, each_once
from compliance_engine.records.spreadsheets.cells import cell_of
from compliance_engine.records.spreadsheets.kinds import COVERS, NONE, TEXT, CellError
from compliance_engine.records.spreadsheets.sheets import Line
from compliance_engine.records.state_names import StateNames
from compliance_engine.records.states import UnknownStateError

_KEYS = ("state", "covers", "due_year", "submitted", "note")


@dataclass(frozen=True)
class Submissions:
    """The list of a day; `complete` are the days of submission for which it is, if it is said.

    `notes` tell how it was read.
    """

    rows: Sequence[Submission]
    source: RegisterSource
    dated: date
    complete: tuple[date, date] | None
    notes: Sequence[str] = ()


def read_submissions(
    path: Path,
    layout: Layout,
    names: StateNames,
    dated: date,
    complete: str | None = None,
) -> Submissions:
    """The list of a day, from a CSV file or a workbook.

    Raises InvalidInputError with everything that is wrong in it, UsageError for days of
    completeness that are none.
    """
    days = _days(complete, dated)
    source = layout.source or RegisterSource(
        name=f"article-7-list-{dated}",
        title=f"List of reports submitted under Article 7, as of {dated}",
        publisher="unoda",
    )
    table = register_table(path, layout, _KEYS)
    needed = ["submitted"] if "due_year" in table.columns else ["submitted", "covers"]
    refuse([layout.missing(table.sheet, key) for key in needed if key not in table.columns])
    reader = _Reader(table, layout, names, table.problems(), dated)
    read = [(line, row) for line in table.lines if (row := reader.submission(line)) is not None]
    notes = [*table.notes]
    rows = each_once(table, read, notes, reader.problems)
    refuse(reader.problems)
    return Submissions(rows, source, dated, days, notes)


@dataclass(frozen=True)
class _Reader:
    table: RegisterTable
    layout: Layout
    names: StateNames
    problems: list[Problem]
    dated: date

    def submission(self, line: Line) -> Submission | None:
        """The submission of a row, None if something is wrong with it."""
        before = len(self.problems)
        state = self._state(line)
        key = "due_year" if self.table.cell(line, "due_year") is not None else "covers"
        covers = self._covers(line, key if key in self.table.columns else "due_year")
        submitted = self._submitted(line)
        note = self._note(line)
        if len(self.problems) == before and (said := _too_early(covers, submitted)) is not None:
            remedy = "If the column has the year in which it was due, name it 'due_year'."
            self._problem(line, key, said, remedy)
        if len(self.problems) > before:
            return None
        return Submission(state, covers, submitted, note)

    def _problem(self, line: Line, key: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.table.place(line, key), f"'{key}': {what}", remedy))

    def _state(self, line: Line) -> str:
        given = self.table.cell(line, "state")
        if given is None:
            self._problem(line, "state", "the row names no State", "Write its name or code.")
            return ""
        try:
            return self.names.find(cell_of(given, TEXT)).code
        except (CellError, UnknownStateError) as error:
            self._problem(line, "state", str(error), error.remedy)
            return ""

    def _note(self, line: Line) -> str:
        raw = self.table.cell(line, "note")
        try:
            return cell_of(raw, TEXT) if raw is not None else ""
        except CellError as error:
            self._problem(line, "note", str(error), error.remedy)
            return ""

    def _covers(self, line: Line, key: str) -> str:
        raw = self.table.cell(line, key)
        if raw is None:
            self._problem(line, key, "is empty", COVERS.remedy)
            return ""
        try:
            cell = cell_of(raw, COVERS)
            if key == "due_year":
                if not (cell.isdecimal() and len(cell) == 4):
                    raise CellError(f"{cell!r} is no year", "Write the year when it was due.")
                cell = str(int(cell) - 1)
            COVERS.value(cell)
        except CellError as error:
            self._problem(line, key, str(error), error.remedy)
            return ""
        return cell

    def _submitted(self, line: Line) -> str:
        raw = self.table.cell(line, "submitted")
        if raw is None:
            remedy = "Write the day, or none if the list says that there was no report."
            self._problem(line, "submitted", "is empty", remedy)
            return ""
        try:
            return not_after(when_of(raw, self.layout), self.dated)
        except CellError as error:
            self._problem(line, "submitted", str(error), error.remedy)
            return ""


def _too_early(covers: str, submitted: str) -> str | None:
    """What is strange about a report on days that had not all passed when it was submitted."""
    last = Covers.parse(covers).last
    if last is None or submitted == NONE or PartialDate.parse(submitted).last > last:
        return None
    return f"a report on {covers} cannot have been submitted on {submitted}, before its end"


def _days(complete: str | None, dated: date) -> tuple[date, date] | None:
    """The days, both inclusive, for which the list is said to be complete. Raises UsageError."""
    if complete is None:
        return None
    first, _, last = complete.partition("/" if "/" in complete else "-")
    try:
        days = PartialDate.parse(first.strip()).first, PartialDate.parse(last.strip()).last
    except PartialDateError as error:
        raise UsageError(
            f"--complete {complete} is no time: write 2015-01-01/2025-12-31 or 2015-2025"
        ) from error
    if not days[0] <= days[1] <= dated:
        raise UsageError(
            f"--complete {complete} must begin before it ends, and end by {dated}, the day of the "
            f"list: a list is not complete for days to come. Write {days[0]}/{min(days[1], dated)}"
        )
    return days
