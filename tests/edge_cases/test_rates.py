"""Edge case 33: a rate of reporting names its day, and counts the States that owed the report."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.reports.figures.reporting import ReportingYear, reporting_years
from tests.builders import facts_on_record, record, reports, rulebook

# In force from 1 March 2012; for the third from 1 June 2013, so that it owes no report of 2012.
RECORDS = {
    "AAA": record(article_7=reports("covers: 2012, submitted: 2013-04-30")),
    "BBB": record(article_7=reports("covers: 2012, submitted: 2013-09-02")),
    "CCC": record(membership="- {instrument: accession, deposited: 2012-12-03, source: example}"),
}


def reports_of_2012(as_of: date) -> ReportingYear:
    facts = {code: facts_on_record(one, as_of) for code, one in RECORDS.items()}
    (year,) = (one for one in reporting_years(facts, rulebook(), as_of) if one.period == 2012)
    return year


@pytest.mark.parametrize(
    ("as_of", "submitted"), [(date(2013, 9, 1), ("AAA",)), (date(2013, 9, 2), ("AAA", "BBB"))]
)
def test_33_the_rate_of_one_year_is_another_as_of_a_later_day(
    as_of: date, submitted: tuple[str, ...]
) -> None:
    year = reports_of_2012(as_of)
    assert year.submitted.counted == submitted
    assert year.submitted.least == pytest.approx(100 * len(submitted) / 2)


def test_33_states_that_owe_no_report_of_the_year_are_not_counted() -> None:
    assert reports_of_2012(date(2013, 9, 2)).owed == ("AAA", "BBB")
