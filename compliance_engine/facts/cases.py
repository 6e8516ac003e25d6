"""Article 1 cases over time: when each was open, and the State's last update on it.

An allegation is not a finding. A case is open from the day on which it was raised; it is closed
from the earliest day on which it may have been. Where only the latest such day is known, it is
not known whether the case was still open before. It is acknowledged from the latest day on which it
may have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.basis import basis_of_case
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.records.articles import Case
from compliance_engine.records.model import Record

ACKNOWLEDGED = "open, acknowledged by the State"
OPEN = ("open", ACKNOWLEDGED)
CLOSED = ("investigated, closed", "closed", "resolved")
UPDATE = "update by the State"


@dataclass(frozen=True)
class _Life:
    """The days that divide a case's life: raised, acknowledged, last surely open, closed."""

    raised: date
    acknowledged: date
    open_until: date
    closed: date


def case_facts(record: Record, intervals: tuple[BoundInterval, ...]) -> list[Fact]:
    """Every case on every day since it was raised."""
    return [fact for case in record.article_1.cases for fact in _facts(record, case, intervals)]


def _facts(record: Record, case: Case, intervals: Sequence[BoundInterval]) -> list[Fact]:
    life = _life(case)
    updates = [step.date for step in case.history if step.event == UPDATE]
    days = {life.raised, life.acknowledged, life.open_until, life.closed}
    days |= {when.last for when in updates}
    if case.known is not None and not updates:
        days.add(case.known.last)  # what the State answered is told from then on
    starts = sorted(day for day in days if life.raised <= day < FOREVER)
    facts = []
    for start, until in pairwise([*starts, FOREVER]):
        fields: dict[str, FactValue] = {
            "key": case.id,
            "status": _status(case, life, start),
            "actor_kind": case.actor_kind,
            "emplacement": case.emplacement,
            "acknowledged": start >= life.acknowledged,
            "article_1_applied": _applied(case, intervals),
            "happened_from": Dated.earliest(
                case.happened_from, inferred="happened_from" in case.inferred
            ),
            "happened_until": Dated.latest(
                case.happened_until, inferred="happened_until" in case.inferred
            ),
            "provision": case.provisions[0],
            "alleged_by": case.alleged_by,
            "location": case.location,
            "summary": case.summary,
        }
        given = [when for when in updates if when.last <= start]
        if given:
            fields["last_update"] = Dated.latest(max(given, key=lambda when: when.last))
        basis = basis_of_case(record, case, start, acknowledged=start >= life.acknowledged)
        if basis.said_by is not None:
            fields["said_by"] = basis.said_by
        facts.append(Fact("case", fields, Span(start, until), (basis,)))
    return facts


def _applied(case: Case, intervals: Sequence[BoundInterval]) -> str:
    """Whether what is alleged happened, in part at least, while Article 1 applied.

    Provisional application is of one provision only (Article 18: of paragraph 1).
    """
    applied = [Span(_applied_from(case, one), one.span.until) for one in intervals]
    begins, ends = case.happened_from, case.happened_until
    surely_begun = min(begins.last, ends.last)
    surely_on = max(ends.first, begins.first)
    if any(surely_begun < span.until and surely_on >= span.first for span in applied):
        return "yes"
    if any(begins.first < span.until and ends.last >= span.first for span in applied):
        return "not known"
    return "no"


def _applied_from(case: Case, interval: BoundInterval) -> date:
    of = interval.provisionally
    provisionally = of is not None and any(one.startswith(of) for one in case.provisions)
    return interval.deposited if provisionally else interval.in_force


def _life(case: Case) -> _Life:
    raised = (case.alleged or case.happened_from).last
    acknowledged = _acknowledged(case)
    closings = [step.date for step in case.history if step.event == "closed"]
    if closings:
        closing = min(closings, key=lambda when: when.last)
        open_until = raised if closing.open_start else max(raised, closing.first)
        closed = closing.last if closing.open_start else open_until
        return _Life(raised, acknowledged, open_until, closed)
    if case.status in CLOSED:
        return _Life(raised, acknowledged, raised, case.known.last if case.known else FOREVER)
    return _Life(raised, acknowledged, FOREVER, FOREVER)


def _acknowledged(case: Case) -> date:
    """The day from which the State has surely acknowledged the case; FOREVER if it has not.

    Where the record gives no day for it, it is that of the State's last update or, without any,
    that on which the source spoke: of an earlier day it may not be said.
    """
    if case.acknowledged is not None:
        return case.acknowledged.last
    if case.status != ACKNOWLEDGED:
        return FOREVER
    spoken = [step.date.last for step in case.history if step.event == UPDATE]
    return max(spoken, default=case.known.last if case.known else FOREVER)


def _status(case: Case, life: _Life, day: date) -> str:
    if case.status not in OPEN + CLOSED:
        return "historic"
    if day >= life.closed:
        return "closed"
    return "open" if day < life.open_until else "not known"
