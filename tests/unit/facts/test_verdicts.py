"""What is known of a duty on each day."""

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.facts.model import Basis
from compliance_engine.facts.verdicts import DutyClock, Evidence, Judged, Missing, Received
from compliance_engine.records.confidence import Confidence, Word
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


# --- a date that a decision not on record may have moved

BASIS = Basis(Place("XXX.yaml", 1, 1), ("example",), Confidence(Word.ONE_PUBLISHER))
OPENS = date(2012, 3, 1)


def moved(
    *, received: str | None = None, missing: str | None = None, may_have_moved: bool = True
) -> DutyClock:
    """The clock of a duty due on 28 August 2012."""
    evidence = Evidence(
        (Received(PartialDate.parse(received), BASIS),) if received else (),
        (Missing(PartialDate.parse(missing), BASIS),) if missing else (),
        may_have_moved=may_have_moved,
    )
    return DutyClock(DUE, evidence)


def outline(clock: DutyClock) -> list[tuple[str, Verdict]]:
    return [(str(one.held.first), one.verdict) for one in clock.verdicts(OPENS)]


def test_where_a_date_may_have_moved_a_later_submission_shows_no_lapse_and_no_lateness() -> None:
    assert outline(moved(received="2013-05-14")) == [
        ("2012-03-01", Verdict.NOT_YET_DUE),
        ("2012-08-29", Verdict.UNDETERMINED),
        ("2013-05-14", Verdict.MET_TIMELINESS_UNKNOWN),
    ]


def test_where_a_date_cannot_have_moved_the_same_submission_shows_both() -> None:
    assert outline(moved(received="2013-05-14", may_have_moved=False)) == [
        ("2012-03-01", Verdict.NOT_YET_DUE),
        ("2012-08-29", Verdict.OUTSTANDING),
        ("2013-05-14", Verdict.MET_LATE),
    ]


def test_where_a_date_may_have_moved_only_a_statement_shows_it_outstanding() -> None:
    assert outline(moved(missing="2013-01-20")) == [
        ("2012-03-01", Verdict.NOT_YET_DUE),
        ("2012-08-29", Verdict.OUTSTANDING),
        ("2013-01-21", Verdict.LAST_KNOWN_OUTSTANDING),
    ]
    assert outline(moved())[-1] == ("2012-08-29", Verdict.UNDETERMINED)


def test_where_a_date_may_have_moved_a_statement_and_a_submission_are_both_kept() -> None:
    assert outline(moved(missing="2013-01-20", received="2013-05")) == [
        ("2012-03-01", Verdict.NOT_YET_DUE),
        ("2012-08-29", Verdict.OUTSTANDING),
        ("2013-01-21", Verdict.LAST_KNOWN_OUTSTANDING),
        ("2013-05-01", Verdict.UNDETERMINED),
        ("2013-05-31", Verdict.MET_TIMELINESS_UNKNOWN),
    ]


def test_a_submission_by_the_date_is_met_whether_or_not_the_date_may_have_moved() -> None:
    for may_have_moved in (True, False):
        clock = moved(received="2012-08-28", may_have_moved=may_have_moved)
        assert outline(clock)[-1] == ("2012-08-28", Verdict.MET)


# --- what a verdict rests on


def on_line(number: int) -> Basis:
    return Basis(Place("XXX.yaml", number), ("example",), Confidence(Word.INDEPENDENT, voices=2))


def report_of(first: date, last: date, line: int = 1) -> Received:
    return Received(PartialDate.between(first, last), on_line(line))


def judged(evidence: Evidence, day: date) -> Judged:
    (found,) = [one for one in DutyClock(DUE, evidence).verdicts(OPENS) if day in one.held]
    return found


def test_a_report_that_may_be_of_the_due_date_may_be_on_time_and_one_of_the_day_after_is_late() -> (
    None
):
    may_be = report_of(DUE, date(2012, 9, 6))
    assert judged(Evidence((may_be,)), TODAY) == Judged(
        Verdict.MET_TIMELINESS_UNKNOWN,
        Span(date(2012, 9, 6)),
        (may_be.basis,),
        may_be,
    )
    late = report_of(DAY_AFTER, date(2012, 9, 6))
    assert judged(Evidence((late,)), TODAY) == Judged(
        Verdict.MET_LATE, Span(date(2012, 9, 6)), (late.basis,), late, days_late=1
    )


def test_of_late_reports_the_earliest_end_decides_and_the_earliest_beginning_counts() -> None:
    wide, narrow = (
        report_of(date(2012, 9, 1), date(2012, 12, 31), 1),
        report_of(date(2012, 10, 1), date(2013, 1, 31), 2),
    )
    assert judged(Evidence((narrow, wide)), TODAY) == Judged(
        Verdict.MET_LATE, Span(date(2012, 12, 31)), (wide.basis,), wide, days_late=4
    )


