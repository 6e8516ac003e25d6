"""Conditions of rules as plain sentences, in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.dates import PartialDate, Span
from compliance_engine.facts import Dated, Fact, FactValue
from compliance_engine.findings.conditions_in_words import ConditionsInWords
from compliance_engine.findings.field_names import FieldNames
from compliance_engine.findings.steps import Step
from compliance_engine.findings.wording import Wording
from compliance_engine.phrases import LANGUAGES
from compliance_engine.records import EXAMPLE
from compliance_engine.rulebook import Logic, Pattern, Rule
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import rulebook

KINDS = rulebook().kinds
EARLIER = {"duty": KINDS["duty"], "membership": KINDS["membership"]}
AS_OF = date(2016, 1, 1)
NOW = Wording(EXAMPLE, AS_OF)


def rule(kind: str) -> Rule:
    """A rule on a duty and a membership, and then on a fact of a kind, named `asked`."""
    shipped = rulebook().rules[0]
    patterns = [Pattern(one, one, ()) for one in EARLIER] + [Pattern(kind, "asked", ())]
    return replace(shipped, logic=Logic("made-up", tuple(patterns), (), Span(date(1999, 3, 1))))


def words(kind: str, language: str = "en") -> ConditionsInWords:
    wording = Wording(EXAMPLE, AS_OF, language)
    return ConditionsInWords(FieldNames(rule(kind), rulebook(), wording), wording)


def step(kind: str, condition: str, holds: bool = True, **fields: FactValue) -> Step:
    (test,) = parse_condition(condition, Scope(KINDS[kind], EARLIER))
    fact = Fact(kind, fields, Span(date(2012, 1, 1)), ())
    earlier = {"duty": Fact("duty", {"due": date(2012, 8, 28)}, Span(date(2012, 1, 1)), ())}
    return Step("asked", test, holds, fact, earlier)


@pytest.mark.parametrize(
    ("kind", "condition", "said"),
    [
        (
            "measure",
            'status in ["none reported", "in progress"]',
            "what is known of the national implementation measures is none reported or in progress",
        ),
        (
            "measure",
            'penal_sanctions != "yes"',
            "the answer to whether penal sanctions are stated is something other than yes",
        ),
        ("case", 'status == "open"', "the status of the matter is open"),
        ("case", "not acknowledged", "the State is not known to have acknowledged the matter"),
        ("case", "acknowledged != false", "the State has acknowledged the matter"),
        ("case", "known(last_update)", "the State's last known update on the matter is known"),
        (
            "case",
            "not known(last_update)",
            "the State's last known update on the matter is not known",
        ),
        (
            "case",
            "last_update + years(1) < as_of",
            "the State's last known update on the matter plus 1 year comes before the day "
            "of the check",
        ),
        (
            "case",
            "happened_from >= duty.due + 30",
            "the earliest possible first day of what is alleged does not come before the due date "
            "of the duty plus 30 days",
        ),
        (
            "case",
            'happened_from > "2014-06-01"',
            "the earliest possible first day of what is alleged comes after 1 June 2014",
        ),
        (
            "case",
            "as_of - happened_from > 1000",
            "the number of days from the earliest possible first day of what is alleged to the day "
            "of the check exceeds 1,000",
        ),
        (
            "duty",
            'verdict in ["met", "met, timeliness unknown"]',
            "what is known of the other duty (“asked”) is met or “met, timeliness unknown”",
        ),
        (
            "duty",
            'kind == "initial report"',
            "the other duty (“asked”) is “Initial transparency report”",
        ),
        (
            "duty",
            "year == duty.year - 1",
            "the year of the due date of the other duty (“asked”) is the same as the year of the "
            "due date of the duty minus 1",
        ),
        (
            "finding",
            'rule == "article-7/annual-report-outstanding"',
            "the finding is “Annual transparency report outstanding”",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(kind: str, condition: str, said: str) -> None:
    assert words(kind).asked(step(kind, condition)) == said


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "l'état de la question\N{NO-BREAK SPACE}: ouverte ou close"),
        ("es", "el estado de la cuestión: abierta o cerrada"),
    ],
)
def test_a_condition_reads_in_the_language(language: str, said: str) -> None:
    assert words("case", language).asked(step("case", 'status in ["open", "closed"]')) == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shipped", rulebook().rules, ids=lambda one: one.id)
def test_every_condition_of_the_shipped_rules_reads_as_a_sentence(
    shipped: Rule, language: str
) -> None:
    wording = Wording(EXAMPLE, AS_OF, language)
    told = ConditionsInWords(FieldNames(shipped, rulebook(), wording), wording)
    for pattern in (*shipped.logic.when, *shipped.logic.unless):
        for test in pattern.tests:
            said = told.test(test, pattern.name)
            assert [sign for sign in ("{", "_", "==", "None") if sign in said] == []
