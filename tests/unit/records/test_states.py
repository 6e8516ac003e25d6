"""The States, by code and by the names that people use."""

from __future__ import annotations

import unicodedata

import pytest

from compliance_engine.phrases import LANGUAGES as SPOKEN
from compliance_engine.records import (
    EXAMPLE,
    UnknownStateError,
    all_states,
    find_state,
    state_of_code,
)
from compliance_engine.records.states import FORMER_NAMES, LANGUAGES, reference_rows

STATES = all_states()


def refusal(given: str) -> str:
    with pytest.raises(UnknownStateError) as raised:
        find_state(given)
    return f"{raised.value} | {raised.value.remedy}"


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


def test_every_state_is_found_by_each_of_its_names_in_any_case() -> None:
    for state in STATES.values():
        for name in (state.code, state.formal_name, *state.names.values()):
            assert find_state(name) == state
            assert find_state(f"  {name.upper()} ") == state
            assert find_state(name.lower()) == state


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


# --- names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "NOR"),
        ("Norvège", "NOR"),
        ("Noruega", "NOR"),
        ("Норвегия", "NOR"),
        ("挪威", "NOR"),
        ("النرويج", "NOR"),
        ("Guinée équatoriale", "GNQ"),
        ("the Republic of Korea", "KOR"),
        ("Republic of Korea", "KOR"),
        ("Côte d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("gnq", "GNQ"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Dominica", "DMA"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
    ],
)
def test_a_name_in_any_language_of_the_un_is_that_state(name: str, code: str) -> None:
    assert find_state(name).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Swaziland", "SWZ"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Turkey", "TUR"),
        ("Cape Verde", "CPV"),
        ("Czech Republic", "CZE"),
        ("Zaire", "COD"),
        ("East Timor", "TLS"),
        ("Ivory Coast", "CIV"),
        ("United Kingdom", "GBR"),
    ],
)
def test_a_name_of_former_days_finds_the_state_and_is_never_printed(name: str, code: str) -> None:
    found = find_state(name)
    assert found.code == code
    assert name not in (*found.names.values(), found.formal_name)


def test_every_former_name_is_of_a_state_and_hides_no_name_of_another() -> None:
    for name, code in FORMER_NAMES.items():
        assert find_state(name).code == code
        assert name == name.casefold()


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("Norwy", "Did you mean 'Norway'?"),
        ("Cabo Verd", "Did you mean 'Cabo Verde'?"),
        ("Cote d'Ivoire", "Did you mean 'Côte d'Ivoire'?"),
        ("Germny", "Did you mean 'Germany'?"),
        (" Tongo ", "Did you mean 'Togo' or 'Tonga' or 'Congo'?"),
        ("Atlantis and Lemuria", "Write its three-letter code or its name."),
        ("", "Write its three-letter code or its name."),
        ("XXX", "Write its three-letter code or its name."),
    ],
)
def test_an_unknown_name_is_told_the_nearest(given: str, remedy: str) -> None:
    assert refusal(given) == unknown(given) + remedy


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("NO", "The engine uses three letters: write NOR for Norway."),
        ("no", "The engine uses three letters: write NOR for Norway."),
        ("GQ", "The engine uses three letters: write GNQ for Equatorial Guinea."),
    ],
)
def test_a_code_of_two_letters_is_told_that_of_three(given: str, remedy: str) -> None:
    assert refusal(given) == unknown(given) + remedy


# --- codes in files


def test_a_code_is_of_three_letters_exactly_as_they_are_written() -> None:
    for state in STATES.values():
        assert state_of_code(state.code) == state
        assert refusal_of_code(state.code.lower()).startswith(unknown(state.code.lower()))
        assert refusal_of_code(state.iso2) == (
            f"{unknown(state.iso2)}The engine uses three letters: "
            f"write {state.code} for {state.name}."
        )


def test_the_example_state_has_a_code_of_its_own() -> None:
    assert state_of_code("XXX") is EXAMPLE


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("GNX", "Did you mean 'GNQ' or 'GNB' or 'GIN'?"),
        ("nor", "Write its code: NOR."),
        ("GNQ ", "Did you mean 'GNQ'?"),
        ("Equatorial Guinea", "Write its code: GNQ."),
        ("", "Write the three letters of ISO 3166-1, such as GNQ."),
    ],
)
def test_an_unknown_code_is_told_the_nearest(given: str, remedy: str) -> None:
    assert refusal_of_code(given) == unknown(given) + remedy
