"""What is known of a duty on each day."""

from datetime import date

import pytest

from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import facts, on, record, reports, verdict

DUE = date(2012, 8, 28)
DAY_BEFORE, DAY_AFTER = date(2012, 8, 27), date(2012, 8, 29)
TODAY = date(2026, 11, 23)
INITIAL, ANNUAL = "initial report", "annual report"


def listed(*, names: bool) -> str:
    """A complete list of the initial reports outstanding on 18 June 2015."""
    return f"""
lists:
  - list: initial reports outstanding
    on: 2015-06-18
    names_this_state: {str(names).lower()}
    source: example
"""


def test_a_duty_is_not_yet_due_on_its_due_date_and_undetermined_the_day_after() -> None:
    silent = record()
    assert verdict(silent, INITIAL, DAY_BEFORE) == Verdict.NOT_YET_DUE
    assert verdict(silent, INITIAL, DUE) == Verdict.NOT_YET_DUE
    assert verdict(silent, INITIAL, DAY_AFTER) == Verdict.UNDETERMINED


def test_a_report_submitted_on_the_due_date_is_on_time() -> None:
    on_time = record(article_7=reports("covers: initial, submitted: 2012-08-28"))
    assert verdict(on_time, INITIAL, DAY_BEFORE) == Verdict.NOT_YET_DUE
    assert verdict(on_time, INITIAL, DUE) == Verdict.MET


def test_a_report_submitted_the_day_after_is_one_day_late() -> None:
    late = record(article_7=reports("covers: initial, submitted: 2012-08-29"))
    assert verdict(late, INITIAL, DUE) == Verdict.NOT_YET_DUE
    assert verdict(late, INITIAL, DAY_AFTER) == Verdict.MET_LATE
    (fact,) = on(TODAY, [f for f in facts(late, "duty", TODAY) if f.fields["kind"] == INITIAL])
    assert fact.fields["days_late"] == 1


def test_a_report_known_to_have_come_later_was_outstanding_until_then() -> None:
    late = record(article_7=reports("covers: initial, submitted: 2014-07-07"))
    assert verdict(late, INITIAL, date(2014, 7, 6)) == Verdict.OUTSTANDING
    assert verdict(late, INITIAL, date(2014, 7, 7)) == Verdict.MET_LATE


def test_a_statement_holds_until_the_day_it_was_made_and_is_last_known_after() -> None:
    missing = record(article_7=reports("covers: initial, submitted: none, known: 2015-06-18"))
    assert verdict(missing, INITIAL, date(2015, 6, 18)) == Verdict.OUTSTANDING
    assert verdict(missing, INITIAL, date(2015, 6, 19)) == Verdict.LAST_KNOWN_OUTSTANDING


def test_a_statement_that_may_precede_the_due_date_says_nothing_of_it() -> None:
    early = record(article_7=reports("covers: 2018, submitted: none, known: 2019"))
    assert verdict(early, ANNUAL, date(2019, 5, 1), "2018") == Verdict.UNDETERMINED
    assert verdict(early, ANNUAL, TODAY, "2018") == Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        ("2012", Verdict.MET_TIMELINESS_UNKNOWN),
        ("2012-08", Verdict.MET_TIMELINESS_UNKNOWN),
        ("2012-07", Verdict.MET),
        ("2012-09", Verdict.MET_LATE),
        ("2013", Verdict.MET_LATE),
        ("by 2012-08-28", Verdict.MET),
        ("by 2019", Verdict.MET_TIMELINESS_UNKNOWN),
    ],
)
def test_a_partial_date_is_late_only_if_its_earliest_day_is(
    submitted: str, expected: Verdict
) -> None:
    partly = record(article_7=reports(f"covers: initial, submitted: {submitted}"))
    assert verdict(partly, INITIAL, TODAY) == expected


def test_within_the_days_on_which_it_may_have_come_a_report_is_undetermined() -> None:
    partly = record(article_7=reports("covers: initial, submitted: 2013"))
    assert verdict(partly, INITIAL, date(2012, 12, 31)) == Verdict.OUTSTANDING
    assert verdict(partly, INITIAL, date(2013, 6, 1)) == Verdict.UNDETERMINED
    assert verdict(partly, INITIAL, date(2013, 12, 31)) == Verdict.MET_LATE


