"""A duty that recurs every year: its dates in a membership, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.facts.evidence import Matter, evidence_on
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Fact, FactValue
from compliance_engine.facts.occurrence import Occurrence
from compliance_engine.facts.periods import reports_by_period
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Duty, Yearly

ONE_DAY = timedelta(days=1)


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


def facts_of_years(
    record: Record,
    duty: Duty,
    yearly: Yearly,
    interval: BoundInterval,
    *,
    before: date | None,
    through: date,
) -> Iterator[Fact]:
    """The facts of a yearly duty in one membership.

    `before` is the due date that its first date must come strictly after.
    """
    first = date(interval.in_force.year, yearly.month, yearly.day)
    while first < interval.in_force or (before is not None and first <= before):
        first = first.replace(year=first.year + 1)
    steps: dict[str, FactValue] = {"first_due": first}
    if before is not None:
        steps["initial_due"] = before
    if interval.span.ends:
        steps["until"] = interval.span.until
    reports = reports_by_period(record, interval.in_force)
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
                answering = reports.get(one.period, ())
                matter = Matter(
                    one.due, interval, (interval,), period=one.period, reports=answering
                )
                evidence = evidence_on(record, duty.met_by, matter)
                yield from occurrence.judged(evidence, yearly.explain_not_bound)
        elif bound_in_period and one.due in interval.span:
            coincides = one.due == before
            why = yearly.explain_coincides if coincides else yearly.explain_before_first
            yield occurrence.not_owed(one.opens, why)
