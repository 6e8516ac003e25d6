"""Open matters: what a past day could tell of them, and nothing of later days."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.evaluating import evaluate
from compliance_engine.inference.engine import Engine
from compliance_engine.reports.figures.cases import OpenCase, open_cases
from compliance_engine.reports.figures.found import found_by
from tests.builders import record, rulebook

CASE = """
cases:
  - id: south-2014
    provisions: [1(1)(a)]
    happened_from: 2014-06-01
    happened_until: 2014-06-30
    alleged: 2014-09-15
    alleged_by: a non-governmental organisation
    actor: government forces
    location: the south
    summary: mines said to have been laid around a post
    state_response: "2015: will look into it"
    status: open, acknowledged by the State
    acknowledged: 2015-05-20
    committee: raised in June 2015; still open in 2018
    history:
      - {date: 2016-12-01, event: update by the State, note: interim report}
      - {date: 2015-05-20, event: update by the State, note: will look into it}
      - {date: 2018-06, event: no update known}
    source: example
"""


def account(as_of: date) -> OpenCase:
    of = record(article_1=CASE)
    with Engine(rulebook(), "plain") as engine:
        made = [evaluate(of, rulebook(), engine, as_of)]
    found = found_by(made, {"article-1/case-open"})
    due = found_by(made, {"article-1/case-update-due"})
    (only,) = open_cases(found, due, {"XXX": of}, as_of)
    return only


def test_the_steps_stand_in_the_order_of_their_days() -> None:
    assert [str(step.date) for step in account(date(2018, 6, 30)).steps] == [
        "2015-05-20",
        "2016-12-01",
        "2018-06",
    ]


@pytest.mark.parametrize(
    ("as_of", "steps"), [(date(2015, 5, 19), 0), (date(2015, 5, 20), 1), (date(2018, 6, 29), 2)]
)
def test_a_past_day_has_only_the_steps_that_surely_lay_behind_it(as_of: date, steps: int) -> None:
    found = account(as_of)
    assert len(found.steps) == steps
    assert found.later


def test_words_that_name_a_later_day_are_left_out() -> None:
    assert account(date(2017, 12, 31)).committee is None
    assert account(date(2018, 1, 1)).committee == "raised in June 2015; still open in 2018"


def test_nothing_is_acknowledged_before_the_day_on_which_it_was() -> None:
    assert not account(date(2015, 5, 19)).acknowledged
    assert account(date(2015, 5, 20)).acknowledged


def test_what_the_state_said_without_a_day_stands_only_where_no_update_does() -> None:
    assert account(date(2014, 12, 31)).response is None
    assert account(date(2015, 5, 19)).response == "2015: will look into it"
    assert account(date(2015, 5, 20)).response is None


@pytest.mark.parametrize(("as_of", "due"), [(date(2017, 12, 1), False), (date(2017, 12, 2), True)])
def test_an_update_is_due_a_year_after_the_last(as_of: date, due: bool) -> None:
    assert account(as_of).update_due is due


def test_the_account_names_its_sources_and_its_place_in_the_record() -> None:
    found = account(date(2018, 6, 30))
    assert {name: one.title for name, one in found.sources.items()} == {
        "example": "A made-up source"
    }
    assert found.where.startswith("XXX.yaml:")
