"""Conditions of rules as plain sentences, in each language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from compliance_engine.dates.span import Span
from compliance_engine.findings.language.conditions import ConditionsInWords
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.conditions import Logic, Pattern
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import rulebook

KINDS = rulebook().kinds
EARLIER = {"duty": KINDS["duty"], "membership": KINDS["membership"]}


def rule(kind: str) -> Rule:
    """A rule on a duty and a membership, and then on a fact of a kind, named `asked`."""
    shipped = rulebook().rules[0]
    patterns = [Pattern(one, one, ()) for one in EARLIER] + [Pattern(kind, "asked", ())]
    return replace(shipped, logic=Logic("made-up", tuple(patterns), (), Span(date(1999, 3, 1))))


def told(kind: str, condition: str, language: str = "en") -> str:
    """A condition of the pattern `asked`."""
    (test,) = parse_condition(condition, Scope(KINDS[kind], EARLIER))
    return ConditionsInWords(rule(kind), rulebook(), language).test(test, "asked")


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
            "duty",
            "year - period > 1",
            "the number of years from the calendar year to be covered by the other duty (“asked”) "
            "to the year of the due date of the other duty (“asked”) exceeds 1",
        ),
        (
            "duty",
            'verdict not in ["met", "not owed"]',
            "what is known of the other duty (“asked”) is something other than met or not owed",
        ),
        ("duty", "not sources_disagree", "sources do not disagree on the other duty (“asked”)"),
        (
            "finding",
            'rule == "article-7/annual-report-outstanding"',
            "the finding is “Annual transparency report outstanding”",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(kind: str, condition: str, said: str) -> None:
    assert told(kind, condition) == said


@pytest.mark.parametrize(
    ("kind", "condition", "fr", "es"),
    [
        (
            "case",
            'status in ["open", "closed"]',
            "l'état de la question : ouverte ou close",
            "el estado de la cuestión: abierta o cerrada",
        ),
        (
            "membership",
            "in_force <= duty.due",
            "le jour de l'entrée en vigueur à l'égard de l'État ne vient pas après "
            "la date de l'échéance",
            "el día de la entrada en vigor para el Estado no viene después que "
            "la fecha límite del plazo",
        ),
        (
            "measure",
            'status == "none reported"',
            "ce que l'on sait des mesures d'application nationales : aucune mesure communiquée",
            "lo que se sabe de las medidas de aplicación a nivel nacional: "
            "ninguna medida comunicada",
        ),
        (
            "finding",
            "follows_up",
            "une lettre à l'État peut faire suite au constat",
            "a la constatación puede seguir una carta al Estado",
        ),
    ],
)
def test_a_condition_reads_in_each_language(kind: str, condition: str, fr: str, es: str) -> None:
    assert told(kind, condition, "fr").replace("\N{NO-BREAK SPACE}", " ") == fr
    assert told(kind, condition, "es") == es


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shipped", rulebook().rules, ids=lambda one: one.id)
def test_every_condition_of_the_shipped_rules_reads_as_a_sentence(
    shipped: Rule, language: str
) -> None:
    told = ConditionsInWords(shipped, rulebook(), language)
    for pattern in (*shipped.logic.when, *shipped.logic.unless):
        for test in pattern.tests:
            said = told.test(test, pattern.name)
            assert [sign for sign in ("{", "_", "==", "None") if sign in said] == []


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("shipped", rulebook().rules, ids=lambda one: one.id)
def test_prepositions_are_joined_to_the_article_after_them(shipped: Rule, language: str) -> None:
    told = ConditionsInWords(shipped, rulebook(), language)
    apart = re.compile(r"\bde les?\b|\bà les?\b" if language == "fr" else r"\b(de|a) el\b")
    for pattern in (*shipped.logic.when, *shipped.logic.unless):
        for test in pattern.tests:
            assert not apart.search(told.test(test, pattern.name))
