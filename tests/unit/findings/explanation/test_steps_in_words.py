"""The steps of an explanation as plain sentences: what each asks, and what it saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.findings.explanation.steps import (
    Exists,
    InEffect,
    NoneMatches,
    NotTests,
    Step,
)
from compliance_engine.findings.explanation.steps_in_words import StepsInWords
from compliance_engine.rulebook.conditions import Logic, Pattern, Test
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import rulebook

KINDS = rulebook().kinds
EARLIER = {"duty": KINDS["duty"], "membership": KINDS["membership"]}


OPEN_AND_ACKNOWLEDGED = 'acknowledged and status == "open"'


def rule(kind: str) -> Rule:
    """A rule on a duty and a membership, and then on a fact of a kind, named `asked`."""
    shipped = rulebook().rules[0]
    patterns = [Pattern(one, one, ()) for one in EARLIER] + [Pattern(kind, "asked", ())]
    return replace(shipped, logic=Logic("made-up", tuple(patterns), (), Span(date(1999, 3, 1))))


def words(kind: str, language: str = "en") -> StepsInWords:
    return StepsInWords(rule(kind), rulebook(), language)


def parsed(kind: str, condition: str) -> tuple[Test, ...]:
    return parse_condition(condition, Scope(KINDS[kind], EARLIER))


def step(kind: str, condition: str, holds: bool = True, **fields: FactValue) -> Step:
    (test,) = parsed(kind, condition)
    fact = Fact(kind, fields, Span(date(2012, 1, 1)), ())
    earlier = {"duty": Fact("duty", {"due": date(2012, 8, 28)}, Span(date(2012, 1, 1)), ())}
    return Step("asked", test, holds, fact, earlier)


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        (
            "case",
            Exists(Pattern("case", "asked", ()), None),
            "a matter under Article 1 is on record",
        ),
        (
            "duty",
            Exists(Pattern("duty", "asked", ()), None, parsed("duty", 'kind == "initial report"')),
            "a duty (“Initial transparency report”) is on record",
        ),
        (
            "duty",
            Exists(Pattern("duty", "asked", ()), "2014"),
            "a duty (2014) is on record",
        ),
        (
            "case",
            NoneMatches(Pattern("case", "asked", parsed("case", OPEN_AND_ACKNOWLEDGED))),
            "there is nothing of which all of this is true: the State has acknowledged the matter "
            "and the status of the matter is open",
        ),
        (
            "case",
            InEffect(Span(date(1999, 3, 1))),
            "the rule applies from 1 March 1999",
        ),
        (
            "case",
            InEffect(Span(date(1999, 3, 1), date(2004, 3, 1))),
            "the rule applies from 1 March 1999 until 29 February 2004, that day included",
        ),
    ],
)
def test_what_a_rule_asks_beside_its_conditions_reads_as_a_sentence(
    kind: str, asked: NotTests, said: str
) -> None:
    assert words(kind).asked(Step("asked", asked, False)) == said


@pytest.mark.parametrize(
    ("kind", "condition", "holds", "fields", "said"),
    [
        ("case", 'status == "open"', True, {"status": "open"}, ""),
        ("case", 'status == "open"', False, {"status": "closed"}, "it is closed"),
        ("case", 'status == "open"', False, {}, "it is not known"),
        (
            "measure",
            'status in ["none reported", "in progress"]',
            True,
            {"status": "in progress"},
            "it is in progress",
        ),
        (
            "case",
            "acknowledged",
            False,
            {"acknowledged": False},
            "the State is not known to have acknowledged the matter",
        ),
        (
            "case",
            "last_update + years(1) < as_of",
            False,
            {"last_update": Dated.latest(PartialDate.parse("2015-05"))},
            "the State's last known update on the matter is May 2015",
        ),
        (
            "case",
            "happened_from < duty.due",
            True,
            {"happened_from": date(2011, 1, 1)},
            "the earliest possible first day of what is alleged is 1 January 2011 and the due date "
            "of the duty is 28 August 2012",
        ),
    ],
)
def test_what_a_condition_saw_is_said_where_the_sentence_does_not(
    kind: str, condition: str, holds: bool, fields: dict[str, FactValue], said: str
) -> None:
    assert words(kind).seen(step(kind, condition, holds, **fields)) == said


def test_what_was_seen_is_said_in_the_language() -> None:
    asked = step("case", 'status == "open"', False, status="closed")
    assert words("case", "fr").seen(asked) == "ici\N{NO-BREAK SPACE}: close"
    assert words("case", "es").seen(asked) == "aquí: cerrada"
