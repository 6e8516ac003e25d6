"""Lines end well, provisions are cited as each language does, and many ids are told as few."""

from __future__ import annotations

import pytest

from compliance_engine.letters.drafting.listing import listed_ids
from compliance_engine.letters.drafting.typesetting import typeset
from tests.unit.letters.desk import shown


@pytest.mark.parametrize(
    ("language", "text", "set_as"),
    [
        ("en", "due on 30 April 2026", "due on 30~April 2026"),
        ("fr", "attendu le 1er mars 2026", "attendu le 1er~mars 2026"),
        ("es", "el 30 de abril de 2026", "el 30~de~abril de 2026"),
        ("ru", "30 апреля 2026 года", "30~апреля 2026 года"),
        ("ar", "24 حزيران/يونيه 2015", "24~حزيران/يونيه 2015"),
        ("zh", "2015年6月24日", "2015年6月24日"),
        ("en", "Article 7(1) and Form A", "Article~7(1) and Form~A"),
        ("en", "the United Nations Office at Geneva", "the United~Nations Office~at~Geneva"),
        ("fr", "l’Office des Nations Unies à Genève", "l’Office des Nations~Unies~à~Genève"),
        ("en", "covering 2012 and 2013", "covering 2012 and 2013"),
        ("en", "within 180 days", "within 180~days"),
    ],
)
def test_what_belongs_together_stays_on_one_line(language: str, text: str, set_as: str) -> None:
    assert shown(typeset(text, language)) == set_as


def test_french_keeps_its_high_marks_on_the_line_of_what_they_mark() -> None:
    assert shown(typeset("Référence : « ici » ; quand ?", "fr")) == "Référence~: «~ici~»~; quand~?"


@pytest.mark.parametrize(
    ("language", "text", "cited"),
    [
        ("en", "Article 1(1)(a) of the Convention", "Article 1(1)(a) of the Convention"),
        (
            "fr",
            "de l'article 1(1)(a) de la Convention",
            "de l’article premier, paragraphe 1 a), de la Convention",
        ),
        ("fr", "de l'article 5(3)", "de l’article 5, paragraphe 3"),
        ("es", "el artículo 1(2)", "el artículo 1, párrafo 2"),
        (
            "es",
            "al artículo 1(1)(b) de la Convención",
            "al artículo 1, párrafo 1 b), de la Convención",
        ),
    ],
)
def test_a_provision_is_cited_as_the_language_does(language: str, text: str, cited: str) -> None:
    assert typeset(text, language).replace("\u00a0", " ") == cited


def test_a_provision_keeps_its_order_between_lines_from_right_to_left() -> None:
    assert typeset("المادة 1(1)(a)", "ar") == "المادة \u200e1(1)(a)\u200e"


def test_what_is_set_stays_as_it_is_when_it_is_set_again() -> None:
    text = "Selon l'article 1(1)(a) de la Convention, au 1er mars 2026 : « oui »."
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["TUV/annual report/2013"], ["TUV/annual report/2013"]),
        (
            [f"TUV/annual report/{year}" for year in (2009, 2012, 2010, 2011, 2014)],
            ["TUV/annual report/2009–2012, 2014"],
        ),
        (
            ["TUV/annual report/2013", "TUV/annual report/2014", "TUV/case-open/A1-001"],
            ["TUV/annual report/2013–2014", "TUV/case-open/A1-001"],
        ),
        (["TUV/initial report", "CCC/2015/1"], ["TUV/initial report", "CCC/2015/1"]),
    ],
)
def test_ids_of_many_years_are_told_once(ids: list[str], told: list[str]) -> None:
    assert listed_ids(ids) == told
