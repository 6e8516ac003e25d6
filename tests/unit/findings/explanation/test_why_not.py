"""Why a rule finds nothing: what is now, what would have to be different, and from when."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.records.model import Record
from tests.builders import record, reports
from tests.unit.findings.explanation.explained import why_not

INITIAL, LATE = "article-7/initial-report-outstanding", "article-7/initial-report-late"
ANNUAL = "article-7/annual-report-outstanding"
MEASURES, CLARIFICATION = "article-9/no-measures-reported", "article-8/clarification-unanswered"
UPDATE = "article-1/case-update-due"
AT_LEAST = (
    "At least this would have to be different; the conditions after it have not been reached."
)
MATTER = """
cases:
  - id: north-2014
    provisions: [1(1)(a)]
    happened_from: 2014-06-01
    happened_until: 2014-06-30
    alleged: 2014-09-15
    alleged_by: a non-governmental organisation
    actor: government forces
    location: the north of the country
    summary: mines said to have been laid along a road
    status: open
    history: [{date: 2015-05-20, event: update by the State}]
    source: example
"""
LEFT = """
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {notified: 2025-06-27, effective: 2025-12-27, source: example}
"""


def initial(entry: str) -> Record:
    return record(article_7=reports(f"covers: initial, {entry}"))


def test_a_duty_not_yet_due_could_be_outstanding_from_the_day_after_its_due_date() -> None:
    told = why_not(record(), INITIAL, "2012-08-28")
    assert told.needed == (
        "The condition would hold from 29 August 2012, the day after the due date, if what is due "
        "has not been done by then and a source says so.",
        AT_LEAST,
    )
    assert (told.first, told.certain) == (date(2012, 8, 29), False)


def test_a_duty_that_a_source_says_will_be_outstanding_is_so_from_a_certain_day() -> None:
    told = why_not(initial("submitted: none, known: 2015-06-18"), INITIAL, "2012-08-28")
    assert told.needed == (
        "As the record stands, the condition holds from 29 August 2012, and with it the rule.",
    )
    assert (told.first, told.certain) == (date(2012, 8, 29), True)


def test_a_duty_not_yet_due_could_be_met_late_from_the_day_after_its_due_date() -> None:
    told = why_not(record(), LATE, "2012-08-01")
    assert told.needed[0] == (
        "The condition could hold from 29 August 2012, the day after the due date, at the "
        "earliest: if what is due is done only then or later."
    )
    assert (told.first, told.certain) == (date(2012, 8, 29), False)


def test_a_duty_that_was_met_says_when_and_when_it_was_outstanding() -> None:
    told = why_not(initial("submitted: 2013-05-10"), INITIAL, "2015-01-01")
    assert told.now == (
        "It was submitted on 10 May 2013, 255 days late (source: A made-up source).",
    )
    assert told.needed == (
        "The condition held from 29 August 2012 to 9 May 2013.",
        "As long as that stands on the record, nothing would make it hold of this duty.",
    )
    assert told.first is None


def test_a_duty_that_will_be_met_in_time_never_becomes_outstanding() -> None:
    told = why_not(initial("submitted: 2012-08-20"), INITIAL, "2012-08-01")
    assert told.needed == (
        "It was submitted on 20 August 2012, in time (source: A made-up source).",
        "As long as that stands on the record, nothing would make it hold of this duty.",
    )


def test_of_a_duty_that_was_met_the_next_of_its_kind_is_told() -> None:
    annual = record(article_7=reports("covers: 2012, submitted: 2013-04-01"))
    assert why_not(annual, ANNUAL, "2013-05-01").needed == (
        "As long as that stands on the record, nothing would make it hold of this duty.",
        "Of the next duty of the kind, due on 30 April 2014:",
        "The condition would hold from 1 May 2014, the day after the due date, if what is due has "
        "not been done by then and a source says so.",
    )


def test_an_undetermined_duty_needs_a_source() -> None:
    told = why_not(record(), INITIAL, "2015-01-01")
    assert told.now == (
        "The record does not tell whether it had been submitted by 1 January 2015.",
    )
    assert told.needed == (
        "A source that says, of 29 August 2012 or a later day, that what is due had not been done "
        "would be needed; a source that dates it would settle the matter.",
        AT_LEAST,
    )
    assert told.first is None


def test_sources_that_disagree_would_have_to_be_reconciled() -> None:
    disagree = record(
        article_7=reports(
            "covers: initial, submitted: 2013-05-10",
            "covers: initial, submitted: none, known: 2015-06-18",
        )
    )
    told = why_not(disagree, INITIAL, "2016-01-01")
    assert "The sources disagree" in told.now[0]
    assert told.needed[0] == (
        "The sources disagree; which of them is right would have to be settled first."
    )


def test_what_is_outstanding_would_be_late_once_it_is_done() -> None:
    told = why_not(initial("submitted: none, known: 2015-06-18"), LATE, "2015-01-01")
    assert told.needed[0] == "What is due would have to be done after 28 August 2012."


def test_a_later_report_that_a_rule_asks_for_would_have_to_be_submitted() -> None:
    missed = record(article_7=reports("covers: 2012, submitted: none, known: 2014-01-01"))
    told = why_not(missed, "article-7/annual-report-missed", "2013-12-01")
    assert told.needed[0] == (
        "What is due would have to be done, or a source would have to say that it was."
    )


def test_a_duty_that_does_not_exist_yet_is_there_from_a_day() -> None:
    told = why_not(record(), INITIAL, "2012-02-29")
    assert told.failing.endswith(": a duty (“Initial transparency report”) is on record.")
    assert told.needed == ("As the record stands, there is one from 1 March 2012.",)
    assert (told.first, told.certain) == (date(2012, 3, 1), True)


def test_a_duty_of_another_kind_is_not_taken_for_the_one_that_is_asked_for() -> None:
    told = why_not(record(), CLARIFICATION, "2015-01-01")
    assert told.failing.endswith(": a duty (“Answer to a request for clarification”) is on record.")
    assert told.needed[0] == (
        "Nothing of the kind is on record for that day, nor for any other up to 1 January 2040."
    )


def test_a_state_that_has_withdrawn_says_until_when_it_was_bound() -> None:
    left = record(
        membership=LEFT, article_7=reports("covers: initial, submitted: none, known: 2015-06-18")
    )
    told = why_not(left, INITIAL, "2026-01-01")
    assert told.now == (
        "On that day: the State is not bound by the whole Convention, since 27 December 2025 "
        "(XXX.yaml:5:5, example; XXX.yaml:8:17, example).",
    )
    assert told.needed == (
        "The condition held from 1 March 2012 to 26 December 2025.",
        "As the record stands, the condition does not hold on any day up to 1 January 2051.",
        AT_LEAST,
    )


def test_a_status_says_what_the_record_has_and_since_when() -> None:
    measures = record(
        article_9="""
        - {status: none reported, known: 2013-01-01, source: example}
        - {status: legislation in force, known: 2015-06-18, adopted: 2015-02-01, source: example}
        """
    )
    told = why_not(measures, MEASURES, "2016-01-01")
    assert told.failing.endswith(
        "what is known of the national implementation measures is none reported."
    )
    assert told.now[0].startswith(
        "On that day: it is legislation in force, since 1 February 2015 ("
    )
    assert told.needed[0] == "The condition held from 1 January 2013 to 31 January 2015."


def test_a_status_that_the_record_has_later_is_so_from_a_certain_day() -> None:
    measures = record(article_9="- {status: none reported, known: 2013-01-01, source: example}")
    told = why_not(measures, MEASURES, "2012-12-31")
    assert told.needed == (
        "As the record stands, the condition holds from 1 January 2013, and with it the rule.",
    )


@pytest.mark.parametrize("day", ["2015-05-21", "2016-05-19", "2016-05-20"])
def test_a_comparison_with_the_day_of_the_check_turns_on_a_day(day: str) -> None:
    told = why_not(record(article_1=MATTER), UPDATE, day)
    assert told.needed[-1] == (
        "As the record stands, the condition holds from 21 May 2016, and with it the rule."
    )
    assert (told.first, told.certain) == (date(2016, 5, 21), True)


def test_a_condition_that_will_hold_while_another_does_not_promises_no_more() -> None:
    """The report came when the State's withdrawal had taken effect."""
    left = record(membership=LEFT, article_7=reports("covers: initial, submitted: 2026-02-01"))
    told = why_not(left, LATE, "2025-06-01")
    assert told.needed == (
        "As the record stands, the condition holds from 1 February 2026; on that day another "
        "condition does not.",
    )
    assert (told.first, told.certain) == (date(2026, 2, 1), True)


def test_what_stands_against_a_finding_is_named_with_its_line() -> None:
    since = record(
        article_7=reports(
            "covers: 2012, submitted: none, known: 2014-01-01",
            "covers: 2013, submitted: 2014-04-01",
        )
    )
    told = why_not(since, ANNUAL, "2015-01-01", key="2012")
    assert told.now == (
        "What stands against it is on record (XXX.yaml:9:7, example).",
        "It was submitted on 1 April 2014, in time (source: A made-up source).",
    )
    assert told.needed == (
        "It would have to be absent: as long as it stands, the rule finds nothing of this.",
    )


def test_a_rule_on_findings_names_the_finding_that_it_needs() -> None:
    told = why_not(record(), "article-7/two-years-silent", "2020-01-01")
    assert told.needed[0] == (
        "“Annual transparency report outstanding” would have to be found first; what that takes: "
        "compliance-engine explain XXX article-7/annual-report-outstanding"
    )


def test_nothing_on_record_of_a_key_is_said_to_be_nothing() -> None:
    told = why_not(record(), ANNUAL, "2020-01-01", key="2099")
    assert "(“Annual transparency report”, 2099) is on record" in told.failing
    assert told.first is None
