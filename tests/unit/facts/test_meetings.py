"""The next formal meeting, for a State that received a request for clarification."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, Fact
from tests.builders import facts, on, record

MEETING, CONFERENCE = "Meeting of the States Parties", "Review Conference"


def asked(made: str) -> list[Fact]:
    """The meetings for a State that received a request, made on a day known in part perhaps."""
    request = f"{{id: one, by: another State, made: {made}, what: a question, source: example}}"
    return facts(record(article_8=f"requests:\n- {request}"), "meeting")


def next_of(kind: str, of: list[Fact], day: date) -> list[str]:
    """The short names of the next meetings of a kind."""
    return [str(fact.fields["key"]) for fact in on(day, of) if fact.fields["kind"] == kind]


def test_a_state_without_a_request_has_no_meeting_to_wait_for() -> None:
    assert facts(record(), "meeting") == []


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 11, 19), "21MSP"),
        (date(2023, 11, 20), "21MSP"),  # it opens
        (date(2023, 11, 24), "21MSP"),  # its last day
        (date(2023, 11, 25), "22MSP"),  # none was held in 2024, a year with a Review Conference
        (date(2024, 11, 27), "22MSP"),  # during that Review Conference
        (date(2025, 12, 5), "22MSP"),
        (date(2025, 12, 6), "23MSP"),
        (date(2026, 12, 31), "23MSP"),  # its days are not fixed: until the last possible one
    ],
)
def test_a_meeting_is_the_next_one_until_the_end_of_its_last_day(day: date, name: str) -> None:
    assert next_of(MEETING, asked("2021-02-01"), day) == [name]


def test_after_the_last_meeting_of_the_calendar_none_is_known() -> None:
    assert next_of(MEETING, asked("2021-02-01"), date(2027, 1, 1)) == []


def test_the_next_review_conference_is_told_beside_the_next_meeting() -> None:
    of = asked("2021-02-01")
    assert next_of(CONFERENCE, of, date(2024, 11, 29)) == ["5RC"]
    assert next_of(CONFERENCE, of, date(2024, 11, 30)) == []


def test_informal_meetings_are_no_meetings_to_take_a_matter_to() -> None:
    assert {fact.fields["kind"] for fact in asked("2019-01-01")} == {MEETING, CONFERENCE}


def test_there_is_no_next_meeting_before_the_request_was_made() -> None:
    of = asked("2022-06-01")
    assert next_of(MEETING, of, date(2022, 5, 31)) == []
    assert next_of(MEETING, of, date(2022, 6, 1)) == ["20MSP"]


def test_a_request_dated_to_a_year_may_have_been_made_on_its_first_day() -> None:
    assert next_of(MEETING, asked("2022"), date(2022, 1, 1)) == ["20MSP"]


def test_a_request_made_on_the_last_day_of_a_meeting_can_still_be_taken_to_it() -> None:
    assert next_of(MEETING, asked("2022-11-25"), date(2022, 11, 25)) == ["20MSP"]
    assert next_of(MEETING, asked("2022-11-26"), date(2022, 11, 26)) == ["21MSP"]


def test_days_that_are_not_fixed_are_shown_as_far_as_they_are_known() -> None:
    (fact,) = on(date(2026, 1, 1), asked("2025-07-24"))
    assert fact.fields["opens"] == Dated(date(2026, 1, 1), PartialDate.parse("2026"))
    assert fact.fields["closes"] == Dated(date(2026, 12, 31), PartialDate.parse("2026"))


@pytest.mark.parametrize(("name", "verified"), [("18MSP", True), ("19MSP", False)])
def test_a_meeting_says_whether_its_days_rest_on_a_source(name: str, verified: bool) -> None:
    (fact,) = [one for one in asked("2020-02-01") if one.fields["key"] == name]
    assert fact.fields["days_checked"] is verified


def test_one_meeting_follows_the_other_without_a_gap() -> None:
    held = [one.held for one in asked("1999-03-01") if one.fields["kind"] == MEETING]
    assert all(one.until == after.first for one, after in pairwise(held))
