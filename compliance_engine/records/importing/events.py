"""treaty_events.csv: what happened around a State's membership.

Its rows that name no State (the Convention's own entry into force, action plans) are about
none: they belong to the rules, and are not imported here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from compliance_engine.errors import Problem
from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    one_of,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement, when
from compliance_engine.records.importing.tables import Row, Table

EVENTS: Final = {
    "deposit_accession": "instrument deposited",
    "deposit_ratification": "instrument deposited",
    "entry_into_force": "entry into force",
    "withdrawal_notified": "withdrawal notified",
    "withdrawal_effective": "withdrawal effective",
    "withdrawal_announced": "withdrawal announced",
    "purported_suspension": "purported suspension",
    "domestic_step": "domestic step",
    "allegation_letter": "allegation made",
    "art8_fact_finding_call": "fact-finding mission sought",
}
CLARIFICATION: Final = "art8_clarification"
OF_NO_STATE: Final = ("convention_entry_into_force", "action_plan")

EVENTS_TABLE: Final = Table(
    "treaty_events.csv",
    {
        "event_date": WHEN,
        "iso3": STATE.or_empty(),
        "event_type": one_of(*EVENTS, CLARIFICATION, *OF_NO_STATE),
        "description": TEXT,
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)


def event(row: Row, sources: Sources) -> Tree:
    """An entry of the section `events`."""
    fields = {
        "date": when(row["event_date"]),
        "event": EVENTS[row["event_type"]],
        "what": row["description"],
    }
    return statement(fields, row, sources)


def misplaced(row: Row) -> Iterator[Problem]:
    """An event that would be lost: of no State although its type needs one, or the reverse."""
    if row["event_type"] in OF_NO_STATE and row["iso3"]:
        what = f"an event of the type {row['event_type']!r} is about no single State"
        yield row.problem("iso3", what, "Leave it empty, or correct the type.")
    if row["event_type"] not in OF_NO_STATE and not row["iso3"]:
        what = f"is empty, but an event of the type {row['event_type']!r} happens to a State"
        yield row.problem("iso3", what, "Write its three-letter code, or correct the type.")
