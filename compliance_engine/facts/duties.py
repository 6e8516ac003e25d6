"""The duties of a State: the rulebook's definitions applied to its membership.

What is known here is how a duty arises once for an occasion or every year, and how its due
date is counted; which duties a treaty has is the rulebook's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.dates import add_days, add_months, add_years
from compliance_engine.facts.evidence import Matter, evidence_on
from compliance_engine.facts.membership import BoundInterval, bound_intervals
from compliance_engine.facts.model import Dated, Fact, FactValue, basis_of
from compliance_engine.facts.occurrence import Occurrence
from compliance_engine.records import ClarificationRequest, Record, UnknownStateError, state_of_code
from compliance_engine.rulebook import Duty, Occasional, Rulebook, Yearly

ONE_DAY = timedelta(days=1)


def duty_facts(record: Record, rulebook: Rulebook, through: date) -> list[Fact]:
    """Every duty of the State with its verdicts, up to the first yearly one after `through`."""
    intervals = bound_intervals(record, rulebook.treaty)
    facts: list[Fact] = []
    for interval in intervals:
        for duty in rulebook.duties:
            match duty.recurrence:
                case Occasional() as once:
                    facts += _once(record, duty, once, interval, intervals)
                case Yearly() as yearly:
                    before = _due_of(rulebook, yearly.first_after, interval)
                    facts += _every_year(
                        record, duty, yearly, interval, before=before, through=through
                    )
    return facts


def _count(occasion: date, once: Occasional) -> date:
    """Years, then months, then days after the occasion, which is day 0."""
    years = add_years(occasion, once.years, once.rounding)
    return add_days(add_months(years, once.months, once.rounding), once.days)


def _once(
    record: Record,
    duty: Duty,
    once: Occasional,
    interval: BoundInterval,
    intervals: tuple[BoundInterval, ...],
) -> Iterator[Fact]:
    if once.after == "entry into force":
        due = _count(interval.in_force, once)
        key = "" if interval == intervals[0] else str(interval.in_force)
        steps: dict[str, FactValue] = {"occasion": interval.in_force}
        occurrence = Occurrence(duty, key, due, interval.in_force, interval, steps)
        matter = Matter(due, interval, intervals)
        yield from occurrence.judged(evidence_on(record, duty.met_by, matter))
        return
    for request in record.article_8.requests:
        received = Dated.latest(request.received or request.made)
        if received.day not in interval.span:
            continue
        due = _count(received.day, once)
        occurrence = Occurrence(
            duty,
            request.id,
            due,
            received.day,
            interval,
            {"occasion": received},
            (basis_of(record, request),),
            {
                "due_estimated": request.received is None or not request.received.exact,
                "arose": received,
                "receipt_known": request.received is not None,
                "by": _requesting_state(request),
            },
        )
        matter = Matter(due, interval, intervals, request=request)
        yield from occurrence.judged(evidence_on(record, duty.met_by, matter))


def _requesting_state(request: ClarificationRequest) -> FactValue:
    try:
        return state_of_code(request.by)
    except UnknownStateError:
        return request.by


def _due_of(rulebook: Rulebook, kind: str | None, interval: BoundInterval) -> date | None:
    """The due date of the duty that must come before the first of a recurring one."""
    recurrence = rulebook.duty(kind).recurrence if kind else None
    return _count(interval.in_force, recurrence) if isinstance(recurrence, Occasional) else None


@dataclass(frozen=True)
class _YearlyDate:
    """A date of a recurring duty, for the calendar year before it."""

    due: date
    opens: date

    @property
    def period(self) -> int:
        return self.due.year - 1


def _dates(yearly: Yearly, interval: BoundInterval, through: date) -> Iterator[_YearlyDate]:
    """The dates of a recurring duty from entry into force to the first after `through`.

    After a withdrawal comes one more, if the State was bound in the year that it covers.
    """
    opens = interval.in_force
    for year in range(interval.in_force.year, max(through, interval.in_force).year + 2):
        one = _YearlyDate(date(year, yearly.month, yearly.day), opens)
        if one.due < interval.in_force:
            continue
        if opens >= interval.span.until:
            return
        yield one
        if one.due >= min(through, interval.span.until):
            return
        opens = one.due + ONE_DAY


def _every_year(
    record: Record,
    duty: Duty,
    yearly: Yearly,
    interval: BoundInterval,
    *,
    before: date | None,
    through: date,
) -> Iterator[Fact]:
    """The duty's facts; `before` is the due date that its first date must come strictly after."""
    first = date(interval.in_force.year, yearly.month, yearly.day)
    while first < interval.in_force or (before is not None and first <= before):
        first = first.replace(year=first.year + 1)
    steps: dict[str, FactValue] = {"first_due": first}
    if before is not None:
        steps["initial_due"] = before
    if interval.span.ends:
        steps["until"] = interval.span.until
    for one in _dates(yearly, interval, through):
        occurrence = Occurrence(
            duty,
            str(one.period),
            one.due,
            one.opens,
            interval,
            steps,
            fields={"period": one.period},
        )
        bound_in_period = interval.in_force.year <= one.period
        if one.due >= first:
            if one.due in interval.span or bound_in_period:
                matter = Matter(one.due, interval, (interval,), period=one.period)
                evidence = evidence_on(record, duty.met_by, matter)
                yield from occurrence.judged(evidence, yearly.explain_not_bound)
        elif bound_in_period and one.due in interval.span:
            coincides = one.due == before
            why = yearly.explain_coincides if coincides else yearly.explain_before_first
            yield occurrence.not_owed(one.opens, why)
