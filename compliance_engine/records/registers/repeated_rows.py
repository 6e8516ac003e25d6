"""Rows of a list of reports that say the same twice, or what cannot both be so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance_engine.documents.text import canonical
from compliance_engine.errors import Problem
from compliance_engine.records.registers.register_sheet import RegisterTable
from compliance_engine.records.spreadsheets.kinds import NONE
from compliance_engine.records.spreadsheets.sheets import Line

_OF_NO_PERIOD = ("voluntary", "not stated")
"""What several reports of a State may be on, without being one report."""


@dataclass(frozen=True)
class Submission:
    """A row of the list: a report of a State, what it covers, when it was submitted."""

    state: str
    covers: str
    submitted: str
    note: str


def each_once(
    table: RegisterTable,
    read: Sequence[tuple[Line, Submission]],
    notes: list[str],
    problems: list[Problem],
) -> list[Submission]:
    """The rows, each report once; a row that says it again is told in `notes`.

    Rows that give one report two days are refused in `problems`, unless the note of the later,
    which the earlier does not have, says that it is another report; so are, whatever their notes,
    rows of which one says that there was no report.
    """
    kept: dict[tuple[str, str, str], tuple[Line, Submission]] = {}
    of_period: dict[tuple[str, str], list[tuple[Line, Submission]]] = {}
    for line, row in read:
        key = (row.state, row.covers, row.submitted)
        if key in kept:
            first, before = kept[key]
            notes.append(table.sheet.told(_again(line, first)))
            kept[key] = (first, replace(before, note=_both(before.note, row.note)))
            continue
        others = of_period.setdefault((row.state, row.covers), [])
        disagreeing = [one for one in others if not _are_two_reports(one[1], row)]
        if disagreeing and row.covers not in _OF_NO_PERIOD:
            problems.append(_contradiction(table, line, row, *disagreeing[0]))
        others.append((line, row))
        kept[key] = (line, row)
    return [row for _, row in kept.values()]


def _are_two_reports(before: Submission, row: Submission) -> bool:
    """Whether rows with two days can both be so: the note of the later tells them apart."""
    if NONE in (before.submitted, row.submitted):
        return False
    return bool(row.note) and canonical(row.note).casefold() != canonical(before.note).casefold()


def _again(line: Line, first: Line) -> str:
    return f"row {line.number} says the same as row {first.number}, and is read once"


def _both(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(note for note in (one, other) if note))


def _contradiction(
    table: RegisterTable, line: Line, row: Submission, first: Line, before: Submission
) -> Problem:
    what = (
        f"'submitted': row {line.number} says {row.submitted} of the report of {row.state} on "
        f"{row.covers}, row {first.number} says {before.submitted}"
    )
    remedy = "Delete the one that is wrong."
    if NONE not in (before.submitted, row.submitted):
        remedy = (
            "Delete the one that is wrong; if both were submitted, say so in the note of the "
            "second, such as: revised."
        )
    return Problem(table.place(line, "submitted"), what, remedy)
