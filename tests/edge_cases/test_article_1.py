"""Edge cases 42 to 49: alleged or reported matters, and requests for clarification."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.records.model import Record
from tests.builders import record
from tests.edge_cases.asking import (
    CASE_OPEN,
    duties,
    found,
    real,
    rules,
    shipped_records,
    the,
)

DAY = date(2020, 1, 1)
TODAY = date(2026, 11, 23)
ANSWER = "answer to a request for clarification"
FILED = "id: first, by: not named, made: 2025-07-24, what: mines"
UNANSWERED = "article-8/clarification-unanswered"


def alleging(status: str = "open", happened: str = "2014-06-01", more: str = "") -> Record:
    """A State Party since 1 March 2012 of which this is alleged."""
    return record(
        article_1=f"""
cases:
  - id: north
    provisions: [1(1)(a)]
    happened_from: {happened}
    happened_until: {happened}
    alleged_by: a non-governmental organisation
    actor: government forces
    location: the north
    summary: mines said to have been laid
    state_response: the State denied it
    status: {status}
    {more}
    source: example
"""
    )


def requesting(*requests: str) -> Record:
    return record(
        article_8="requests:\n" + "\n".join(f"  - {{{one}, source: example}}" for one in requests)
    )


def open_cases(of: Record, day: date) -> list[str]:
    return [one.id.rpartition("/")[2] for one in found(of, day) if one.rule == CASE_OPEN]


def test_42_an_allegation_is_told_as_one_with_who_made_it() -> None:
    finding = the(CASE_OPEN, alleging(), DAY)
    assert "alleged to have begun on 1 June 2014" in finding.message
    assert "by: “a non-governmental organisation”; reported by 1 independent" in finding.message
    assert finding.nature == "cooperation"
    assert finding.verdict is None


@pytest.mark.parametrize("status", ["denied, not confirmed", "no evidence found", "not confirmed"])
def test_42_what_was_denied_and_never_confirmed_is_history(status: str) -> None:
    of = alleging(status)
    assert open_cases(of, DAY) == []
    assert of.article_1.cases[0].state_response == "the State denied it"


def test_42_a_case_that_is_closed_leaves_the_list_from_that_day_on() -> None:
    closed = alleging("investigated, closed", more="history: [{date: 2018-06-07, event: closed}]")
    assert open_cases(closed, date(2018, 6, 6)) == ["north"]
    assert open_cases(closed, date(2018, 6, 7)) == []
    assert open_cases(real("TUR"), DAY) == []
    assert open_cases(real("SSD"), DAY) == []
    assert len(real("TUR").article_1.cases) == 2


def test_42_a_new_incident_is_a_new_case() -> None:
    ukraine = real("UKR")
    assert open_cases(ukraine, date(2021, 6, 24)) == ["A1-010"]
    assert open_cases(ukraine, TODAY) == ["A1-010", "A1-011", "A1-012"]


def test_45_retained_mines_are_lawful() -> None:
    retaining = record(
        article_3="- {mines: 3760, known: 2014, source: example}",
        article_7="""
complete_from: 2012-03-01
complete_until: 2014-12-31
complete_source: example
reports:
  - {covers: initial, submitted: 2012-08-01, source: example}
  - {covers: 2012, submitted: 2013-04-20, source: example}
  - {covers: 2013, submitted: 2014-04-20, source: example}
""",
    )
    articles = {one.article for one in found(retaining, date(2014, 12, 31))}
    assert not [article for article in articles if article.partition("(")[0] in ("1", "3")]


def test_46_what_a_non_party_is_said_to_have_done_is_no_case_of_the_territorial_state() -> None:
    actors = {case.actor.casefold() for case in real("UKR").article_1.cases}
    assert not [actor for actor in actors if "russia" in actor]
    assert "RUS" not in shipped_records().by_state


def test_47_what_happened_before_entry_into_force_is_not_listed() -> None:
    assert open_cases(alleging(happened="2012-02-29"), DAY) == []
    assert open_cases(alleging(happened="2012-03-01"), DAY) == ["north"]
    assert open_cases(real("AGO"), date(2010, 1, 1)) == []


def test_49_the_28_days_run_from_the_receipt_of_a_request_and_not_from_its_filing() -> None:
    received = requesting(f"{FILED}, received: 2025-07-31")
    assert [one[1] for one in duties(received, date(2025, 8, 1)) if one[0] == ANSWER] == [
        date(2025, 8, 28)
    ]
    filed = requesting(f"{FILED}, answered: none, known: 2025-12-05")
    assert (
        "counted from the request itself (its latest possible day), an answer was due on 21 August"
        in the(UNANSWERED, filed, date(2025, 9, 1)).message
    )


def test_49_of_cambodias_answer_nothing_is_known() -> None:
    (answer,) = [one for one in duties(real("KHM"), TODAY) if one[0] == ANSWER]
    assert answer[1:] == (date(2025, 9, 28), "undetermined")
    assert UNANSWERED not in rules(real("KHM"), TODAY)


def test_49_each_request_has_its_own_clock() -> None:
    two = requesting(
        "id: first, by: not named, made: 2025-07-01, received: 2025-07-03, what: mines",
        "id: second, by: not named, made: 2025-07-24, received: 2025-07-28, what: further mines",
    )
    assert [one[1] for one in duties(two, date(2025, 8, 1)) if one[0] == ANSWER] == [
        date(2025, 7, 31),
        date(2025, 8, 25),
    ]


def test_49_a_letter_to_the_president_is_no_request_and_starts_no_clock() -> None:
    letter = record(
        events="""
- date: 2025-07-23
  event: allegation made
  what: a letter to the President of the meeting
  source: example
"""
    )
    assert ANSWER not in {one[0] for one in duties(letter, TODAY)}
