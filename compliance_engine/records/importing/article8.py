"""Requests for clarification, which treaty_events.csv files under the State that spoke of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from compliance_engine.errors import Problem
from compliance_engine.records.importing.events import CLARIFICATION
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement, when
from compliance_engine.records.importing.tables import Row

NOT_NAMED: Final = "not named"

_AGAINST = re.compile(r"\bagainst ([A-Z]{3})\b")


def requests_to(code: str, events: Iterable[Row], sources: Sources) -> list[Tree]:
    """The requests that the State `code` received under Article 8(2), by the rows on events.

    A row whose note says 'against KHM' is a request by its own State to that one; any other is
    one that its State received from another, not named.
    """
    return [
        _request(row, by, sources)
        for row in events
        if row["event_type"] == CLARIFICATION
        for by, to in [_parties(row)]
        if to == code
    ]


def unaddressed(row: Row, members: set[str]) -> Iterator[Problem]:
    """A request that would be lost, as it is addressed to a State without a record."""
    if row["event_type"] == CLARIFICATION and row["iso3"]:
        _, to = _parties(row)
        if to not in members:
            what = f"the request is addressed to {to!r}, which has no row in membership.csv"
            yield row.problem("note", what, "Add the State there, or correct its code.")


def _parties(row: Row) -> tuple[str, str]:
    """Who asked, and whom."""
    match = _AGAINST.search(row["note"])
    return (row["iso3"], match[1]) if match else (NOT_NAMED, row["iso3"])


def _request(row: Row, by: str, sources: Sources) -> Tree:
    fields = {
        "id": f"{row['event_date']}-{by.replace(' ', '-')}",
        "by": by,
        "made": when(row["event_date"]),
        "what": row["description"],
    }
    return statement(fields, row, sources)
