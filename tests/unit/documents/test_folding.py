# ruff: noqa: RUF001
"""Text as a reader takes it in."""

from __future__ import annotations

import pytest

from compliance_engine.documents.folding import folded, of_several_alphabets

SAME = {
    "in large letters": "BREACH",
    "full-width": "ｂｒｅａｃｈ",
    "mathematical": "𝐛𝐫𝐞𝐚𝐜𝐡",
    "circled": "ⓑⓡⓔⓐⓒⓗ",
    "negative circled": "🅑🅡🅔🅐🅒🅗",
    "regional indicators": "🇧🇷🇪🇦🇨🇭",
    "small capitals": "ʙʀᴇᴀᴄʜ",
    "with a soft hyphen": "br\u00adeach",
    "with zero-width spaces": "b\u200br\u200ce\u200da\u2060c\ufeffh",
    "with variation selectors": "b\ufe0fr\U000e0101each",
    "with a grapheme joiner": "br\u034feach",
    "with tag characters": "br\U000e0065each",
    "with a Hangul filler": "br\u3164each",
    "with marks": "b̸rĕâćh",
    "with a Cyrillic e and a": "brеаch",
    "with a Greek alpha": "breαch",
    "with a stroke": "bɍeach",
}


@pytest.mark.parametrize("disguise", SAME)
def test_a_disguised_word_is_read_as_the_word(disguise: str) -> None:
    assert folded(SAME[disguise]).text == "breach"


def test_every_character_keeps_its_place() -> None:
    text = "a \u200bﬁne b\u00adreach"
    read = folded(text)
    first = read.text.index("breach")
    assert read.text == "a fine breach"
    begin, end = read.span(first, first + len("breach"))
    assert text[begin:end] == "b\u00adreach"


@pytest.mark.parametrize(
    "broken", ["bre-ach", "bre\u2010ach", "bre-\nach", "bre\tach", "bre\u2028ach", "b.r.e.a.c.h"]
)
def test_a_broken_word_is_put_together(broken: str) -> None:
    joined = folded(f"a {broken} of").joined()
    assert joined is not None
    assert joined.text == "a breach of"


@pytest.mark.parametrize("spaced", ["b r e a c h", "b\u00a0r e  a c h", "b-r-e-a-c-h", "br ea c h"])
def test_what_is_spaced_out_is_squeezed(spaced: str) -> None:
    assert "breach" in [one.text for one in folded(f"call this {spaced}: yes").squeezed()]


@pytest.mark.parametrize("text", ["plain words", "Rapport à l’État", "il parle à la foule"])
def test_what_is_not_broken_is_left_alone(text: str) -> None:
    assert folded(text).joined() is None
    assert list(folded(text).squeezed()) == []


@pytest.mark.parametrize(
    ("word", "several"),
    [("breach", False), ("État", False), ("нарушение", False), ("brеach", True), ("поvo", True),
     ("συνθήκη", False), ("ελευθεrια", True), ("μg", False), ("条約", False), ("المادة", False)],
)  # fmt: skip
def test_a_word_of_several_alphabets_is_known(word: str, several: bool) -> None:
    assert of_several_alphabets(word) is several
