"""Names of States within sentences: their articles, and what stands before them."""

from __future__ import annotations

import re

import pytest

from compliance_engine.findings.language.prose import (
    continued,
    contracted,
    name_in_prose,
    possessive,
)
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.states import EXAMPLE, all_states, state_of_code

EVERY_STATE = [*all_states().values(), EXAMPLE]

# --- the name itself, then "de", then "à" in French; "de", then "a" in Spanish

FRENCH = [
    ("AFG", "l'Afghanistan", "de l'Afghanistan", "à l'Afghanistan"),
    ("AGO", "l'Angola", "de l'Angola", "à l'Angola"),
    ("ATG", "Antigua-et-Barbuda", "d'Antigua-et-Barbuda", "à Antigua-et-Barbuda"),
    ("BOL", "l'État plurinational de Bolivie", "de l'État plurinational de Bolivie",
     "à l'État plurinational de Bolivie"),
    ("BRA", "le Brésil", "du Brésil", "au Brésil"),
    ("CIV", "la Côte d'Ivoire", "de la Côte d'Ivoire", "à la Côte d'Ivoire"),
    ("COD", "la République démocratique du Congo", "de la République démocratique du Congo",
     "à la République démocratique du Congo"),
    ("COG", "le Congo", "du Congo", "au Congo"),
    ("COK", "les Îles Cook", "des Îles Cook", "aux Îles Cook"),
    ("COM", "les Comores", "des Comores", "aux Comores"),
    ("CPV", "Cabo Verde", "de Cabo Verde", "à Cabo Verde"),
    ("CUB", "Cuba", "de Cuba", "à Cuba"),
    ("CYP", "Chypre", "de Chypre", "à Chypre"),
    ("DJI", "Djibouti", "de Djibouti", "à Djibouti"),
    ("ERI", "l'Érythrée", "de l'Érythrée", "à l'Érythrée"),
    ("FSM", "les États fédérés de Micronésie", "des États fédérés de Micronésie",
     "aux États fédérés de Micronésie"),
    ("GBR", "le Royaume-Uni de Grande-Bretagne et d'Irlande du Nord",
     "du Royaume-Uni de Grande-Bretagne et d'Irlande du Nord",
     "au Royaume-Uni de Grande-Bretagne et d'Irlande du Nord"),
    ("GNQ", "la Guinée équatoriale", "de la Guinée équatoriale", "à la Guinée équatoriale"),
    ("HND", "le Honduras", "du Honduras", "au Honduras"),
    ("HTI", "Haïti", "d'Haïti", "à Haïti"),
    ("HUN", "la Hongrie", "de la Hongrie", "à la Hongrie"),
    ("IRN", "la République islamique d'Iran", "de la République islamique d'Iran",
     "à la République islamique d'Iran"),
    ("ISR", "Israël", "d'Israël", "à Israël"),
    ("MDV", "les Maldives", "des Maldives", "aux Maldives"),
    ("MLT", "Malte", "de Malte", "à Malte"),
    ("MUS", "Maurice", "de Maurice", "à Maurice"),
    ("NER", "le Niger", "du Niger", "au Niger"),
    ("NGA", "le Nigéria", "du Nigéria", "au Nigéria"),
    ("NIU", "Nioué", "de Nioué", "à Nioué"),
    ("NLD", "le Royaume des Pays-Bas", "du Royaume des Pays-Bas", "au Royaume des Pays-Bas"),
    ("OMN", "Oman", "d'Oman", "à Oman"),
    ("PSE", "l'État de Palestine", "de l'État de Palestine", "à l'État de Palestine"),
    ("SLB", "les Îles Salomon", "des Îles Salomon", "aux Îles Salomon"),
    ("SLV", "El Salvador", "d'El Salvador", "à El Salvador"),
    ("TUN", "la Tunisie", "de la Tunisie", "à la Tunisie"),
    ("USA", "les États-Unis d'Amérique", "des États-Unis d'Amérique", "aux États-Unis d'Amérique"),
    ("VAT", "le Saint-Siège", "du Saint-Siège", "au Saint-Siège"),
    ("VEN", "la République bolivarienne du Venezuela",
     "de la République bolivarienne du Venezuela", "à la République bolivarienne du Venezuela"),
    ("YEM", "le Yémen", "du Yémen", "au Yémen"),
    ("XXX", "l'État exemple", "de l'État exemple", "à l'État exemple"),
]  # fmt: skip
SPANISH = [
    ("AFG", "el Afganistán", "del Afganistán", "al Afganistán"),
    ("AGO", "Angola", "de Angola", "a Angola"),
    ("ARG", "la Argentina", "de la Argentina", "a la Argentina"),
    ("BOL", "el Estado Plurinacional de Bolivia", "del Estado Plurinacional de Bolivia",
     "al Estado Plurinacional de Bolivia"),
    ("BRA", "el Brasil", "del Brasil", "al Brasil"),
    ("CHL", "Chile", "de Chile", "a Chile"),
    ("COD", "la República Democrática del Congo", "de la República Democrática del Congo",
     "a la República Democrática del Congo"),
    ("COG", "el Congo", "del Congo", "al Congo"),
    ("COK", "las Islas Cook", "de las Islas Cook", "a las Islas Cook"),
    ("CUB", "Cuba", "de Cuba", "a Cuba"),
    ("CYP", "Chipre", "de Chipre", "a Chipre"),
    ("ESP", "España", "de España", "a España"),
    ("FSM", "los Estados Federados de Micronesia", "de los Estados Federados de Micronesia",
     "a los Estados Federados de Micronesia"),
    ("GBR", "el Reino Unido de Gran Bretaña e Irlanda del Norte",
     "del Reino Unido de Gran Bretaña e Irlanda del Norte",
     "al Reino Unido de Gran Bretaña e Irlanda del Norte"),
    ("GNQ", "Guinea Ecuatorial", "de Guinea Ecuatorial", "a Guinea Ecuatorial"),
    ("HTI", "Haití", "de Haití", "a Haití"),
    ("IND", "la India", "de la India", "a la India"),
    ("IRN", "la República Islámica del Irán", "de la República Islámica del Irán",
     "a la República Islámica del Irán"),
    ("JPN", "el Japón", "del Japón", "al Japón"),
    ("LAO", "la República Democrática Popular Lao", "de la República Democrática Popular Lao",
     "a la República Democrática Popular Lao"),
    ("MLT", "Malta", "de Malta", "a Malta"),
    ("NER", "el Níger", "del Níger", "al Níger"),
    ("NGA", "Nigeria", "de Nigeria", "a Nigeria"),
    ("NIU", "Niue", "de Niue", "a Niue"),
    ("NLD", "el Reino de los Países Bajos", "del Reino de los Países Bajos",
     "al Reino de los Países Bajos"),
    ("PSE", "el Estado de Palestina", "del Estado de Palestina", "al Estado de Palestina"),
    ("SDN", "el Sudán", "del Sudán", "al Sudán"),
    ("SLB", "las Islas Salomón", "de las Islas Salomón", "a las Islas Salomón"),
    ("SLV", "El Salvador", "de El Salvador", "a El Salvador"),
    ("SSD", "Sudán del Sur", "de Sudán del Sur", "a Sudán del Sur"),
    ("USA", "los Estados Unidos de América", "de los Estados Unidos de América",
     "a los Estados Unidos de América"),
    ("VAT", "la Santa Sede", "de la Santa Sede", "a la Santa Sede"),
    ("VEN", "la República Bolivariana de Venezuela", "de la República Bolivariana de Venezuela",
     "a la República Bolivariana de Venezuela"),
    ("YEM", "el Yemen", "del Yemen", "al Yemen"),
    ("XXX", "el Estado ejemplo", "del Estado ejemplo", "al Estado ejemplo"),
]  # fmt: skip
ENGLISH = [
    ("BOL", "the Plurinational State of Bolivia"),
    ("CHE", "Switzerland"),
    ("COD", "the Democratic Republic of the Congo"),
    ("COG", "the Congo"),
    ("COK", "the Cook Islands"),
    ("GMB", "the Gambia"),
    ("IRN", "the Islamic Republic of Iran"),
    ("LAO", "the Lao People's Democratic Republic"),
    ("NER", "the Niger"),
    ("NGA", "Nigeria"),
    ("NLD", "the Kingdom of the Netherlands"),
    ("PSE", "the State of Palestine"),
    ("SDN", "the Sudan"),
    ("SSD", "South Sudan"),
    ("UKR", "Ukraine"),
    ("VAT", "the Holy See"),
    ("XXX", "Example State"),
]


