"""Edge cases 17 to 34: transparency reports, their clocks and what meets them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from compliance_engine.records.model import Record
from tests.builders import record, reports, rulebook, verdict
from tests.edge_cases.asking import (
    ANNUAL,
    ANNUAL_LATE,
    ANNUAL_OUTSTANDING,
    CASE_UPDATE_DUE,
    INITIAL,
    INITIAL_LATE,
    INITIAL_OUTSTANDING,
    TWO_YEARS_SILENT,
    checked,
    duties,
    explained,
    found,
    real,
    rules,
    the,
)

ONE_DAY = timedelta(days=1)
MISSED_BEFORE_INITIAL = "article-7/annual-report-missed-before-initial"


def filing(*entries: str) -> Record:
    """A State Party since 1 March 2012: initial report due 28 August 2012, then each 30 April."""
    return record(article_7=reports(*entries))


def annual(of: Record, day: date, year: int) -> str | None:
    """What is known on a day of the report that covers a year."""
    return verdict(of, ANNUAL, day, str(year))


def test_17_the_initial_report_is_due_180_days_after_entry_into_force_not_six_months() -> None:
    def due(code: str, day: date) -> date:
        return next(one[1] for one in duties(real(code), day) if one[0] == INITIAL)

    assert due("GNQ", date(2000, 1, 1)) == date(1999, 8, 28)
    assert due("TUV", date(2013, 1, 1)) == date(2012, 8, 28)
    assert due("OMN", date(2016, 1, 1)) == date(2015, 7, 31)
    assert due("PSE", date(2019, 1, 1)) == date(2018, 11, 28)


def test_17_the_disputed_day_itself_is_on_time_and_lateness_is_shown_in_days() -> None:
    assert verdict(filing("covers: initial, submitted: 2012-08-28"), INITIAL, date(2020, 1, 1)) == (
        "met"
    )
    late = the(INITIAL_LATE, filing("covers: initial, submitted: 2012-08-29"), date(2020, 1, 1))
    assert late.days == 1
    doubt = rulebook().duty(INITIAL).doubt
    assert doubt is not None
    assert "27 August 1999" in doubt


def test_18_a_30_april_before_tongas_initial_report_is_due_asks_for_nothing() -> None:
    assert [one for one in duties(real("TON"), date(2026, 11, 23)) if one[2] != "not owed"] == [
        (INITIAL, date(2026, 5, 30), "undetermined"),
        (ANNUAL, date(2027, 4, 30), "not yet due"),
    ]
    assert found(real("TON"), date(2026, 5, 1)) == ()


def test_19_cabo_verdes_two_reports_of_30_april_2002_are_one_filing() -> None:
    day = date(2002, 4, 30)
    assert [one for one in duties(real("CPV"), date(2003, 1, 1)) if one[1] == day] == [
        (ANNUAL, day, "not owed"),
        (INITIAL, day, "outstanding"),
    ]
    assert "one filing meets both" in explained(real("CPV"), date(2003, 1, 1), ANNUAL, day)
    assert ANNUAL_OUTSTANDING not in rules(real("CPV"), date(2002, 5, 1))


def test_20_south_sudans_initial_report_and_its_annual_one_of_april_are_two_filings() -> None:
    by_due = {due: verdict for _, due, verdict in duties(real("SSD"), date(2013, 12, 31))}
    assert by_due[date(2012, 1, 5)] == "met late"
    assert by_due[date(2013, 4, 30)] == "met"


def test_20_an_initial_report_filed_before_30_april_is_not_counted_twice() -> None:
    both = filing("covers: initial, submitted: 2013-03-01")
    assert verdict(both, INITIAL, date(2013, 5, 1)) == "met late"
    assert annual(both, date(2013, 5, 1), 2012) == "undetermined"
    covering = filing(
        "covers: initial, submitted: 2013-03-01", "covers: 2012, submitted: 2013-03-01"
    )
    assert annual(covering, date(2013, 5, 1), 2012) == "met"


def test_21_a_late_initial_report_does_not_supply_the_annual_ones_missed_before_it() -> None:
    late = filing(
        "covers: initial, submitted: 2015-06-01",
        "covers: 2012-2013, submitted: none, known: 2015-12-31",
    )
    day = date(2015, 7, 1)
    assert verdict(late, INITIAL, day) == "met late"
    assert annual(late, day, 2012) == "outstanding"
    assert rules(late, day) == {INITIAL_LATE, MISSED_BEFORE_INITIAL}
    assert the(INITIAL_LATE, late, day).follow_up is None


def test_22_a_report_on_several_years_meets_each_and_is_late_for_the_earlier_ones() -> None:
    several = filing("covers: 2012-2014, submitted: 2015-04-30")
    day = date(2015, 5, 1)
    assert [annual(several, day, year) for year in (2012, 2013, 2014)] == [
        "met late",
        "met late",
        "met",
    ]
    late = [one for one in found(several, day) if one.rule == ANNUAL_LATE]
    assert [(one.due, one.days) for one in late] == [
        (date(2013, 4, 30), 730),
        (date(2014, 4, 30), 365),
    ]


def test_23_a_period_from_31_march_to_31_march_is_a_report_and_not_a_missing_one() -> None:
    other = filing("covers: 2013-03-31/2014-03-31, submitted: 2014-04-20")
    assert annual(other, date(2014, 5, 1), 2013) == "met"
    assert ANNUAL_OUTSTANDING not in rules(other, date(2014, 5, 1))


def test_24_a_report_is_matched_by_the_period_that_it_declares() -> None:
    behind = filing("covers: 2012, submitted: 2014-02-10")
    assert annual(behind, date(2014, 5, 1), 2012) == "met late"
    assert annual(behind, date(2014, 5, 1), 2013) == "undetermined"


def test_24_a_report_that_declares_no_period_is_matched_by_the_year_of_filing() -> None:
    unstated = filing("covers: not stated, submitted: 2014-02-10")
    assert annual(unstated, date(2014, 5, 1), 2013) == "met"
    assert annual(unstated, date(2014, 5, 1), 2012) == "undetermined"


def test_25_a_report_filed_before_its_year_was_over_may_not_be_complete() -> None:
    early = filing("covers: 2013, submitted: 2013-12-20")
    assert annual(early, date(2014, 4, 30), 2013) == "not yet due"
    assert annual(early, date(2014, 5, 1), 2013) == "undetermined"
    assert found(early, date(2014, 5, 1)) == ()


def test_26_between_january_and_30_april_nothing_is_outstanding_yet() -> None:
    silent = filing("covers: 2013, submitted: none, known: 2014-12-31")
    day = date(2014, 1, 1)
    while day <= date(2014, 4, 30):
        assert annual(silent, day, 2013) == "not yet due"
        day += ONE_DAY
    assert ANNUAL_OUTSTANDING not in rules(silent, date(2014, 4, 30))
    assert the(ANNUAL_OUTSTANDING, silent, date(2014, 5, 1)).days == 1


def test_26_a_report_filed_after_30_april_is_late_and_not_missing() -> None:
    late = filing("covers: 2013, submitted: 2014-07-09")
    assert the(ANNUAL_LATE, late, date(2014, 12, 31)).days == 70
    assert rules(late, date(2014, 12, 31)) == {ANNUAL_LATE}


@pytest.mark.parametrize("year", [2016, 2017, 2022, 2023, 2028])
def test_27_a_30_april_on_a_weekend_is_not_extended(year: int) -> None:
    due = date(year, 4, 30)
    assert due.isoweekday() in (6, 7)
    on_the_day = filing(f"covers: {year - 1}, submitted: {year}-04-30")
    on_monday = filing(f"covers: {year - 1}, submitted: {year}-05-02")
    assert annual(on_the_day, date(year, 5, 3), year - 1) == "met"
    assert annual(on_monday, date(year, 5, 3), year - 1) == "met late"


def test_28_a_nil_report_or_a_cover_page_that_says_unchanged_is_a_report() -> None:
    """The record of a report has no contents that the engine could ask for."""
    unchanged = filing("covers: 2012, submitted: 2013-04-20, note: unchanged since the last")
    assert annual(unchanged, date(2013, 5, 1), 2012) == "met"
    assert found(unchanged, date(2013, 5, 1)) == ()


def test_29_of_several_versions_of_a_report_the_earliest_counts_once() -> None:
    versions = filing(
        "covers: 2012, submitted: 2013-06-03, note: corrected version",
        "covers: 2012, submitted: 2013-05-02",
        "covers: 2012, submitted: 2013-05-20, note: translation",
    )
    (late,) = found(versions, date(2013, 12, 31))
    assert (late.rule, late.days) == (ANNUAL_LATE, 2)


def test_30_a_voluntary_report_counts_neither_for_nor_against_a_state() -> None:
    before = "- {instrument: accession, deposited: 2013-01-10, source: example}"
    voluntary = record(
        membership=before, article_7=reports("covers: voluntary, submitted: 2013-03-01")
    )
    assert found(voluntary, date(2013, 6, 30)) == ()
    assert verdict(voluntary, INITIAL, date(2014, 1, 1)) == "undetermined"
    reported = {str(one.covers.text) for one in real("POL").article_7.reports}
    assert "voluntary" in reported
    assert duties(real("POL"), date(2012, 12, 1)) == []


def test_31_what_a_state_says_at_a_meeting_is_no_report_but_is_news_of_a_case() -> None:
    spoke = record(
        article_7=reports("covers: 2012-2013, submitted: none, known: 2014-12-31"),
        article_1="""
