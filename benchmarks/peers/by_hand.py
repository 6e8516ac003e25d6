"""The rules as loops in Python, as someone would write them who has only these twelve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from benchmarks.peers.days import a_year_after
from benchmarks.peers.interface import Finding, Row, States

OVERDUE = ("outstanding", "last known outstanding")
MET = ("met", "met late", "met, timeliness unknown")
NOTHING_DUE = ("not yet due", "not owed")
Values = Mapping[str, Any]

LONG_AGO = 0
NEVER = date.max.toordinal()


class ByHand:
    """Every State by itself, its facts sorted by what they are about."""

    name = "Python by hand"

    def findings(self, states: States, as_of: date) -> set[Finding]:
        """What the rules find of these States on the day."""
        return {
            (state, rule, key)
            for state, rows in states.items()
            for rule, key in _of_state(rows, as_of.toordinal())
        }


def _of_state(rows: Sequence[Row], today: int) -> Iterator[tuple[str, str]]:
    initial, annual, measures, cases = [], [], [], []
    bound_since, applies_article_1 = NEVER, False
    for row in rows:
        if not row.first <= today < row.until:
            continue
        values = row.values
        if row.kind == "duty":
            if values["kind"] == "initial report":
                initial.append(values)
            elif values["kind"] == "annual report":
                annual.append(values)
        elif row.kind == "membership":
            if values["bound"]:
                bound_since = min(bound_since, values["in_force"])
            applies_article_1 = applies_article_1 or values["applies_article_1"]
        elif row.kind == "measure":
            measures.append(values)
        elif row.kind == "case":
            cases.append(values)
    if bound_since < NEVER:
        yield from _initial_reports(initial, bound_since)
        yield from _annual_reports(annual, initial, bound_since)
        yield from _measures(measures)
    if applies_article_1:
        yield from _cases(cases, today)


def _initial_reports(initial: Sequence[Values], bound_since: int) -> Iterator[tuple[str, str]]:
    for duty in initial:
        if bound_since <= duty["due"]:
            if duty["verdict"] in OVERDUE:
                yield "article-7/initial-report-outstanding", duty["key"]
            elif duty["verdict"] == "met late":
                yield "article-7/initial-report-late", duty["key"]


def _annual_reports(
    annual: Sequence[Values], initial: Sequence[Values], bound_since: int
) -> Iterator[tuple[str, str]]:
    last_reported = max((one["year"] for one in annual if one["verdict"] in MET), default=LONG_AGO)
    outstanding = {}
    for duty in annual:
        if bound_since > duty["due"]:
            continue
        if duty["verdict"] == "met late":
            yield "article-7/annual-report-late", duty["key"]
        elif duty["verdict"] in OVERDUE:
            if duty["year"] < last_reported:
                yield "article-7/annual-report-missed", duty["key"]
            elif any(_initial_report_since(duty, one) for one in initial):
                yield "article-7/annual-report-missed-before-initial", duty["key"]
            else:
                yield "article-7/annual-report-outstanding", duty["key"]
                outstanding[duty["year"]] = duty["key"]
    latest = max(
        (one["year"] for one in annual if one["verdict"] not in NOTHING_DUE), default=LONG_AGO
    )
    for year, key in outstanding.items():
        if year - 1 in outstanding and year >= latest:
            yield "article-7/two-years-silent", key


def _initial_report_since(duty: Values, initial: Values) -> bool:
    return (
        initial["verdict"] in ("met late", "met, timeliness unknown")
        and initial["joined"] == duty["joined"]
        and "submitted_from" in initial
        and bool(initial["submitted"] > duty["due"])
    )


def _measures(measures: Sequence[Values]) -> Iterator[tuple[str, str]]:
    for measure in measures:
        if measure["status"] == "none reported":
            yield "article-9/no-measures-reported", measure["key"]
        elif measure["status"] == "in progress":
            yield "article-9/legislation-in-progress", measure["key"]
        elif (
            measure["status"] == "existing law considered sufficient"
            and measure["penal_sanctions"] != "yes"
        ):
            yield "article-9/existing-law-penal-sanctions", measure["key"]


def _cases(cases: Sequence[Values], today: int) -> Iterator[tuple[str, str]]:
    for case in cases:
        if (
            case["status"] == "open"
            and case["article_1_applied"] == "yes"
            and case["actor_kind"] in ("State", "not established")
        ):
            yield "article-1/case-open", case["key"]
            if "last_update" in case and a_year_after(case["last_update"]) < today:
                yield "article-1/case-update-due", case["key"]