@pytest.mark.parametrize(("code", "name"), ENGLISH)
def test_an_english_name_takes_the_article_of_the_united_nations(code: str, name: str) -> None:
    state = state_of_code(code)
    assert name_in_prose(state, "en") == name
    assert continued("the report of ", state, "en") == f"the report of {name}"


@pytest.mark.parametrize(("code", "name", "of", "to"), FRENCH)
def test_a_french_name_takes_its_article_and_contracts(
    code: str, name: str, of: str, to: str
) -> None:
    state = state_of_code(code)
    assert name_in_prose(state, "fr") == name
    assert continued("le rapport de ", state, "fr") == f"le rapport {of}"
    assert continued("il est demandé à ", state, "fr") == f"il est demandé {to}"
    assert continued("une question reconnue par ", state, "fr").endswith(f" par {name}")


@pytest.mark.parametrize(("code", "name", "of", "to"), SPANISH)
def test_a_spanish_name_takes_its_article_and_contracts(
    code: str, name: str, of: str, to: str
) -> None:
    state = state_of_code(code)
    assert name_in_prose(state, "es") == name
    assert continued("el informe de ", state, "es") == f"el informe {of}"
    assert continued("se pide a ", state, "es") == f"se pide {to}"
    assert continued("reconocida por ", state, "es") == f"reconocida por {name}"


