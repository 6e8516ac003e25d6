"""Names of States: what is no difference makes none, and a guess is never made."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance_engine.records.name_index import name_index
from compliance_engine.records.name_keys import plain_words
from compliance_engine.records.name_spelling import MOST_SLIPS, slips_between
from compliance_engine.records.resolving import resolve
from compliance_engine.records.states import UnknownStateError, all_states, find_state

NAMES = [(name, code) for name, code in name_index().spelt if code]
SPACES = (" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\t", "\n", "  ")
MARKS = ("", "*", " 3", "\N{SUPERSCRIPT ONE}", "\N{DAGGER}", " [4]", ".", "<sup>2</sup>", " 1, 12")
CASES = (str, str.upper, str.lower, str.title, str.swapcase)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
LATIN = st.text("abcdefghiklmnoprstuyz ", min_size=3, max_size=16)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(CASES),
    st.sampled_from(FORMS),
    st.sampled_from(SPACES),
    st.sampled_from(MARKS),
)
def test_a_name_is_found_in_any_case_white_space_and_form_of_unicode(
    known: tuple[str, str], case: Callable[[str], str], form: Form, space: str, mark: str
) -> None:
    name, code = known
    written = unicodedata.normalize(form, space.join(case(name).split(" ")))
    expected = resolve(name).codes
    assert code in expected
    assert resolve(f"{space}{written}{mark}{space}").codes == expected


@given(st.sampled_from(NAMES), st.sampled_from(CASES))
def test_a_name_is_found_without_its_diacritics(
    known: tuple[str, str], case: Callable[[str], str]
) -> None:
    name, _ = known
    bare = "".join(
        one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one)
    )
    assert resolve(case(bare)).codes == resolve(name).codes


@given(st.one_of(TEXTS, LATIN))
def test_any_text_is_a_state_that_it_names_or_nearly_names_or_none(text: str) -> None:
    found = resolve(text)
    if found.proposed is not None:
        assert any(_slips(part, found.proposed) <= MOST_SLIPS for part in _stretches(text))
    if len(found.codes) == 1:
        assert find_state(text).code == found.codes[0]
    else:
        with pytest.raises(UnknownStateError):
            find_state(text)


@given(st.sampled_from(NAMES), st.integers(0, 40), st.sampled_from("aeinrtx"))
def test_one_wrong_letter_is_its_state_or_none(
    known: tuple[str, str], at: int, letter: str
) -> None:
    name, code = known
    at %= len(name)
    typed = f"{name[:at]}{letter}{name[at + 1 :]}"
    found = resolve(typed)
    for other in {*found.codes, found.proposed} - {None, code}:
        assert _slips(typed, other) <= _slips(typed, code)


def _stretches(text: str) -> list[str]:
    """Each run of words of a text."""
    words = plain_words(text)
    return [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    ]


def _slips(typed: str, code: str | None) -> int:
    """How far what was typed is from the nearest name of a State."""
    joined = "".join(plain_words(typed))
    names = ("".join(plain_words(name)) for name, of in NAMES if of == code)
    return min(slips_between(joined, name, 9) for name in names)


def test_no_two_states_share_a_name_that_finds_one_of_them() -> None:
    for key, codes in name_index().names.items():
        assert len(codes) == 1 or set(codes) == {"KOR", "PRK"}, key
        assert all(code in all_states() for code in codes)
        assert key not in name_index().others, key
