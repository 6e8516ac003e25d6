"""Which calendar years a report answers for, by the period that it declares (Article 7(2)).

One that declares none answers the date of the year in which it was filed. Of the year in which
the Convention entered into force for a State, the days from then on are the whole. A period that
is no calendar year answers the year that it covers most of, the earlier of two equal ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from compliance_engine.records.covers import CoverKind, Covers
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Report


def reports_by_period(record: Record, joined: date) -> Mapping[int, list[Report]]:
    """Of a State bound since `joined`, the reports that answer for each calendar year."""
    answering: dict[int, list[Report]] = defaultdict(list)
    for report in record.article_7.reports:
        for year in _answered(report, joined):
            answering[year].append(report)
    return answering


def _answered(report: Report, joined: date) -> tuple[int, ...]:
    if report.covers.kind is not CoverKind.NOT_STATED:
        return years_answered(report.covers, joined)
    return () if report.submitted == "none" else (report.submitted.first.year - 1,)


def years_answered(covers: Covers, joined: date) -> tuple[int, ...]:
    """The calendar years whose duty a report that covers this answers."""
    if whole := whole_years(covers, joined):
        return whole
    if covers.first is None or covers.last is None:
        return ()
    days = {
        year: covers.days_within(date(year, 1, 1), date(year, 12, 31))
        for year in range(covers.first.year, covers.last.year + 1)
    }
    return (max(days, key=lambda year: days[year]),)


def whole_years(covers: Covers, joined: date) -> tuple[int, ...]:
    """The calendar years that it covers, the first as far as the State was bound in it."""
    whole = covers.calendar_years
    if covers.first is None or covers.last is None or joined.year in whole:
        return whole
    from_joining = covers.first <= joined and date(joined.year, 12, 31) <= covers.last
    return (joined.year, *whole) if from_joining else whole


def filed_early(report: Report, year: int, joined: date) -> bool:
    """Whether the report may have been filed before what it covers of `year` was over."""
    if report.submitted == "none" or report.covers.last is None:
        return False
    whole = whole_years(report.covers, joined)
    over = date(year, 12, 31) if whole else report.covers.last
    when = report.submitted
    return (when.last if when.open_start else when.first) < over
