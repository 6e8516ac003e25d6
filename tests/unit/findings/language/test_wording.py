"""Sentences of the rulebook with their gaps filled, in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.model import Dated, FactValue
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.templates import parse_template
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type

THING = FactKind(
    "thing",
    "what the sentences name",
    {
        "known": Field(Type.DATE, "a day"),
        "year": Field(Type.YEAR, "a year"),
        "late": Field(Type.COUNT, "days"),
        "told": Field(Type.FLAG, "whether it was told"),
        "by": Field(Type.TEXT, "a State, or who else"),
    },
)
NO_BREAK = "\u00a0"


def said(language: str, text: str, code: str = "NER", **values: FactValue) -> str:
    """The text in a language, of a State, on 1 March 2016."""
    template = parse_template(text, {"thing": THING})
    wording = Wording(state_of_code(code), date(2016, 3, 1), language)
    return wording.sentence({language: template}, {"thing": values})


@pytest.mark.parametrize(
    ("language", "text", "filled"),
    [
        ("en", "{state} on {as_of}.", "The Niger on 1 March 2016."),
        ("fr", "{state} au {as_of}.", "Le Niger au 1er mars 2016."),
        ("es", "{state} al {as_of}.", "El Níger al 1 de marzo de 2016."),
        ("en", "of {state}", "Of the Niger"),
        ("fr", "de {state}", "Du Niger"),
        ("es", "de {state}", "Del Níger"),
        ("fr", "à la demande de {state}", "À la demande du Niger"),
        ("fr", "état de {state}", "État du Niger"),
    ],
)
def test_a_sentence_names_the_state_and_begins_with_a_capital(
    language: str, text: str, filled: str
) -> None:
    assert said(language, text) == filled


@pytest.mark.parametrize(
    ("language", "text", "filled"),
    [
        ("en", "asked by {thing.by}", "Asked by Haiti"),
        ("fr", "demande de {thing.by}", "Demande d'Haïti"),
        ("es", "solicitud de {thing.by}", "Solicitud de Haití"),
    ],
)
def test_a_state_that_a_fact_names_reads_like_any_other(
    language: str, text: str, filled: str
) -> None:
    assert said(language, text, by=state_of_code("HTI")) == filled


@pytest.mark.parametrize(
    ("language", "known", "filled"),
    [
        ("en", "2015-06-18", "Known on 18 June 2015"),
        ("fr", "2015-06-18", "Known le 18 juin 2015"),
        ("fr", "2015-06", "Known en juin 2015"),
        ("fr", "by 2015", "Known au plus tard le 31 décembre 2015"),
        ("es", "2015-06", "Known en junio de 2015"),
        ("es", "by 2015-06-01", "Known a más tardar el 1 de junio de 2015"),
    ],
)
def test_a_day_known_in_part_takes_its_own_word(language: str, known: str, filled: str) -> None:
    when = Dated.latest(PartialDate.parse(known))
    assert said(language, "known {thing.known:on}", known=when) == filled


@pytest.mark.parametrize(
    ("language", "filled"),
    [
        ("en", "2,015 / 1 day / yes"),
        ("fr", "2\u202f015 / 1 jour / oui"),
        ("es", "2.015 / 1 día / sí"),
    ],
)
def test_numbers_days_and_flags_read_as_the_language_has_them(language: str, filled: str) -> None:
    numbers = said(language, "{thing.late} / {thing.late - 2014:days}", late=2015)
    assert f"{numbers} / {said(language, '{thing.told}', told=True).lower()}" == filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_is_no_number(language: str) -> None:
    assert said(language, "{thing.year}", year=2015) == "2015"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_is_left_open(language: str) -> None:
    assert said(language, "x {thing.by}") == "X …"


def test_french_keeps_its_high_marks_on_the_line_and_quotes_the_record_as_it_is() -> None:
    text = "Lieu : « {thing.by} » ; voir plus bas !"
    told = said("fr", text, by="the north : a road")
    spaces = "Lieu_: «_the north : a road_»_; voir plus bas_!"
    assert told == spaces.replace("_", NO_BREAK)


@pytest.mark.parametrize("language", ["en", "es"])
def test_other_languages_have_no_space_to_keep(language: str) -> None:
    assert NO_BREAK not in said(language, "Place: «{thing.by}» ; x", by="the north")


def test_a_sentence_about_no_state_needs_none() -> None:
    template = parse_template("In {thing.year}.", {"thing": THING})
    wording = Wording(None, date(2016, 3, 1))
    assert wording.sentence({"en": template}, {"thing": {"year": 2012}}) == "In 2012."
