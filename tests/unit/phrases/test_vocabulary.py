"""The words that the engine's own values have in tables: each value has one, and no other has."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from compliance_engine.findings.matters import named_matter
from compliance_engine.phrases.phrases import LANGUAGES, Phrases, page_phrases
from compliance_engine.rulebook.fact_kinds import fact_kinds
from compliance_engine.rulebook.vocabulary import FactKind, Severity
from tests.builders import rulebook
from tests.unit.phrases.test_phrases import each_page

MEMBERSHIP: FactKind = fact_kinds(())["membership"]
SAME_WORD = {
    "fr": {
        "Action {number}",
        "Article",
        "Article {number}",
        "Code",
        "Condition",
        "Conditions",
        "Date",
        "Instrument",
        "Message",
        "Messages",
        "Mines",
        "Nature",
        "Note",
        "Notes",
        "Source",
        "Sources",
        "Verdict",
        "Version",
        "obligation",
        "six",
        "{left} plus {right}",
    },
    "es": {"Actor", "NO", "no"},
}
"""Phrases that are the same in English."""
OWN_NAMES = {("page", f"language.{one}") for one in LANGUAGES}
"""Names of languages, each in itself."""


@pytest.mark.parametrize(
    ("page", "values"),
    [
        ("severities", get_args(Severity)),
        ("standings", (*MEMBERSHIP.fields["status"].values, "not a party")),
    ],
)
def test_every_value_has_its_word_and_its_english_word_is_itself(
    page: str, values: tuple[str, ...]
) -> None:
    said = page_phrases(page)
    assert sorted(said) == sorted(values)
    assert [said[value]["en"] for value in values] == list(values)


def has_words(text: str) -> bool:
    """Whether there is more in it than gaps and marks."""
    return re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text)) is not None


@each_page
def test_no_phrase_stays_english_in_another_language(page: str) -> None:
    staying = [
        (key, language)
        for key, said in page_phrases(page).items()
        for language, same in SAME_WORD.items()
        if has_words(said["en"]) and said[language] == said["en"] and said["en"] not in same
    ]
    assert [one for one in staying if (page, one[0]) not in OWN_NAMES] == []


def test_high_marks_of_french_stand_after_a_space_that_does_not_break() -> None:
    said = {language: Phrases("check", language) for language in ("fr", "es")}
    assert said["fr"]("article titled", number=7, title="Mesures") == (
        "Article 7\N{NO-BREAK SPACE}: Mesures"
    )
    assert said["es"]("article titled", number=7, title="Medidas") == "Artículo 7: Medidas"


def test_a_duty_is_named_by_its_kind_in_english() -> None:
    assert [named_matter(one.kind, rulebook(), "en") for one in rulebook().duties] == [
        one.kind for one in rulebook().duties
    ]


def test_a_matter_that_is_no_duty_is_named_in_every_language() -> None:
    assert named_matter("alleged matter", rulebook(), "en") == "alleged matter"
    assert named_matter("alleged matter", rulebook(), "fr") == "allégation"
    assert named_matter("alleged matter", rulebook(), "es") == "alegación"
