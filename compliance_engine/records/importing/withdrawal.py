"""A withdrawal under Article 20, on the authority of the events that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from compliance_engine.errors import Problem
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.importing.events import EVENTS_TABLE
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, cited
from compliance_engine.records.importing.tables import Row

STEPS: Final = {"withdrawal_notified": "notification", "withdrawal_effective": "effective day"}
"""The columns of a membership row that are also types of events, and their names in a note."""


def withdrawal(row: Row, events: list[Row], sources: Sources, problems: list[Problem]) -> Tree:
    """The withdrawal of a membership row, as certain as the weaker of its two events."""
    steps: dict[str, Row] = {}
    for column in STEPS:
        told = [event for event in events if event["event_type"] == column]
        if [event["event_date"] for event in told] != [row[column]] * bool(row[column]):
            what = f"{row[column]!r} is not the date of one event in {EVENTS_TABLE.file}"
            remedy = f"Give the State one row with the type '{column}' and this date there."
            problems.append(row.problem(column, what, remedy))
        elif told:
            steps[column] = told[0]
    claims = [step["confidence"] for step in steps.values()]
    claims.append(row["withdrawal_confidence"] or row["confidence"])
    names = sources.cite(*[step["source"] for step in steps.values()] or [row["source"]])
    fields = {"notified": row["withdrawal_notified"], "effective": row["withdrawal_effective"]}
    weakest = Confidence.weakest(tuple(map(Confidence, claims)))
    return cited(fields, names, weakest, _note(steps), sources)


def _note(steps: Mapping[str, Row]) -> str:
    """The notes on the steps of a withdrawal, each with its confidence where these differ."""
    if len({step["confidence"] for step in steps.values()}) == 1:
        return "; ".join(dict.fromkeys(step["note"] for step in steps.values() if step["note"]))
    return "; ".join(
        f"{STEPS[column]}: {step['confidence']}" + (f" ({step['note']})" if step["note"] else "")
        for column, step in steps.items()
    )
