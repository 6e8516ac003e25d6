"""What a duty tells of a report over time: its period, when it was filed, if it is disputed."""

from datetime import date

import pytest

from compliance_engine.facts.model import Fact
from compliance_engine.rulebook.vocabulary import Verdict
from tests.builders import facts, on, record, reports, verdict

INITIAL, ANNUAL = "initial report", "annual report"
DUE = date(2015, 4, 30)
DAY_AFTER = date(2015, 5, 1)
YEAR_END = date(2015, 12, 31)
OTHER_PERIOD = "covers: 2014-04-01/2015-03-31"


def duty(day: date, *entries: str, key: str = "2014", kind: str = ANNUAL) -> Fact:
    """The duty to report on a year, as it stands on a day."""
    of = facts(record(article_7=reports(*entries)), "duty", day)
    (found,) = (
        one for one in on(day, of) if one.fields["kind"] == kind and one.fields["key"] == key
    )
    return found


def told(day: date, *entries: str, key: str = "2014") -> tuple[object, object]:
    """Whether the period is stated, and whether it is the calendar year; None if not known yet."""
    fields = duty(day, *entries, key=key).fields
    return fields.get("period_stated"), fields.get("calendar_year")


# --- the period that a report covers


def test_nothing_is_told_of_a_period_before_the_report_is_known_to_have_come() -> None:
    entry = f"{OTHER_PERIOD}, submitted: 2015-04-20"
    assert told(date(2015, 4, 19), entry) == (None, None)
    assert told(date(2015, 4, 20), entry) == (True, False)


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ("2014", (True, True)),
        ("2013-2014", (True, True)),
        ("2013-10-01/2014-12-31", (True, True)),
        ("2014-01-01/2014-12-30", (True, False)),
        ("2014-01-02/2014-12-31", (True, False)),
        ("2014-04-01/2015-03-31", (True, False)),
        ("not stated", (False, False)),
    ],
)
def test_a_period_is_stated_or_not_and_a_calendar_year_or_not(
    covers: str, expected: tuple[bool, bool]
) -> None:
    assert told(DUE, f"covers: {covers}, submitted: 2015-04-20") == expected


def test_of_the_year_of_entry_into_force_the_days_from_then_on_are_the_whole() -> None:
    """Entry into force 1 March 2012."""
    day = date(2013, 4, 30)
    for covers in ("2012-03-01/2012-12-31", "2012-02-01/2012-12-31", "2012-03-01/2013-03-31"):
        assert told(day, f"covers: {covers}, submitted: 2013-04-20", key="2012") == (True, True)
    for covers in ("2012-03-02/2012-12-31", "2012-03-01/2012-12-30"):
        assert told(day, f"covers: {covers}, submitted: 2013-04-20", key="2012") == (True, False)


def test_a_report_from_entry_into_force_to_the_end_of_the_next_year_answers_both() -> None:
    both = record(article_7=reports("covers: 2012-03-01/2013-12-31, submitted: 2014-04-20"))
    assert verdict(both, ANNUAL, YEAR_END, "2012") == Verdict.MET_LATE
    assert verdict(both, ANNUAL, YEAR_END, "2013") == Verdict.MET


def test_a_later_year_begun_after_1_january_is_not_answered_by_a_report_on_the_next() -> None:
    later = record(article_7=reports("covers: 2013-03-01/2014-12-31, submitted: 2015-04-20"))
    assert verdict(later, ANNUAL, YEAR_END, "2013") == Verdict.UNDETERMINED
    assert verdict(later, ANNUAL, YEAR_END, "2014") == Verdict.MET


def test_of_two_years_covered_equally_the_earlier_is_answered() -> None:
    equal = record(article_7=reports("covers: 2014-07-02/2015-07-02, submitted: 2015-07-10"))
    assert verdict(equal, ANNUAL, YEAR_END, "2014") == Verdict.MET_LATE
    assert verdict(equal, ANNUAL, YEAR_END, "2015") == Verdict.NOT_YET_DUE


def test_of_reports_on_time_the_one_that_tells_most_clearly_what_it_covers_decides() -> None:
    entries = (
        "covers: not stated, submitted: 2015-02-10",
        f"{OTHER_PERIOD}, submitted: 2015-04-10",
        "covers: 2014, submitted: 2015-04-20",
    )
    assert told(date(2015, 4, 9), *entries) == (False, False)
    assert told(date(2015, 4, 19), *entries) == (True, False)
    assert told(date(2015, 4, 20), *entries) == (True, True)
    assert duty(DAY_AFTER, *entries).fields["verdict"] == Verdict.MET


def test_a_report_on_time_decides_before_a_late_one_that_is_clearer() -> None:
    entries = ("covers: not stated, submitted: 2015-04-20", "covers: 2014, submitted: 2015-06-15")
    assert told(YEAR_END, *entries) == (False, False)
    assert duty(YEAR_END, *entries).fields["verdict"] == Verdict.MET


def test_of_late_reports_the_first_decides_and_gives_the_days() -> None:
    entries = ("covers: not stated, submitted: 2015-05-10", "covers: 2014, submitted: 2015-06-15")
    late = duty(YEAR_END, *entries).fields
    assert (late["verdict"], late["days_late"]) == (Verdict.MET_LATE, 10)
    assert late["period_stated"] is False


# --- a report that was filed early


