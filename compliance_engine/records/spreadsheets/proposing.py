"""What the tables that were read would change in the records: proposed and checked, not written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.editing.rewriting import rewritten
from compliance_engine.records.loading import read_record
from compliance_engine.records.model import Record
from compliance_engine.records.sharing import shared_names
from compliance_engine.records.spreadsheets.changing import Change, with_rows
from compliance_engine.records.spreadsheets.reading import ReadTables
from compliance_engine.records.spreadsheets.rows import (
    Tree,
    entries_of,
    owners_of,
    place_of,
    plain,
    rows_of,
)
from compliance_engine.records.spreadsheets.table_reading import ReadRow
from compliance_engine.records.spreadsheets.tables import TABLES, Shape, Table
from compliance_engine.records.states import state_of_code
from compliance_engine.records.writing import write_yaml

MEMBERSHIP = "membership"

Check = Callable[[Record], Iterable[Problem]]
"""What more is checked of a record, beside what its own models say."""

Watch = Callable[[Sequence[str]], Iterable[str]]
"""Gives the States one by one, and may show how far the work is."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a State: its file, its text before (None if new) and after.

    `record` is what the text after says.
    """

    state: str
    file: str
    before: str | None
    after: str
    changes: Sequence[Change]
    record: Record


def proposals(
    read: ReadTables,
    texts: Mapping[str, str],
    check: Check,
    *,
    over_newer: bool = False,
    watch: Watch = iter,
) -> list[Proposal]:
    """What the tables would change of the records, whose texts are given by code.

    States without a row in the table of membership are left as they are, and so is what is in a
    table that is not there. Raises InvalidInputError, with every problem at its cell, if a record
    would not be valid; and, unless `over_newer`, if one was edited after the tables were exported.
    """
    problems: list[Problem] = [*_out_of_scope(read)]
    found: list[Proposal] = []
    states = dict.fromkeys(row.state for row in read.rows.get(MEMBERSHIP, ()))
    for state in watch([*states]):
        try:
            proposal = _proposal(state, read, texts.get(state), check)
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        if proposal is None:
            continue
        if not over_newer and _is_newer(state, read, texts):
            problems.append(_newer(proposal))
        found.append(proposal)
    problems += _names_shared(read, texts, found)
    if problems:
        raise InvalidInputError(problems)
    return found


def _out_of_scope(read: ReadTables) -> Iterator[Problem]:
    members = {row.state for row in read.rows.get(MEMBERSHIP, ())}
    for name, rows in read.rows.items():
        for row in rows:
            if row.state not in members:
                what = f"{row.state} has no row in the sheet of membership"
                remedy = "Add the State there, or correct the State here."
                yield Problem(row.place("code"), f"{what} ({name} would be lost)", remedy)


def _is_newer(state: str, read: ReadTables, texts: Mapping[str, str]) -> bool:
    exported = read.digests.get(state)
    return state in texts and exported is not None and exported != digest_of_text(texts[state])


def digest_of_text(text: str) -> str:
    """By which an import sees whether a record was edited since it was exported."""
    return f"sha256:{sha256(text.encode()).hexdigest()[:16]}"


def _newer(proposal: Proposal) -> Problem:
    return Problem(
        Place(proposal.file),
        "was edited after this was exported, and the import would undo that",
        "Export anew and make your changes there, or see with --over-newer what would change.",
    )


def _proposal(state: str, read: ReadTables, text: str | None, check: Check) -> Proposal | None:
    file = f"{state}.yaml"
    old = parse_yaml(text, file) if text is not None else {"state": state}
    tree = plain(old)
    assert isinstance(tree, dict)
    rows = _rows_of(state, read)
    changes: list[Change] = []
    problems: list[Problem] = []
    for table in TABLES:
        if table.name in rows:
            problems.extend(_without_owner(tree, table, rows[table.name]))
            if not problems:
                changes += with_rows(tree, table, [one.cells for one in rows[table.name]])
    if problems:
        raise InvalidInputError(problems)
    if not changes:
        return None
    after = (
        rewritten(text, file, tree)
        if text is not None
        else write_yaml(tree, state_of_code(state).name)
    )
    try:
        record = read_record(after, file)
        if found := [*check(record)]:
            raise InvalidInputError(found)
    except InvalidInputError as error:
        raise InvalidInputError(_at_cells(error.problems, after, file, rows)) from error
    return Proposal(state, file, text, after, changes, record)


def _rows_of(state: str, read: ReadTables) -> Mapping[str, Sequence[ReadRow]]:
    return {name: [one for one in given if one.state == state] for name, given in read.rows.items()}


def _names_shared(
    read: ReadTables, texts: Mapping[str, str], found: Sequence[Proposal]
) -> Iterator[Problem]:
    """Names that a record would share with another, each at its cell."""
    by_file = {one.file: one for one in found}
    for problem in shared_names(texts, {one.state: one.record for one in found}):
        if (one := by_file.get(problem.place.file)) is None:
            yield problem
        else:
            yield from _at_cells([problem], one.after, one.file, _rows_of(one.state, read))


def _without_owner(tree: Tree, table: Table, rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """Rows of a nested table that name no entry of the record."""
    if table.shape is not Shape.NESTED:
        return
    known = owners_of(tree, table)
    key = table.columns[0].key
    for row in rows:
        if row.cells[key] not in known:
            what = f"{row.state} has no case {row.cells[key]!r}"
            remedy = f"Write one of: {', '.join(known)}." if known else "Add the case first."
            yield row.problem(key, what, remedy)


def _at_cells(
    problems: Iterable[Problem],
    text: str,
    file: str,
    rows: Mapping[str, Sequence[ReadRow]],
) -> Iterator[Problem]:
    """Problems of a record as it would be, at the cells that what they are about came from."""
    places = _places(text, file, rows)
    for problem in problems:
        at, other = _cell_of(problem.place, places), problem.other
        if other is not None and other.file == file:
            other = _cell_of(other, places)
        yield Problem(at, problem.what, problem.remedy, other)


def _cell_of(place: Place, places: Mapping[tuple[int, int], Place]) -> Place:
    """The cell of what stands at a place of the record, or of what stands before it."""
    at = places.get((place.line, place.column))
    if at is None:
        before = [known for known in places if known[0] <= place.line]
        near = max(before, default=None)
        at = places[near] if near and place.line else place
    return at


def _places(
    text: str, file: str, rows: Mapping[str, Sequence[ReadRow]]
) -> dict[tuple[int, int], Place]:
    """The cells by the line and column at which their values stand in the record."""
    tree = parse_yaml(text, file)
    assert isinstance(tree, dict)
    found: dict[tuple[int, int], Place] = {}
    for table in TABLES:
        by_cells: dict[tuple[tuple[str, str], ...], list[ReadRow]] = {}
        for one in rows.get(table.name, ()):
            by_cells.setdefault(tuple(sorted(one.cells.items())), []).append(one)
        entries = entries_of(tree, table)
        for (_, entry), cells in zip(entries, rows_of(tree, table), strict=True):
            same = by_cells.get(tuple(sorted(cells.items())))
            if not same:
                continue
            row = same.pop(0)
            place = place_of(entry)
            found.setdefault((place.line, place.column), row.place())
            for column in table.columns:
                here: object = entry
                for step in column.path[:-1]:
                    here = here.get(step) if isinstance(here, dict) else None
                at = getattr(here, "value_places", {}).get(column.path[-1])
                if at is not None:
                    found[at.line, at.column] = row.place(column.key)
    return found
