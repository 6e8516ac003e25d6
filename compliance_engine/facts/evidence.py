"""Which statements of a record speak of which duty.

A report filed before its period was over may not be complete, so whether it meets the duty is
doubtful. One that was sent to the President of a meeting or to the support unit only may not have
reached the Secretary-General.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import FOREVER
from compliance_engine.facts.basis import basis_of, basis_of_disagreement, basis_of_request
from compliance_engine.facts.destruction import (
    areas_cleared,
    found_destroyed,
    stockpile_destroyed,
)
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Basis
from compliance_engine.facts.periods import filed_early, whole_years, years_answered
from compliance_engine.facts.verdicts import Evidence, Missing, Received
from compliance_engine.records.articles import ClarificationRequest, FoundStock
from compliance_engine.records.covers import CoverKind
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Report


@dataclass
class _Gathered:
    """Evidence while it is being collected."""

    received: list[Received]
    missing: list[Missing]
    doubtful: list[Basis]
    disagree: list[Basis]
    elsewhere: list[Received]

    def evidence(self) -> Evidence:
        return Evidence(
            tuple(self.received),
            tuple(self.missing),
            tuple(self.doubtful),
            tuple(self.elsewhere),
            tuple(self.disagree),
        )


@dataclass(frozen=True)
class Matter:
    """What evidence is wanted on: a duty due on `due` in one of the State's memberships.

    `period` is the calendar year that a report is to cover and `reports` those that answer for
    it, `request` what is to be answered, `found` the stock to be destroyed. A due date that was
    `decided` on a day counts from then on, until the day `closes` on which another replaces it.
    """

    due: date
    interval: BoundInterval
    intervals: tuple[BoundInterval, ...]
    decided: date = date.min
    closes: date = FOREVER
    period: int | None = None
    reports: Sequence[Report] = ()
    request: ClarificationRequest | None = None
    found: FoundStock | None = None


def evidence_on(record: Record, met_by: str, matter: Matter) -> Evidence:
    """All that the record says of what meets a duty, in the words of the duty's definition."""
    match met_by:
        case "initial report":
            return _initial_report(record, matter)
        case "report on the period" if matter.period is not None:
            return _report_on_period(record, matter.period, matter)
        case "answer to the request" if matter.request is not None:
            return _answer(record, matter.request)
        case "stockpile destroyed" if record.article_4 is not None:
            return _in_membership(stockpile_destroyed(record, record.article_4), matter)
        case "mined areas cleared" if record.article_5.clearance is not None:
            clearance = record.article_5.clearance
            cleared = areas_cleared(record, clearance, matter.decided, matter.closes)
            return _in_membership(cleared, matter)
        case "found stock destroyed" if matter.found is not None:
            return found_destroyed(record, matter.found)
        case _:
            return Evidence()


def _in_membership(evidence: Evidence, matter: Matter) -> Evidence:
    """What was said of this membership: mines may have come between two of them."""

    def of_this(when: PartialDate) -> bool:
        return _interval_of(when, matter.intervals) == matter.interval

    return replace(
        evidence,
        received=tuple(one for one in evidence.received if of_this(one.when)),
        missing=tuple(one for one in evidence.missing if of_this(one.known)),
    )


def _initial_report(record: Record, matter: Matter) -> Evidence:
    interval, due = matter.interval, matter.due
    gathered = _Gathered([], [], [], [], [])
    for report in record.article_7.reports:
        if report.covers.kind is CoverKind.INITIAL:
            said = report.known if report.submitted == "none" else report.submitted
            if said is not None and _interval_of(said, matter.intervals) == interval:
                _add(gathered, report, basis_of(record, report))
    for one in record.article_7.lists:
        if due < one.on and _interval_of(PartialDate.of(one.on), matter.intervals) == interval:
            basis = basis_of(record, one)
            if one.names_this_state:
                gathered.missing.append(Missing(PartialDate.of(one.on), basis))
            else:
                gathered.received.append(Received(PartialDate.between(date.min, one.on), basis))
    _complete(gathered, record, interval.span.first, due)
    for disagreement in record.article_7.disagreements:
        if disagreement.covers.kind is CoverKind.INITIAL and not disagreement.explained:
            gathered.disagree.append(basis_of_disagreement(record, disagreement))
    return gathered.evidence()


def _report_on_period(record: Record, year: int, matter: Matter) -> Evidence:
    """What is said of the report that covers the calendar year `year`."""
    gathered = _Gathered([], [], [], [], [])
    due, joined = matter.due, matter.interval.in_force
    for report in matter.reports:
        basis = basis_of(record, report)
        if report.covers.kind is CoverKind.NOT_STATED and report.submitted != "none":
            received = gathered.received if _received(report) else gathered.elsewhere
            received.append(
                Received(report.submitted, basis, period_stated=False, calendar_year=False)
            )
        elif filed_early(report, year, joined):
            gathered.doubtful.append(basis)
        else:
            _add(gathered, report, basis, year in whole_years(report.covers, joined))
    _complete(gathered, record, date(year + 1, 1, 1), due)
    for disagreement in record.article_7.disagreements:
        answered = years_answered(disagreement.covers, joined)
        if year in answered and not disagreement.explained:
            gathered.disagree.append(basis_of_disagreement(record, disagreement))
    return gathered.evidence()


def _answer(record: Record, request: ClarificationRequest) -> Evidence:
    basis = basis_of_request(record, request)
    if request.answered is None:
        return Evidence()
    if request.answered == "none":
        return Evidence(missing=(Missing(request.known, basis),)) if request.known else Evidence()
    return Evidence(received=(Received(request.answered, basis),))


def _received(report: Report) -> bool:
    """Whether it was sent to the Secretary-General, who receives reports (Article 7(1))."""
    return report.sent_to == "Secretary-General"


def _add(gathered: _Gathered, report: Report, basis: Basis, calendar_year: bool = True) -> None:
    if report.submitted != "none":
        received = gathered.received if _received(report) else gathered.elsewhere
        received.append(Received(report.submitted, basis, calendar_year=calendar_year))
    elif report.known is not None:
        gathered.missing.append(Missing(report.known, basis))


def _complete(gathered: _Gathered, record: Record, opens: date, due: date) -> None:
    """A list of reports that is complete says that one which it lacks had not been submitted."""
    article = record.article_7
    first, last, source = article.complete_from, article.complete_until, article.complete_source
    if first is None or last is None or source is None or not first <= opens <= due <= last:
        return
    basis = Basis(article.place_of("complete_until"), source, record.strongest(source))
    if not any(one.when.first <= last for one in gathered.received):
        gathered.missing.append(Missing(PartialDate.of(last), basis))


def _interval_of(when: PartialDate, intervals: tuple[BoundInterval, ...]) -> BoundInterval:
    """The membership that something dated `when` belongs to: the latest begun by then."""
    begun = [one for one in intervals if min(one.deposited, one.in_force) <= when.last]
    return begun[-1] if begun else intervals[0]
