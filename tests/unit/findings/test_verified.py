"""A finding is verified only if all the law and every meeting that it rests on are."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.findings.checking import check
from compliance_engine.findings.explanation.account import accounts
from compliance_engine.findings.model import Finding
from compliance_engine.inference.engine import Engine
from tests.builders import engine, record, rulebook

UNANSWERED = """
requests:
- id: one
  by: another State
  made: 2020-01-06
  answered: none
  known: 2023-01-31
  what: a question
  source: example
"""
NEXT = "article-8/next-meeting"


def found(as_of: date) -> dict[str, Finding]:
    """What is found of a State whose request was without an answer for years."""
    result = check({"XXX": record(article_8=UNANSWERED)}, rulebook(), engine(), as_of)
    return {one.rule: one for one in result.findings}


@pytest.mark.parametrize(
    ("day", "verified"),
    [
        (date(2020, 11, 20), True),  # the last day of the Eighteenth Meeting, from a source
        (date(2020, 11, 21), False),  # the days of the Nineteenth are background knowledge
        (date(2021, 11, 19), False),
        (date(2021, 11, 20), True),
    ],
)
def test_a_finding_on_a_meeting_is_as_sure_as_the_days_of_the_meeting(
    day: date, verified: bool
) -> None:
    assert found(day)[NEXT].law_checked is verified


@pytest.mark.parametrize("day", [date(2020, 11, 20), date(2020, 11, 21)])
def test_what_is_explained_is_as_sure_as_what_is_found(day: date) -> None:
    with Engine(rulebook(), "plain") as engine:
        (told,) = accounts(
            record(article_8=UNANSWERED),
            rulebook().rule(NEXT),
            rulebook(),
            engine,
            day,
            language="en",
        )
    assert told.law_checked is found(day)[NEXT].law_checked


def test_other_findings_of_the_day_do_not_depend_on_the_meeting() -> None:
    assert found(date(2020, 11, 21))["article-8/clarification-unanswered"].law_checked