cases:
  - id: north
    provisions: [1(1)(a)]
    happened_from: 2012-06-01
    happened_until: 2012-06-01
    alleged_by: a non-governmental organisation
    actor: government forces
    location: the north
    summary: what is said to have happened
    status: open
    history: [{date: 2014-06-25, event: update by the State, note: statement at a meeting}]
    source: example
""",
    )
    day = date(2014, 12, 31)
    assert ANNUAL_OUTSTANDING in rules(spoke, day)
    assert CASE_UPDATE_DUE not in rules(spoke, day)


def test_32_a_day_of_posting_is_the_last_day_on_which_the_report_can_have_been_submitted() -> None:
    posted = filing("covers: 2012, submitted: by 2013-05-20")
    assert annual(posted, date(2013, 5, 19), 2012) == "undetermined"
    assert annual(posted, date(2013, 5, 20), 2012) == "met, timeliness unknown"
    assert found(posted, date(2013, 5, 20)) == ()
    in_time = filing("covers: 2012, submitted: by 2013-04-30")
    assert annual(in_time, date(2013, 5, 1), 2012) == "met"


def test_34_two_years_of_silence_are_two_due_years_and_not_twenty_four_months() -> None:
    silent = filing("covers: 2012-2013, submitted: none, known: 2014-12-31")
    assert TWO_YEARS_SILENT not in rules(silent, date(2014, 3, 2))
    assert TWO_YEARS_SILENT not in rules(silent, date(2014, 4, 30))
    assert TWO_YEARS_SILENT in rules(silent, date(2014, 5, 1))


def test_34_a_new_state_with_one_due_year_cannot_be_silent_for_two() -> None:
    new = filing(
        "covers: initial, submitted: none, known: 2014-04-30",
        "covers: 2012, submitted: none, known: 2014-04-30",
    )
    assert rules(new, date(2014, 4, 30)) == {INITIAL_OUTSTANDING, ANNUAL_OUTSTANDING}


def test_34_a_latest_year_of_which_nothing_is_known_is_not_a_year_of_silence() -> None:
    silent = filing("covers: 2012-2013, submitted: none, known: 2014-12-31")
    day = date(2015, 6, 30)
    assert TWO_YEARS_SILENT not in rules(silent, day)
    assert "2014" in {one.key for one in checked(silent, day).undetermined}
