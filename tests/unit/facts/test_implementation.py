"""Which of Articles 3, 4 and 5 a State is implementing."""

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated
from tests.builders import facts, on, record

TODAY = date(2026, 11, 23)


def status(article: str, day: date, **sections: str) -> str | None:
    """What is known on a day of the implementation of an article; the State joined in 2012."""
    found = [
        fact
        for fact in on(day, facts(record(**sections), "implementation"))
        if fact.fields["article"] == article
    ]
    assert len(found) <= 1
    return str(found[0].fields["status"]) if found else None


def retained(mines: int) -> str:
    return f"- {{mines: {mines}, known: 2015-06-18, source: example}}"


def stockpile(more: str, met: str = "not stated") -> str:
    return f"deadline_met: {met}\nsource: example\n{more}"


def areas(more: str = "", latest: str = "2022-03-01", extensions: str = "") -> str:
    return f"""
clearance:
  original_deadline: 2022-03-01
  latest_deadline_known: {latest}
  state_of_play: as the sources have it
  source: example
  {more}
{extensions}
"""


GRANTED = """
extensions:
  - deadline: 2025-03-01
    decided_at: a meeting
    decided: 2023-11-24
    decision: granted
    source: example
"""


def test_a_state_that_retains_mines_implements_article_3() -> None:
    assert status("3", date(2015, 6, 17), article_3=retained(500)) is None
    assert status("3", date(2015, 6, 18), article_3=retained(500)) == "under way"


def test_a_state_that_retains_no_mines_any_more_has_completed_article_3() -> None:
    assert status("3", TODAY, article_3=retained(0)) == "completed"


def test_articles_that_a_record_does_not_speak_of_are_not_in_view() -> None:
    assert [status(article, TODAY) for article in "345"] == [None, None, None]


def test_a_stockpile_is_under_way_until_it_is_destroyed() -> None:
    done = stockpile("completed: 2014-05-20", "'yes'")
    assert status("4", date(2014, 5, 19), article_4=done) == "under way"
    assert status("4", date(2014, 5, 20), article_4=done) == "completed"


def test_a_stockpile_said_not_to_be_destroyed_is_under_way_as_last_known() -> None:
    outstanding = stockpile("known: 2018-06-18", "no (outstanding)")
    assert status("4", date(2018, 6, 18), article_4=outstanding) == "under way"
    assert status("4", TODAY, article_4=outstanding) == "under way"


def test_what_is_last_known_carries_its_day() -> None:
    of = record(article_4=stockpile("known: 2018-06-18", "no (outstanding)"))
    known = [fact.fields.get("known") for fact in facts(of, "implementation")]
    assert known == [None, None, Dated.earliest(PartialDate.parse("2018-06-18"))]


def test_a_stockpile_of_which_nothing_is_said_after_its_date_is_not_known() -> None:
    some = stockpile("mines_destroyed: 500")
    assert status("4", date(2016, 3, 1), article_4=some) == "under way"
    assert status("4", date(2016, 3, 2), article_4=some) == "not known"


def test_areas_are_under_way_until_their_date_and_not_known_after_it() -> None:
    assert status("5", date(2022, 3, 1), article_5=areas()) == "under way"
    assert status("5", date(2022, 3, 2), article_5=areas()) == "not known"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 3, 2), "under way"),
        (date(2023, 11, 23), "under way"),
        (date(2023, 11, 24), "under way"),
        (date(2025, 3, 1), "under way"),
        (date(2025, 3, 2), "not known"),
    ],
)
def test_between_a_date_and_a_later_decision_the_work_went_on(day: date, expected: str) -> None:
    section = areas(latest="2025-03-01", extensions=GRANTED)
    assert status("5", day, article_5=section) == expected


def test_areas_that_were_cleared_are_completed() -> None:
    assert status("5", TODAY, article_5=areas("completed: 2021-05-20")) == "completed"


def test_a_duty_that_was_never_owed_is_not_implemented() -> None:
    """The withdrawal took effect before the four years had ended."""
    left = """
- instrument: accession
  deposited: 2011-09-13
  source: example
  withdrawal: {notified: 2013-01-10, effective: 2013-07-10, source: example}
"""
    some = stockpile("mines_destroyed: 500")
    assert status("4", date(2013, 7, 9), membership=left, article_4=some) == "under way"
    assert status("4", date(2013, 7, 10), membership=left, article_4=some) is None


def test_a_commitment_on_found_stock_is_no_implementation_of_an_article() -> None:
    found = stockpile(
        "completed: 2014-05-20\nfound_later: [{found: 2021-05-10, source: example}]", "'yes'"
    )
    kinds = {fact.fields["article"] for fact in facts(record(article_4=found), "implementation")}
    assert kinds == {"4"}


def test_a_later_date_of_another_duty_does_not_show_that_the_work_went_on() -> None:
    """The dates of annual reports come after the completion."""
    assert status("5", date(2023, 1, 1), article_5=areas("completed: 2024-05-01")) == "not known"


def test_a_date_set_on_the_day_of_the_completion_shows_that_the_work_had_gone_on() -> None:
    section = areas("completed: 2023-11-24", "2025-03-01", GRANTED)
    assert status("5", date(2023, 11, 23), article_5=section) == "under way"
    assert status("5", date(2023, 11, 24), article_5=section) == "completed"
