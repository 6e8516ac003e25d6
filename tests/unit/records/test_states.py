"""The States, by code and by the names that people use."""

from __future__ import annotations

import unicodedata

import pytest

from compliance_engine.phrases.phrases import LANGUAGES as SPOKEN
from compliance_engine.records.name_index import LANGUAGES
from compliance_engine.records.reference_tables import reference_rows
from compliance_engine.records.states import EXAMPLE, UnknownStateError, all_states, state_of_code

STATES = all_states()


def refusal_of_code(given: str) -> str:
    with pytest.raises(UnknownStateError) as raised:
        state_of_code(given)
    return f"{raised.value} | {raised.value.remedy}"


def unknown(given: str) -> str:
    return f"{given!r} is not a State that the engine knows | "


# --- the table


def test_every_state_has_codes_names_in_six_languages_and_a_group() -> None:
    for code, state in STATES.items():
        assert state.code == code
        assert (len(state.code), len(state.iso2)) == (3, 2)
        assert tuple(state.names) == LANGUAGES
        assert all(name.strip() == name != "" for name in state.names.values())
        assert state.formal_name
        assert state.name == state.names["en"]


def test_no_two_states_share_a_code() -> None:
    assert len({state.iso2 for state in STATES.values()}) == len(STATES) == 197
    assert EXAMPLE.code not in STATES


# --- articles


def test_every_state_has_an_entry_of_articles_in_the_order_of_the_table() -> None:
    entries = reference_rows("articles.csv")
    assert [entry["iso3"] for entry in entries] == list(STATES)
    assert {tuple(entry) for entry in entries} == {("iso3", *SPOKEN)}


@pytest.mark.parametrize(
    ("language", "known"),
    [
        ("en", {"", "the"}),
        ("fr", {"", "l'", "la", "le", "les"}),
        ("es", {"", "el", "la", "las", "los"}),
    ],
)
def test_an_article_is_one_of_its_language(language: str, known: set[str]) -> None:
    articles = {state.articles[language] for state in (*STATES.values(), EXAMPLE)}
    assert articles == known


def test_french_elides_le_and_la_before_a_vowel_and_nowhere_else() -> None:
    for state in (*STATES.values(), EXAMPLE):
        name = state.names["fr"].rpartition("(")[2]
        vowel = unicodedata.normalize("NFD", name)[0] in "AEIOU"
        if state.articles["fr"] in ("l'", "la", "le"):
            assert vowel == (state.articles["fr"] == "l'"), name


@pytest.mark.parametrize("language", SPOKEN)
def test_a_name_in_brackets_always_has_the_article_of_its_form(language: str) -> None:
    inverted = [state for state in STATES.values() if state.names[language].endswith(")")]
    assert len(inverted) == 5
    assert all(state.articles[language] for state in inverted)


# --- codes in files


def test_a_code_is_of_three_letters_exactly_as_they_are_written() -> None:
    for state in STATES.values():
        assert state_of_code(state.code) == state
        for other in (state.code.lower(), state.iso2, f"{state.code} "):
            assert refusal_of_code(other) == (
                f"{other!r} is not the code of a State | "
                f"Write the three letters of its code: {state.code}, for {state.name}."
            )


def test_the_example_state_has_a_code_of_its_own() -> None:
    assert state_of_code("XXX") is EXAMPLE


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("GNX", "Write the three letters of ISO 3166-1, such as GNQ."),
        ("Equatorial Ginea", "Did you mean Equatorial Guinea (GNQ)?"),
        ("", "Write the three letters of ISO 3166-1, such as GNQ."),
    ],
)
def test_an_unknown_code_is_proposed_nothing_that_shares_only_letters(
    given: str, remedy: str
) -> None:
    assert refusal_of_code(given) == unknown(given) + remedy


@pytest.mark.parametrize(
    ("given", "code"), [("UK", "GBR"), ("Kenya", "KEN"), ("DRC", "COD"), ("Zaire", "COD")]
)
def test_a_name_in_the_place_of_a_code_is_told_its_code(given: str, code: str) -> None:
    assert f"Write the three letters of its code: {code}, for" in refusal_of_code(given)
