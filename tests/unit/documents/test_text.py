"""What text may hold, when two texts are the same, and how what it may not hold is shown."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.documents.text import (
    canonical,
    first_refused,
    refusal,
    shown,
    shown_in_line,
    shown_name,
    with_line_breaks,
)

BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
ANY = st.integers(0, 0x10FFFF).map(chr)


@given(ANY)
def test_no_control_override_surrogate_or_non_character_is_text(one: str) -> None:
    never = (
        (unicodedata.category(one) in ("Cc", "Cs", "Co") and one not in "\n\t")
        or unicodedata.bidirectional(one) in BIDI
        or ord(one) & 0xFFFE == 0xFFFE
        or 0xFDD0 <= ord(one) <= 0xFDEF
    )
    found = first_refused(f"a{one}")
    if never:
        assert found is not None
        assert found.index == 1
        assert shown(f"a{one}").isascii()
    if found is None:
        assert shown(f"a{one}") == f"a{one}"


@given(st.text(st.one_of(ANY, st.sampled_from("\n\t\x1b\x9b\u202e\ud800"))))
def test_what_is_shown_holds_nothing_that_is_refused(text: str) -> None:
    assert first_refused(shown(text)) is None
    assert shown(shown(text)) == shown(text)
    assert "\n" not in shown_in_line(text)


def test_a_refusal_tells_where_and_which() -> None:
    assert refusal("plain") is None
    assert refusal("ab\x1b") == (
        "its character 3 is U+001B (a control character), which no text may hold"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d'Ivoire", "Co\u0302te d'Ivoire"),
        ("a b", "  a\u00a0\u2003\n\tb "),
        ("Viet Nam", "Viet\u202fNam\u200f"),
        ("coopération", "co\u00adope\u0301ration\u200b"),
        ("한국", unicodedata.normalize("NFD", "한국")),
    ],
)
def test_canonically_equal_texts_are_the_same(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a b", "ab"), ("ﬁ", "fi"), ("é", "e")])
def test_others_are_not(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text())
def test_a_canonical_text_stays_as_it_is(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@pytest.mark.parametrize("sign", ["\x0b", "\r\n", "\r", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_sign_for_a_new_line_is_a_line_feed(sign: str) -> None:
    assert with_line_breaks(f"a{sign}b\nc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"C\xf4te.yaml", r"C\xf4te.yaml"),
        ("Côte.yaml".encode(), "Côte.yaml"),
        (b"a\nb\x1b[2J", r"a\nb\x1b[2J"),
        ("\u202elmay.AND".encode(), r"\u202elmay.AND"),
    ],
)
def test_the_name_of_a_file_can_be_printed(name: bytes, told: str) -> None:
    assert shown_name(Path(name.decode("utf-8", "surrogateescape"))) == told