def test_submitted_by_a_day_but_not_by_an_earlier_one_is_late() -> None:
    both = record(
        article_7=reports(
            "covers: 2014, submitted: by 2019", "covers: 2014, submitted: none, known: 2015-06-18"
        )
    )
    assert verdict(both, ANNUAL, date(2015, 6, 18), "2014") == Verdict.OUTSTANDING
    assert verdict(both, ANNUAL, date(2017, 1, 1), "2014") == Verdict.UNDETERMINED
    assert verdict(both, ANNUAL, TODAY, "2014") == Verdict.MET_LATE


def test_of_several_versions_the_earliest_counts() -> None:
    twice = record(
        article_7=reports(
            "covers: initial, submitted: 2012-08-20", "covers: initial, submitted: 2013-05-01"
        )
    )
    assert verdict(twice, INITIAL, TODAY) == Verdict.MET


def test_sources_that_contradict_each_other_leave_the_duty_undetermined() -> None:
    both = record(
        article_7=reports(
            "covers: initial, submitted: 2012-08-20",
            "covers: initial, submitted: none, known: 2013-05-01",
        )
    )
    assert verdict(both, INITIAL, TODAY) == Verdict.UNDETERMINED
    (fact,) = on(TODAY, [f for f in facts(both, "duty", TODAY) if f.fields["kind"] == INITIAL])
    assert fact.fields["sources_disagree"] is True
    assert len(fact.basis) == 3


def test_a_disagreement_that_is_not_explained_leaves_the_duty_undetermined() -> None:
    disputed = record(
        article_7=reports("covers: 2014, submitted: 2015-05-20")
        + """
disagreements:
  - covers: 2014
    kept: submitted
    kept_source: example
    contrary_source: example
    explained: false
    reading: sources differ
"""
    )
    assert verdict(disputed, ANNUAL, TODAY, "2014") == Verdict.UNDETERMINED
    assert verdict(disputed, ANNUAL, TODAY, "2015") == Verdict.UNDETERMINED


def test_a_list_that_does_not_name_the_state_says_submitted_by_then() -> None:
    of = record(article_7=listed(names=False))
    assert verdict(of, INITIAL, date(2015, 6, 17)) == Verdict.UNDETERMINED
    assert verdict(of, INITIAL, date(2015, 6, 18)) == Verdict.MET_TIMELINESS_UNKNOWN


def test_a_list_of_those_outstanding_adds_nothing_to_a_report_that_is_dated() -> None:
    both = record(article_7=reports("covers: initial, submitted: 2013-07-07") + listed(names=False))
    assert verdict(both, INITIAL, date(2013, 7, 6)) == Verdict.OUTSTANDING
    assert verdict(both, INITIAL, TODAY) == Verdict.MET_LATE


def test_a_report_dated_after_the_list_leaves_its_timeliness_unknown() -> None:
    both = record(article_7=reports("covers: initial, submitted: 2016-07-07") + listed(names=False))
    assert verdict(both, INITIAL, TODAY) == Verdict.MET_TIMELINESS_UNKNOWN


def test_a_list_that_names_the_state_says_outstanding_until_then() -> None:
    of = record(article_7=listed(names=True))
    assert verdict(of, INITIAL, date(2013, 1, 1)) == Verdict.OUTSTANDING
    assert verdict(of, INITIAL, date(2016, 1, 1)) == Verdict.LAST_KNOWN_OUTSTANDING


def test_a_list_made_before_the_due_date_says_nothing() -> None:
    of = record(
        article_7="""
lists:
  - list: initial reports outstanding
    on: 2012-08-28
    names_this_state: false
    source: example
"""
    )
    assert verdict(of, INITIAL, TODAY) == Verdict.UNDETERMINED


def test_only_a_complete_list_of_reports_makes_an_absent_one_outstanding() -> None:
    complete = record(
        article_7="""
complete_from: 2012-01-01
complete_until: 2020-12-31
complete_source: example
reports:
  - {covers: 2015, submitted: 2016-04-30, source: example}
"""
    )
    assert verdict(complete, ANNUAL, date(2020, 12, 31), "2014") == Verdict.OUTSTANDING
    assert verdict(complete, ANNUAL, date(2020, 12, 31), "2015") == Verdict.MET
    assert verdict(complete, ANNUAL, TODAY, "2014") == Verdict.LAST_KNOWN_OUTSTANDING
    assert verdict(complete, ANNUAL, TODAY, "2020") == Verdict.UNDETERMINED


