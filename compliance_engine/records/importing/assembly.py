"""The record of each State, put together from all the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compliance_engine.errors import InvalidInputError, Problem, UsageError
from compliance_engine.records.importing.article1 import CASES_TABLE, article_1
from compliance_engine.records.importing.article7 import REPORTS_TABLE, reports
from compliance_engine.records.importing.article7_lists import (
    CONFLICTS_TABLE,
    LISTS_TABLE,
    disagreements,
    lists,
    unlisted,
    unmatched,
)
from compliance_engine.records.importing.article8 import requests_to, unaddressed
from compliance_engine.records.importing.article9 import MEASURES_TABLE, measure
from compliance_engine.records.importing.events import EVENTS, EVENTS_TABLE, event, misplaced
from compliance_engine.records.importing.membership import (
    MEMBERSHIP_TABLE,
    entry_into_force,
    membership,
)
from compliance_engine.records.importing.obligations import (
    CLEARANCE_TABLE,
    EXTENSIONS_TABLE,
    FOUND_TABLE,
    RETAINED_TABLE,
    STOCKPILES_TABLE,
    article_5,
    retained,
    stockpile,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree
from compliance_engine.records.importing.tables import Row
from compliance_engine.records.states import state_of_code

TABLES: Final = (
    MEMBERSHIP_TABLE,
    EVENTS_TABLE,
    CASES_TABLE,
    RETAINED_TABLE,
    STOCKPILES_TABLE,
    FOUND_TABLE,
    CLEARANCE_TABLE,
    EXTENSIONS_TABLE,
    REPORTS_TABLE,
    LISTS_TABLE,
    CONFLICTS_TABLE,
    MEASURES_TABLE,
)

Rows = dict[str, list[Row]]
"""The rows of each table, by the name of its file."""


def import_tables(folder: Path) -> dict[str, Tree]:
    """The record of every State in the tables of a folder, by code.

    Raises UsageError if there is no such folder, InvalidInputError with everything that is
    wrong in the tables.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder: give the one that holds {MEMBERSHIP_TABLE.file}")
    problems: list[Problem] = []
    rows: Rows = {}
    for table in TABLES:
        read = table.read(folder, problems)
        if read is not None:
            rows[table.file] = read
    if len(rows) < len(TABLES):
        raise InvalidInputError(problems)
    problems.extend(_lost(rows))
    problems.extend(_without_stockpile(rows))
    broken = _broken(rows)
    codes = [row["iso3"] for row in rows[MEMBERSHIP_TABLE.file] if row["iso3"] not in broken]
    records = {code: _record(code, rows, problems) for code in dict.fromkeys(codes)}
    if problems:
        raise InvalidInputError(problems)
    return records


def _broken(rows: Rows) -> set[str]:
    """The States with a row that is not sound: nothing can be concluded from their other rows."""
    unsound = (row for given in rows.values() for row in given if not row.sound)
    return {row.cells.get("iso3", "") for row in unsound}


def _lost(rows: Rows) -> Iterator[Problem]:
    """The sound rows that would go into no record."""
    members = {row["iso3"] for row in rows[MEMBERSHIP_TABLE.file]}
    for given in rows.values():
        for row in given:
            code = row.cells.get("iso3")
            if row.sound and code and code not in members:
                what = f"{code!r} has no row in {MEMBERSHIP_TABLE.file}"
                yield row.problem("iso3", what, "Add the State there, or correct the code.")
    for row in rows[EVENTS_TABLE.file]:
        if row.sound:
            yield from misplaced(row)
            yield from unaddressed(row, members)
    sound_members = [row for row in rows[MEMBERSHIP_TABLE.file] if row.sound]
    in_force = {row["iso3"]: entry_into_force(row) for row in sound_members}
    for row in rows[LISTS_TABLE.file]:
        if row.sound and members == set(in_force):
            yield from unlisted(row, in_force)


def _without_stockpile(rows: Rows) -> Iterator[Problem]:
    """What was found later of States that have no row on what they knew of."""
    known = {row["iso3"] for row in rows[STOCKPILES_TABLE.file] if row.sound}
    for row in rows[FOUND_TABLE.file]:
        if row.sound and row["iso3"] not in known:
            what = f"{row['iso3']!r} has no row in {STOCKPILES_TABLE.file}"
            yield row.problem("iso3", what, "Add the State there, or correct the code.")


def _record(code: str, all_rows: Rows, problems: list[Problem]) -> Tree:
    """The record of one State, its sections in the order in which they are read."""
    rows: Rows = {
        file: [row for row in given if row.cells.get("iso3") == code]
        for file, given in all_rows.items()
    }
    about_all = {
        table.file: [row for row in all_rows[table.file] if row.sound]
        for table in (EVENTS_TABLE, LISTS_TABLE)
    }
    sources = Sources(state_of_code(code))
    members = rows[MEMBERSHIP_TABLE.file]
    events = rows[EVENTS_TABLE.file]
    in_force = entry_into_force(members[0])
    sections: Tree = {
        "membership": [membership(row, events, sources, problems) for row in members],
        "events": [event(row, sources) for row in events if row["event_type"] in EVENTS],
        "article_1": article_1(rows[CASES_TABLE.file], sources, problems),
        "article_3": [retained(row, sources) for row in rows[RETAINED_TABLE.file]],
        "article_4": next(
            (
                stockpile(row, rows[FOUND_TABLE.file], sources)
                for row in rows[STOCKPILES_TABLE.file]
            ),
            None,
        ),
        "article_5": article_5(rows[CLEARANCE_TABLE.file], rows[EXTENSIONS_TABLE.file], sources),
        "article_7": _without_empty(
            {
                "reports": reports(rows[REPORTS_TABLE.file], in_force, sources, problems),
                "lists": lists(about_all[LISTS_TABLE.file], code, in_force, sources),
                "disagreements": disagreements(rows[CONFLICTS_TABLE.file], sources),
            }
        ),
        "article_8": _without_empty(
            {"requests": requests_to(code, about_all[EVENTS_TABLE.file], sources)}
        ),
        "article_9": [measure(row, sources) for row in rows[MEASURES_TABLE.file]],
    }
    problems.extend(unmatched(rows[CONFLICTS_TABLE.file], rows[REPORTS_TABLE.file]))
    return {"state": code} | _without_empty(sections) | {"sources": sources.tree()}


def _without_empty(tree: Tree) -> Tree:
    return {key: value for key, value in tree.items() if value}