def test_a_report_that_is_dated_more_narrowly_takes_the_place_of_a_wider_one() -> None:
    year = report_of(date(2012, 1, 1), date(2012, 12, 31), 1)
    at_its_end = report_of(date(2012, 12, 1), date(2012, 12, 31), 2)
    assert judged(Evidence((year, at_its_end)), TODAY).verdict == Verdict.MET_LATE
    at_its_beginning = report_of(date(2012, 1, 1), date(2012, 1, 31), 3)
    stated = Missing(PartialDate.of(date(2013, 1, 31)), on_line(4))
    disputed = Evidence((year, at_its_beginning), (stated,))
    assert judged(disputed, TODAY) == Judged(
        Verdict.UNDETERMINED, Span(DAY_AFTER), (on_line(3), on_line(4))
    )


def test_of_several_statements_the_latest_is_the_last_that_is_known() -> None:
    first, second = (
        Missing(PartialDate.of(date(2013, 1, 31)), on_line(1)),
        Missing(PartialDate.of(date(2014, 1, 31)), on_line(2)),
    )
    evidence = Evidence(missing=(second, first))
    assert judged(evidence, date(2014, 1, 31)) == Judged(
        Verdict.OUTSTANDING, Span(DAY_AFTER, date(2014, 2, 1)), (on_line(2),), known=second
    )
    assert judged(evidence, TODAY) == Judged(
        Verdict.LAST_KNOWN_OUTSTANDING, Span(date(2014, 2, 1)), (on_line(2),), known=second
    )


def test_an_outstanding_report_rests_on_the_first_that_came_later() -> None:
    one, other = (
        report_of(date(2013, 5, 1), date(2013, 5, 31), 1),
        report_of(date(2014, 5, 1), date(2014, 5, 1), 2),
    )
    evidence = Evidence((other, one))
    assert judged(evidence, DAY_AFTER) == Judged(
        Verdict.OUTSTANDING, Span(DAY_AFTER, date(2013, 5, 1)), (on_line(1),)
    )
    assert judged(evidence, date(2013, 5, 1)) == Judged(
        Verdict.UNDETERMINED, Span(date(2013, 5, 1), date(2013, 5, 31)), (on_line(1),)
    )


def test_a_report_sent_elsewhere_or_doubtful_leaves_the_duty_undetermined() -> None:
    elsewhere = report_of(date(2012, 9, 1), date(2012, 9, 1), 1)
    assert judged(Evidence(sent_elsewhere=(elsewhere,)), date(2012, 9, 1)) == Judged(
        Verdict.UNDETERMINED, Span(date(2012, 9, 1)), (on_line(1),), sent_elsewhere=True
    )
    assert judged(Evidence(sent_elsewhere=(elsewhere,)), DAY_AFTER) == Judged(
        Verdict.UNDETERMINED, Span(DAY_AFTER, date(2012, 9, 1))
    )
    assert judged(Evidence(doubtful=(on_line(2),), disagree=(on_line(3),)), TODAY) == Judged(
        Verdict.UNDETERMINED, Span(DAY_AFTER), (on_line(2), on_line(3))
    )


# --- to whom a report was sent, and lists of reports


@pytest.mark.parametrize("covers", ["2014", "not stated"])
@pytest.mark.parametrize(
    ("sent_to", "expected"),
    [
        ("Secretary-General", Verdict.MET),
        ("President", Verdict.UNDETERMINED),
        ("support unit", Verdict.UNDETERMINED),
    ],
)
def test_only_the_secretary_general_receives_reports(
    covers: str, sent_to: str, expected: Verdict
) -> None:
    entry = f"covers: {covers}, submitted: 2015-04-20, sent_to: {sent_to}"
    assert verdict(record(article_7=reports(entry)), ANNUAL, TODAY, "2014") == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2014-01-01", "2014-05-31", Verdict.OUTSTANDING),
        ("2014-01-02", "2014-05-31", Verdict.UNDETERMINED),
        ("2014-01-01", "2014-04-30", Verdict.UNDETERMINED),
        ("2014-01-01", "2014-05-01", Verdict.OUTSTANDING),
    ],
)
def test_a_list_is_complete_for_a_duty_if_it_runs_from_the_year_after_past_the_due_date(
    first: str, last: str, expected: Verdict
) -> None:
    section = f"complete_from: {first}\ncomplete_until: {last}\ncomplete_source: example"
    of = record(article_7=section)
    assert verdict(of, ANNUAL, date(2014, 5, 1), "2013") == expected