def test_a_report_on_several_years_meets_each_and_is_late_for_the_earlier() -> None:
    several = record(article_7=reports("covers: 2012-2014, submitted: 2015-04-30"))
    assert verdict(several, ANNUAL, TODAY, "2012") == Verdict.MET_LATE
    assert verdict(several, ANNUAL, TODAY, "2013") == Verdict.MET_LATE
    assert verdict(several, ANNUAL, TODAY, "2014") == Verdict.MET
    assert verdict(several, ANNUAL, TODAY, "2015") == Verdict.UNDETERMINED


def test_a_period_that_is_no_calendar_year_answers_the_year_it_covers_most_of() -> None:
    other = record(article_7=reports("covers: 2014-04-01/2015-03-31, submitted: 2015-04-20"))
    assert verdict(other, ANNUAL, TODAY, "2014") == Verdict.MET
    assert verdict(other, ANNUAL, TODAY, "2015") == Verdict.UNDETERMINED


def test_a_report_without_a_period_answers_the_date_of_the_year_of_filing() -> None:
    unstated = record(article_7=reports("covers: not stated, submitted: 2015-04-20"))
    assert verdict(unstated, ANNUAL, TODAY, "2014") == Verdict.MET
    assert verdict(unstated, ANNUAL, TODAY, "2015") == Verdict.UNDETERMINED


def test_a_report_filed_before_its_year_was_over_is_doubtful() -> None:
    early = record(article_7=reports("covers: 2014, submitted: 2014-12-15"))
    assert verdict(early, ANNUAL, date(2015, 4, 30), "2014") == Verdict.NOT_YET_DUE
    assert verdict(early, ANNUAL, date(2015, 5, 1), "2014") == Verdict.UNDETERMINED


def test_a_late_initial_report_does_not_supply_the_annual_ones() -> None:
    late = record(
        article_7=reports(
            "covers: initial, submitted: 2014-07-07",
            "covers: 2012-2013, submitted: none, known: 2014-09-08",
        )
    )
    assert verdict(late, INITIAL, TODAY) == Verdict.MET_LATE
    assert verdict(late, ANNUAL, date(2014, 9, 8), "2012") == Verdict.OUTSTANDING


def test_a_voluntary_report_counts_for_nothing() -> None:
    voluntary = record(article_7=reports("covers: voluntary, submitted: 2013-04-30"))
    assert verdict(voluntary, INITIAL, TODAY) == Verdict.UNDETERMINED
    assert verdict(voluntary, ANNUAL, TODAY, "2012") == Verdict.UNDETERMINED


def test_thirty_april_on_a_sunday_is_not_extended() -> None:
    sunday = date(2023, 4, 30)
    assert sunday.isoweekday() == 7
    late = record(article_7=reports("covers: 2022, submitted: 2023-05-01"))
    assert verdict(late, ANNUAL, sunday, "2022") == Verdict.NOT_YET_DUE
    assert verdict(late, ANNUAL, date(2023, 5, 1), "2022") == Verdict.MET_LATE


def test_a_date_known_less_exactly_adds_nothing_to_the_exact_one() -> None:
    both = record(
        article_7=reports("covers: 2012, submitted: 2013-05-14", "covers: 2012, submitted: 2013")
    )
    assert verdict(both, ANNUAL, TODAY, "2012") == Verdict.MET_LATE


def test_a_list_of_a_later_membership_says_nothing_of_an_earlier_one() -> None:
    again = record(
        membership="""
- instrument: accession
  deposited: 2001-09-13
  source: example
  withdrawal: {notified: 2010-01-10, armed_conflict: no, source: example}
- {instrument: accession, deposited: 2014-02-01, source: example}
""",
        article_7=reports("covers: initial, submitted: 2002-08-20")
        + """
lists:
  - list: initial reports outstanding
    on: 2015-12-02
    names_this_state: true
    source: example
""",
    )
    found = on(TODAY, facts(again, "duty", TODAY))
    verdicts = {
        fact.fields["key"]: fact.fields["verdict"]
        for fact in found
        if fact.fields["kind"] == INITIAL
    }
    assert verdicts == {"": "met", "2014-08-01": "last known outstanding"}