@pytest.mark.parametrize(
    ("entry", "early"),
    [
        ("covers: 2014, submitted: 2014-12-30", True),
        ("covers: 2014, submitted: 2014-12-31", False),
        ("covers: 2014, submitted: 2015-01-01", False),
        ("covers: 2014, submitted: 2014-12", True),
        ("covers: 2014, submitted: 2014", True),
        ("covers: 2014, submitted: by 2014-12-30", True),
        ("covers: 2014, submitted: by 2014-12-31", False),
        ("covers: 2014, submitted: by 2015-04-20", False),
        ("covers: 2013-2014, submitted: 2014-06-01", True),
        (f"{OTHER_PERIOD}, submitted: 2015-03-30", True),
        (f"{OTHER_PERIOD}, submitted: 2015-03-31", False),
        (f"{OTHER_PERIOD}, submitted: 2015", True),
    ],
)
def test_a_report_that_may_have_been_filed_before_its_period_was_over_is_filed_early(
    entry: str, early: bool
) -> None:
    found = duty(DAY_AFTER, entry).fields
    assert found["filed_early"] is early
    if early:
        assert found["verdict"] == Verdict.UNDETERMINED
    else:
        assert found["verdict"] == Verdict.MET


def test_a_report_on_several_years_filed_within_the_last_is_early_for_that_one_alone() -> None:
    entry = "covers: 2013-2014, submitted: 2014-06-01"
    assert duty(DAY_AFTER, entry, key="2013").fields["filed_early"] is False
    assert duty(DAY_AFTER, entry, key="2014").fields["filed_early"] is True


def test_an_early_report_is_told_before_the_due_date_and_decides_nothing_after_it() -> None:
    entry = "covers: 2014, submitted: 2014-12-15"
    for day, expected in ((DUE, Verdict.NOT_YET_DUE), (DAY_AFTER, Verdict.UNDETERMINED)):
        found = duty(day, entry)
        assert found.fields["filed_early"] is True
        assert found.fields["verdict"] == expected
        assert found.fields.get("period_stated") is None


def test_a_complete_report_beside_an_early_one_meets_the_duty() -> None:
    entries = ("covers: 2014, submitted: 2014-12-15", "covers: 2014, submitted: 2015-04-20")
    assert duty(DAY_AFTER, *entries).fields["verdict"] == Verdict.MET
    assert told(DAY_AFTER, *entries) == (True, True)


# --- statements that disagree


def test_statements_that_disagree_are_told_on_every_day_and_leave_the_duty_undetermined() -> None:
    entries = (
        "covers: 2014, submitted: 2015-04-10",
        "covers: 2014, submitted: none, known: 2015-09-01",
    )
    for day, expected in (
        (date(2015, 4, 29), Verdict.NOT_YET_DUE),
        (DUE, Verdict.NOT_YET_DUE),
        (DAY_AFTER, Verdict.UNDETERMINED),
        (YEAR_END, Verdict.UNDETERMINED),
    ):
        found = duty(day, *entries)
        assert found.fields["sources_disagree"] is True
        assert found.fields["verdict"] == expected
    assert len(duty(YEAR_END, *entries).basis) == 3


@pytest.mark.parametrize(
    ("submitted", "known", "disagree"),
    [
        ("2015-04-10", "2015-04-10", False),
        ("2015-04-10", "2015-04-11", True),
        ("2015-06-10", "2015-06-09", False),
        ("2015", "2015-12-31", False),
        ("2015", "2016-01-01", True),
        ("2015-06-10", "2015", False),
        ("2015-06-10", "2016", True),
    ],
)
def test_statements_disagree_only_if_no_possible_days_can_agree(
    submitted: str, known: str, disagree: bool
) -> None:
    found = duty(
        date(2016, 12, 31),
        f"covers: 2014, submitted: {submitted}",
        f"covers: 2014, submitted: none, known: {known}",
    )
    assert found.fields["sources_disagree"] is disagree
    assert (found.fields["verdict"] == Verdict.UNDETERMINED) is disagree


def test_a_disagreement_on_one_year_says_nothing_of_another() -> None:
    entries = (
        "covers: 2014, submitted: 2015-04-10",
        "covers: 2014, submitted: none, known: 2015-09-01",
        "covers: 2013, submitted: 2014-04-10",
    )
    assert duty(YEAR_END, *entries, key="2013").fields["sources_disagree"] is False
    assert duty(YEAR_END, *entries, key="", kind=INITIAL).fields["sources_disagree"] is False


# --- what every duty tells


def test_a_duty_says_of_everything_in_doubt_whether_it_is() -> None:
    leaving = record(
        membership="""
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {notified: 2014-01-15, armed_conflict: no, source: example}
""",
        article_7=reports("covers: 2012, submitted: 2013-04-20"),
    )
    found = facts(leaving, "duty")
    assert {str(one.fields["verdict"]) for one in found} == {
        *("not yet due", "undetermined", "met", "not owed"),
    }
    for one in found:
        in_doubt = (
            "sources_disagree",
            "filed_early",
            "sent_elsewhere",
            "due_estimated",
            "extended",
        )
        assert [one.fields[name] for name in in_doubt] == [False] * 5
        told = ("submitted", "submitted_from", "period_stated", "calendar_year")
        assert set(one.fields) == {
            *("key", "kind", "verdict", "due", "year", "joined", "nature", *in_doubt),
            *(("period",) if one.fields["kind"] == ANNUAL else ()),
            *(told if one.fields["verdict"] == Verdict.MET else ()),
        }


def test_a_report_that_was_sent_elsewhere_is_told_of_its_days_alone() -> None:
    entry = "covers: 2014, submitted: 2015-05-20, sent_to: President"
    assert duty(date(2015, 5, 19), entry).fields["sent_elsewhere"] is False
    assert duty(date(2015, 5, 20), entry).fields["sent_elsewhere"] is True
