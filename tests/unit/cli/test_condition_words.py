"""Conditions told in words: each form of condition, and every field of the vocabulary."""

from __future__ import annotations

import pytest

from compliance_engine.cli.rendering.condition_words import ConditionWords
from compliance_engine.phrases.phrases import page_phrases
from compliance_engine.rulebook import FactKind
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import rulebook

CASES = [
    ("duty", "known(known)", "the last day for which a source says that it was not done: known"),
    ("duty", "not known(due)", "the last day on which it is on time: not known"),
    ("duty", "sources_disagree", "sources say different things about it: yes"),
    ("duty", "not sources_disagree", "sources say different things about it: no"),
    ("duty", "days_late >= 30", "whole days from the due date to the earliest possible submission:"
     " at least 30"),
    ("duty", 'due < "2010-05-01"', "the last day on which it is on time: before 1 May 2010"),
    ("duty", "due + 14 < as_of", "the last day on which it is on time plus 14 days: before the day"
     " of the check"),
    ("duty", "submitted - due == days_late", "the days from the last day on which it is on time to"
     " the latest possible day of the submission: the same as whole days from the due date to the"
     " earliest possible submission"),
    ("duty", "year > 2010", "the calendar year of the due date: later than 2010"),
    ("duty", "due <= duty.due", "the last day on which it is on time: on or before the last day on"
     " which it is on time (duty)"),
    ("duty", 'verdict not in ["met", "not owed"]', "what is known of it: known, and none of “met”,"
     " “not owed”"),
    ("measure", 'penal_sanctions != "yes"', "whether penal sanctions are stated: known, and not"
     " “yes”"),
    ("case", "last_update + years(1) < as_of", "latest possible day of the State's last known"
     " update plus 1 year: before the day of the check"),
]  # fmt: skip


def told(kind: str, condition: str, language: str = "en") -> str:
    rule = rulebook().rule("article-7/initial-report-outstanding")
    kinds = rulebook().kinds
    (test,) = parse_condition(condition, Scope(kinds[kind], {"duty": kinds["duty"]}))
    return ConditionWords(rule, rulebook(), language).test(test, kind)


@pytest.mark.parametrize(("kind", "condition", "words"), CASES, ids=[one[1] for one in CASES])
def test_a_condition_is_told_in_words(kind: str, condition: str, words: str) -> None:
    assert told(kind, condition) == words


def test_verdicts_are_named_as_the_language_does() -> None:
    assert told("duty", 'verdict == "outstanding"', "fr").endswith("«\u00a0en attente\u00a0»")
    assert told("duty", 'verdict == "outstanding"', "es") == "lo que se sabe de ello: «pendiente»"


@pytest.mark.parametrize("kind", rulebook().kinds.values(), ids=lambda kind: kind.name)
def test_every_field_of_the_vocabulary_has_its_meaning_in_every_language(kind: FactKind) -> None:
    said = page_phrases("vocabulary")
    assert said[f"{kind.name}.meaning"]["en"] == kind.meaning
    assert {name: said[f"{kind.name}.{name}"]["en"] for name in kind.fields} == {
        name: field.meaning for name, field in kind.fields.items()
    }
