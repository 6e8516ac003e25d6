# ruff: noqa: RUF001
"""Words that are not said are found however they are written, and their neighbours are not."""

from __future__ import annotations

import pytest

from compliance_engine.rulebook.words import load_words
from tests.unit.rulebook.test_words import PACK

WORDS, OF_LETTERS = load_words(PACK), load_words(PACK / "letters")

DISGUISED = {
    "en": [
        "vio\u200blation", "viol\u00adation", "vi\u2060olation", "v\ufe0fiolation",
        "vio\u034flation", "ｖｉｏｌａｔｉｏｎ", "𝓿𝓲𝓸𝓵𝓪𝓽𝓲𝓸𝓷", "ⓥⓘⓞⓛⓐⓣⓘⓞⓝ", "viоlаtion", "νiolation",
        "violatiоn", "vi0lation", "vioIation", "v1olat1on", "VIO|ATION", "vïólâtiøn", "vio-lation",
        "vio\nlation", "vio\tlation", "v i o l a t i o n", "v.i.o.l.a.t.i.o.n", "vi ol at io n",
        "violaтion", "violaꓔion", "in\u00a0default", "ref\u200cused",
    ],
    "fr": ["viola\u00adtion", "mаnquement", "cоupable", "m a n q u e m e n t", "échec",
           "e\u0301chec", "ｅchec", "con-damné", "coupab1e"],
    "es": ["viola\u200bción", "incumplimіento", "i n c u m p l i m i e n t o", "violacio\u0301n",
           "cul-pable", "𝐜𝐮𝐥𝐩𝐚𝐛𝐥𝐞", "violacion"],
}  # fmt: skip

NOT_DISGUISED = {
    "en": [
        "The matter falls under Article 1; all tolls, fills and bills.", "I ll, l I, 1 2 3 4 5 6",
        "A. B. C. D. E. F.", "x-ray of a mustang", "non-State actors", "Türkiye's Ministry",
    ],
    "fr": ["Il y a à l’Organisation des Nations Unies un bureau", "viol, violet, violence",
           "L’État partie l’a présenté ; celui-ci n’y a rien ajouté", "accusé\u00a0de réception"],
    "es": ["el Estado parte", "a la O N U", "violencia", "debido a ello"],
}  # fmt: skip


@pytest.mark.parametrize("language", DISGUISED)
def test_a_disguised_word_is_found(language: str) -> None:
    said = {one: WORDS.found_in(f"Sur ce, {one} .", language) for one in DISGUISED[language]}
    assert [one for one, found in said.items() if len(found) != 1] == []
    assert {found[0].column for found in said.values()} == {9}


@pytest.mark.parametrize("language", NOT_DISGUISED)
def test_what_only_looks_near_it_is_not(language: str) -> None:
    found = {
        one: [*WORDS.found_in(one, language), *OF_LETTERS.found_in(one, language)]
        for one in NOT_DISGUISED[language]
    }
    assert {one: words for one, words in found.items() if words} == {}


def test_the_word_is_told_as_it_is_written_and_known_for_what_it_is() -> None:
    (found,) = WORDS.found_in("a viоlаti\u200bon", "en")
    assert (found.column, found.word) == (3, "viоlаti\u200bon")
    (plain,) = WORDS.found_in("a violation", "en")
    assert found.folded == plain.folded


def test_words_of_the_letters_are_found_too() -> None:
    assert OF_LETTERS.found_in("a request for cIarification under Аrticle 8(2)", "en")
    assert len(OF_LETTERS.found_in("cla-rification; u l t i m a t u m; ｍｕｓｔ", "en")) == 3
