"""article1_cases.csv: alleged and reported matters under Article 1. An allegation is no finding."""

from __future__ import annotations

from typing import Final

from compliance_engine.dates import PartialDate
from compliance_engine.errors import Problem
from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    Column,
    one_of,
)
from compliance_engine.records.importing.history import acknowledged, history
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement, when
from compliance_engine.records.importing.tables import Row, Table
from compliance_engine.records.importing.wording import dates_in

PROVISIONS: Final = {"1.1.a": "1(1)(a)", "1.1.b": "1(1)(b)", "1.1.c": "1(1)(c)", "3": "3"}
AS_ABOVE: Final = "as above"

ACTOR_KINDS: Final = ("State", "non-State armed group", "another State", "not established")

EMPLACEMENTS: Final = ("newly laid", "laid before", "disputed", "not stated")

STATUSES: Final = {
    "alleged_open": "open",
    "confirmed_admitted": "open, acknowledged by the State",
    "denied_not_confirmed": "denied, not confirmed",
    "alleged_not_confirmed": "not confirmed",
    "no_evidence": "no evidence found",
    "no_finding": "no finding",
    "pre_entry_into_force": "before entry into force",
    "investigated_closed": "investigated, closed",
    "alleged_closed": "closed",
    "resolved": "resolved",
}


def _check_provisions(cell: str) -> None:
    unknown = [one for one in cell.split(";") if one not in PROVISIONS]
    if unknown:
        raise ValueError(f"{', '.join(map(repr, unknown))} is no provision that a case is about")


CASES_TABLE: Final = Table(
    "article1_cases.csv",
    {
        "allegation_id": TEXT,
        "iso3": STATE,
        "state": TEXT,
        "event_start": WHEN,
        "event_end": WHEN,
        "provision": Column(_check_provisions, f"Write one of: {', '.join(PROVISIONS)}."),
        "alleged_actor": TEXT,
        "actor_kind": one_of(*ACTOR_KINDS).or_empty(),
        "emplacement": one_of(*EMPLACEMENTS).or_empty(),
        "location": TEXT,
        "summary": TEXT,
        "alleged_by": TEXT,
        "state_response": TEXT.or_empty(),
        "status": one_of(*STATUSES),
        "committee_status": TEXT.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "as_of": WHEN.or_empty(),
        "note": TEXT.or_empty(),
    },
)


def article_1(rows: list[Row], sources: Sources, problems: list[Problem]) -> Tree:
    """The section `article_1`, empty if there are no cases."""
    above: dict[str, str] = {}
    cases: list[Tree] = []
    seen: set[str] = set()
    for row in rows:
        if row["allegation_id"] in seen:
            what = f"{row['allegation_id']!r} is the id of an earlier case of this State"
            problems.append(row.problem("allegation_id", what, "Give each case its own id."))
        seen.add(row["allegation_id"])
        if PartialDate.parse(row["event_end"]).last < PartialDate.parse(row["event_start"]).first:
            what = f"{row['event_end']!r} is before {row['event_start']!r}, when it began"
            problems.append(row.problem("event_end", what, "Correct one of the two."))
        for column in ("state_response", "committee_status"):
            if row[column] != AS_ABOVE:
                above[column] = row[column]
            elif not above.get(column):
                what = f"{AS_ABOVE!r} refers to no earlier case of this State"
                problems.append(row.problem(column, what, "Write the text out."))
        response, committee = above.get("state_response", ""), above.get("committee_status", "")
        cases.append(_case(row, response, committee, sources))
    return {"cases": cases} if cases else {}


def _case(row: Row, response: str, committee: str, sources: Sources) -> Tree:
    days = [found.date for found in dates_in(row["alleged_by"]) if found.is_day]
    steps = history(response, committee, row["status"], row["as_of"])
    fields = {
        "id": row["allegation_id"],
        "provisions": [PROVISIONS[one] for one in row["provision"].split(";")],
        "happened_from": when(row["event_start"]),
        "happened_until": when(row["event_end"]),
        "alleged": days[0] if len(days) == 1 else None,
        "alleged_by": row["alleged_by"],
        "actor": row["alleged_actor"],
        "actor_kind": row["actor_kind"],
        "emplacement": row["emplacement"],
        "location": row["location"],
        "summary": row["summary"],
        "state_response": response,
        "status": STATUSES[row["status"]],
        "acknowledged": acknowledged(steps, row["status"]),
        "committee": committee,
        "known": when(row["as_of"]) if row["as_of"] else None,
        "history": steps or None,
    }
    return statement(fields, row, sources)
