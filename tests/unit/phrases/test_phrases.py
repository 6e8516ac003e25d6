"""Every phrase is there in every language, with the same gaps, and is used."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

import compliance_engine
from compliance_engine.phrases.phrases import LANGUAGES, Phrases, page_phrases
from compliance_engine.rulebook.vocabulary import Verdict

PAGES = sorted(
    path.name.removesuffix(".yaml")
    for path in files("compliance_engine.phrases").iterdir()
    if path.name.endswith(".yaml")
)
each_page = pytest.mark.parametrize("page", PAGES)
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(compliance_engine.__file__).parent.rglob("*.py"))
)


def gaps(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@each_page
def test_a_phrase_speaks_every_language(page: str) -> None:
    spoken = {
        key: [language for language, text in said.items() if text]
        for key, said in page_phrases(page).items()
    }
    assert spoken == {key: list(LANGUAGES) for key in spoken}


@each_page
def test_a_phrase_has_the_same_gaps_in_every_language(page: str) -> None:
    found = {
        key: [gaps(text) for text in said.values()] for key, said in page_phrases(page).items()
    }
    assert found == {key: [of[0]] * len(of) for key, of in found.items()}


@each_page
def test_a_page_of_phrases_is_used(page: str) -> None:
    assert re.search(rf'Phrases\(\s*"{page}"', SOURCES)


def test_every_verdict_has_its_word() -> None:
    assert list(page_phrases("verdicts")) == list(Verdict)
    assert [Phrases("verdicts", "en")(one) for one in Verdict] == list(Verdict)


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [("en", 0, "other"), ("en", 1, "one"), ("fr", 0, "one"), ("fr", 2, "other"), ("es", 1, "one")],
)
def test_a_number_is_counted_as_the_language_does(language: str, number: int, form: str) -> None:
    words = Phrases("check", language)
    assert words.counted("checked", number) == words(f"checked.{form}", number=str(number))