def test_the_period_of_a_report_is_counted_from_the_first_of_january() -> None:
    entry = "covers: 2013-12-02/2014-01-31, submitted: 2014-02-20"
    of = record(article_7=reports(entry))
    assert verdict(of, ANNUAL, TODAY, "2014") == Verdict.MET
    assert verdict(of, ANNUAL, TODAY, "2013") == Verdict.UNDETERMINED


def test_a_report_of_the_day_of_a_second_deposit_is_of_the_second_membership() -> None:
    of = record(
        membership="""
- instrument: accession
  deposited: 1999-09-13
  source: example
  withdrawal: {notified: 2009-07-01, armed_conflict: no, source: example}
- {instrument: accession, deposited: 2014-09-13, source: example}
""",
        article_7=reports("covers: initial, submitted: 2014-09-13"),
    )
    assert verdict(of, INITIAL, TODAY, "2015-03-01") == Verdict.MET
    assert verdict(of, INITIAL, TODAY, "") == Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("covers", "explained", "initial", "annual"),
    [
        ("initial", False, Verdict.UNDETERMINED, Verdict.MET),
        ("initial", True, Verdict.MET, Verdict.MET),
        ("2014", False, Verdict.MET, Verdict.UNDETERMINED),
        ("2014", True, Verdict.MET, Verdict.MET),
        ("2013", False, Verdict.MET, Verdict.MET),
    ],
)
def test_a_disagreement_is_of_its_own_report_alone_and_counts_until_it_is_explained(
    covers: str, explained: bool, initial: Verdict, annual: Verdict
) -> None:
    both = reports("covers: initial, submitted: 2012-08-28", "covers: 2014, submitted: 2015-04-30")
    disagreement = f"""
disagreements:
  - covers: {covers}
    kept: submitted
    kept_source: example
    contrary_source: example
    explained: {str(explained).lower()}
    reading: sources differ
"""
    of = record(article_7=both + disagreement)
    assert verdict(of, INITIAL, TODAY) == initial
    assert verdict(of, ANNUAL, TODAY, "2014") == annual


def test_a_report_of_the_last_day_of_a_complete_list_is_on_it() -> None:
    lists = "complete_from: 2014-01-01\ncomplete_until: 2014-05-31\ncomplete_source: example\n"
    of = record(article_7=lists + reports("covers: 2013, submitted: 2014-05-31"))
    (outstanding,) = [
        one
        for one in on(date(2014, 5, 1), facts(of, "duty", TODAY))
        if one.fields["kind"] == ANNUAL and one.fields["key"] == "2013"
    ]
    assert outstanding.fields["verdict"] == Verdict.OUTSTANDING
    assert "known" not in outstanding.fields


def test_a_report_by_a_day_adds_nothing_to_the_one_of_that_day() -> None:
    by, dated = (
        Received(PartialDate.parse("by 2013-05-14"), on_line(1)),
        Received(PartialDate.parse("2013-05-14"), on_line(2)),
    )
    for evidence in (Evidence((by, dated)), Evidence((dated, by))):
        before = judged(evidence, date(2013, 5, 13))
        assert (before.verdict, before.basis) == (Verdict.OUTSTANDING, (on_line(2),))
        after = judged(evidence, TODAY)
        assert (after.verdict, after.submitted) == (Verdict.MET_LATE, dated)


def test_a_report_of_a_year_came_at_the_earliest_on_the_day_after_it_was_missing() -> None:
    of_2013 = report_of(date(2013, 1, 1), date(2013, 12, 31), 1)
    missing = Missing(PartialDate.of(date(2013, 3, 10)), on_line(2))
    found = judged(Evidence((of_2013,), (missing,)), TODAY)
    assert found.days_late == (date(2013, 3, 11) - DUE).days


def test_every_source_that_contradicts_another_is_named() -> None:
    one, other = (
        report_of(date(2013, 5, 1), date(2013, 5, 1), 1),
        report_of(date(2013, 6, 1), date(2013, 6, 1), 2),
    )
    missing = Missing(PartialDate.of(date(2013, 7, 1)), on_line(3))
    evidence = Evidence((one, other), (missing,), disagree=(on_line(4),))
    assert judged(evidence, TODAY).basis == tuple(on_line(line) for line in (4, 1, 3, 2))


def test_a_report_by_a_day_is_taken_for_one_that_may_have_come_on_that_day() -> None:
    by = Received(PartialDate.parse("by 2013-05-14"), on_line(1))
    for first, verdict_then in (
        (date(2013, 5, 14), Verdict.UNDETERMINED),
        (date(2013, 5, 15), Verdict.MET_TIMELINESS_UNKNOWN),
    ):
        evidence = Evidence((by, report_of(first, date(2013, 5, 31), 2)))
        assert judged(evidence, date(2013, 5, 20)).verdict is verdict_then
