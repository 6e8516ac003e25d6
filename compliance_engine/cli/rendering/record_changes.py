"""What an import would change in the records, as a list of differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from compliance_engine.records.spreadsheets.changing import Change
from compliance_engine.records.spreadsheets.proposing import Proposal
from compliance_engine.records.spreadsheets.tables import Table
from compliance_engine.records.spreadsheets.words import Words
from compliance_engine.records.states import state_of_code

ADDED, REMOVED, CHANGED = "+", "-", "~"
NAMED = 2
"""Cells that tell which row it is."""


def render_changes(proposals: Sequence[Proposal], language: str) -> str:
    """Every row added (+), removed (-) or changed (~), by State and sheet; empty if there is none.

    Columns are named as in the record, and what stands in them is never shortened.
    """
    return "".join(f"{line}\n" for one in proposals for line in _of_state(one, language))


def counted(proposals: Sequence[Proposal]) -> str:
    """How many changes there are, in how many records."""
    changes = sum(len(one.changes) for one in proposals)
    records = len(proposals)
    return (
        f"{changes} {'change' if changes == 1 else 'changes'} in "
        f"{records} {'record' if records == 1 else 'records'}"
    )


def _of_state(proposal: Proposal, language: str) -> Iterator[str]:
    name = state_of_code(proposal.state).names[language]
    new = ", a new record" if proposal.before is None else ""
    yield f"{proposal.state} {name}{new}"
    words = Words(language)
    for table, changes in groupby(proposal.changes, key=lambda one: one.table.name):
        yield f"  {words.title(table)}"
        for change in changes:
            yield from _of_row(change)


def _of_row(change: Change) -> Iterator[str]:
    table, old, new = change.table, change.old, change.new
    if new is None or old is None:
        row = new or old or {}
        said = ", ".join(f"{one.key} {row[one.key]}" for one in table.columns if one.key in row)
        yield f"    {ADDED if old is None else REMOVED} {said}"
        return
    yield f"    {CHANGED} {_named(table, old)}"
    for key in change.keys:
        yield f"        {key}: {old.get(key, '(empty)')} → {new.get(key, '(empty)')}"


def _named(table: Table, row: dict[str, str] | object) -> str:
    assert isinstance(row, dict)
    told = [one.key for one in table.columns if one.required and one.key in row]
    keys = told or [one.key for one in table.columns if one.key in row]
    return ", ".join(f"{key} {row[key]}" for key in keys[:NAMED])
