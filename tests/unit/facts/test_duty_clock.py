"""What each verdict rests on, and a due date that a decision not on record may have moved."""

from __future__ import annotations

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
from tests.unit.facts.test_verdicts import (
    ANNUAL,
    DAY_AFTER,
    DUE,
    INITIAL,
    TODAY,
)

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
