"""What the edge cases ask: of a real record or a made-up one, on a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from compliance_engine.facts.building import facts_of
from compliance_engine.findings.checking import check
from compliance_engine.findings.model import Check, Finding
from compliance_engine.findings.standing import Standing, standings
from compliance_engine.records.loading import Records, load_records
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import engine, facts, on, rulebook

INITIAL, ANNUAL = "initial report", "annual report"
INITIAL_OUTSTANDING = "article-7/initial-report-outstanding"
INITIAL_LATE = "article-7/initial-report-late"
ANNUAL_OUTSTANDING = "article-7/annual-report-outstanding"
ANNUAL_LATE = "article-7/annual-report-late"
TWO_YEARS_SILENT = "article-7/two-years-silent"
CASE_OPEN = "article-1/case-open"
CASE_UPDATE_DUE = "article-1/case-update-due"
ABOUT_THE_RECORD = "record"
"""The nature of rules that ask the keeper of the records to look, and say nothing of a State."""


@cache
def shipped_records() -> Records:
    return load_records(shipped("states"))


def real(code: str) -> Record:
    """The record of a real State."""
    return shipped_records().by_state[code]


def checked(of: Record, day: date, known_at: date | None = None) -> Check:
    return check({of.state: of}, rulebook(), engine(), day, known_at)


def found(of: Record, day: date, known_at: date | None = None) -> tuple[Finding, ...]:
    """What the rulebook finds of a State on a day; what it finds of the record itself is apart."""
    findings = checked(of, day, known_at).findings
    return tuple(one for one in findings if one.nature != ABOUT_THE_RECORD)


def rules(of: Record, day: date, known_at: date | None = None) -> set[str]:
    """The rules that find something of a State on a day."""
    return {one.rule for one in found(of, day, known_at)}


def the(rule: str, of: Record, day: date) -> Finding:
    """The one finding of a rule."""
    (only,) = [one for one in found(of, day) if one.rule == rule]
    return only


def standing(of: Record, day: date) -> Standing:
    """A State's standing on a day."""
    (only,) = standings({of.state: of}, rulebook(), day)
    return only


def status(of: Record, day: date) -> str:
    return standing(of, day).status


def entry_into_force(code: str) -> date | None:
    """The day from which a real State has been bound."""
    return standing(real(code), date(2025, 12, 26)).in_force


def duties(of: Record, day: date) -> list[tuple[str, date, str]]:
    """A State's duties on a day: kind, due date and verdict, by due date."""
    rows = []
    for fact in on(day, list(facts_of(of, rulebook(), day))):
        if fact.kind == "duty":
            due = fact.fields["due"]
            assert isinstance(due, date)
            rows.append((str(fact.fields["kind"]), due, str(fact.fields["verdict"])))
    return sorted(rows, key=lambda row: row[1])


def explained(of: Record, day: date, kind: str, due: date) -> str:
    """The last step of the working of a duty, as the rulebook writes it in English."""
    (fact,) = [
        one
        for one in on(day, facts(of, "duty", day))
        if (one.fields["kind"], one.fields["due"]) == (kind, due)
    ]
    parts = fact.working[-1].texts["en"].parts
    return "".join(part for part in parts if isinstance(part, str))