@pytest.mark.parametrize(
    ("language", "before", "code", "text"),
    [
        ("fr", "le rapport que ", "HTI", "le rapport qu'Haïti"),
        ("fr", "le rapport que ", "TUN", "le rapport que la Tunisie"),
        ("fr", "le rapport que ", "NER", "le rapport que le Niger"),
        ("fr", "le rapport que ", "CUB", "le rapport que Cuba"),
        ("fr", "lorsque ", "OMN", "lorsqu'Oman"),
        ("fr", "avec ", "OMN", "avec Oman"),
        ("fr", "le code ", "NER", "le code le Niger"),
        ("es", "la casa ", "BRA", "la casa el Brasil"),
    ],
)
def test_only_the_word_just_before_a_name_is_joined_to_it(
    language: str, before: str, code: str, text: str
) -> None:
    assert continued(before, state_of_code(code), language) == text


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("en", "", "The Niger"),
        ("en", "Notice was received. ", "Notice was received. The Niger"),
        ("en", "Notice was received, ", "Notice was received, the Niger"),
        ("fr", "", "Le Niger"),
        ("fr", "Selon « la source ». ", "Selon « la source ». Le Niger"),
        ("fr", "De ", "Du Niger"),
        ("fr", "À ", "Au Niger"),
        ("es", "", "El Níger"),
        ("es", "De ", "Del Níger"),
        ("es", "Según «la fuente.» ", "Según «la fuente.» El Níger"),
    ],
)
def test_a_name_at_the_beginning_of_a_sentence_has_a_capital(
    language: str, before: str, text: str
) -> None:
    assert continued(before, state_of_code("NER"), language) == text


# --- every State


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_in_a_sentence_keeps_its_brackets_or_lacks_a_space(language: str) -> None:
    for state in EVERY_STATE:
        name = name_in_prose(state, language)
        assert not re.search(r"[()]|  |' | '", name), name
        assert name.endswith(re.sub(r" \(.*", "", state.names[language])), name


def test_no_state_is_left_uncontracted() -> None:
    wrong = {"fr": r"\b(de|à) les? |\bde [AEIOUÉÎHaeiou]", "es": r"\b(de|a) el "}
    for language, pattern in wrong.items():
        for state in EVERY_STATE:
            for before in ("x de ", "x à ", "x a "):
                said = continued(before, state, language)
                assert not re.search(pattern, said), said


@pytest.mark.parametrize(
    ("code", "whose"),
    [
        ("TUV", "Tuvalu's"),
        ("NER", "the Niger's"),
        ("HND", "Honduras'"),
        ("NLD", "the Kingdom of the Netherlands'"),
        ("CIV", "Côte d'Ivoire's"),
    ],
)
def test_an_english_name_takes_an_apostrophe(code: str, whose: str) -> None:
    assert possessive(state_of_code(code)) == whose


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "ce que l'on sait de le constat", "ce que l'on sait du constat"),
        ("fr", "À les autres mesures", "Aux autres mesures"),
        ("fr", "la date de l'échéance", "la date de l'échéance"),
        ("es", "lo que se sabe de el plazo", "lo que se sabe del plazo"),
        ("es", "a el otro plazo de la cuestión", "al otro plazo de la cuestión"),
        ("es", "el representante de El Salvador", "el representante de El Salvador"),
        ("en", "de el", "de el"),
    ],
)
def test_a_preposition_is_joined_to_the_article_after_it(
    language: str, text: str, said: str
) -> None:
    assert contracted(text, language) == said
