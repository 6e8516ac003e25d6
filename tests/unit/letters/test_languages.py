"""Letters in the languages of the United Nations: names, dates, and lines from right to left."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn

from compliance_engine.findings.language.written import written
from compliance_engine.letters.drafting.archive import parts_of
from compliance_engine.letters.drafting.drafts import Brief, Draftsman
from compliance_engine.letters.drafting.stationery import Stationery
from compliance_engine.letters.drafting.wording import CompleteWording, held, listed, years
from compliance_engine.records.states import all_states, state_of_code
from compliance_engine.rulebook.letters.loading import load_letters
from tests.builders import rulebook
from tests.unit.letters.desk import RULES, dossier, letters, plain, real

DAY = date(2015, 3, 1)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "1 March 2015"),
        ("fr", "1er mars 2015"),
        ("es", "1 de marzo de 2015"),
        ("ru", "1 марта 2015 года"),
        ("zh", "2015年3月1日"),
        ("ar", "1 آذار/مارس 2015"),
    ],
)
def test_a_day_is_written_as_the_united_nations_writes_it(language: str, day: str) -> None:
    assert written(language).day(DAY) == day


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ru", "Многонациональное Государство Боливия"),
        ("zh", "多民族玻利维亚国"),
        ("ar", "دولة بوليفيا المتعددة القوميات"),
    ],
)
def test_a_name_with_its_form_in_brackets_is_turned_round(language: str, name: str) -> None:
    state = state_of_code("BOL")
    assert CompleteWording(state, DAY, language).state(state) == name


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_every_state_has_a_name_in_prose_in_every_language(language: str) -> None:
    for state in all_states().values():
        said = CompleteWording(state, DAY, language).state(state)
        assert said
        assert not re.search("[()_]", said)


@pytest.mark.parametrize(
    ("code", "language", "mission"),
    [
        ("TUV", "fr", "Mission permanente des Tuvalu auprès"),
        ("NER", "fr", "Mission permanente du Niger auprès"),
        ("HTI", "fr", "Mission permanente d'Haïti auprès"),
        ("COD", "fr", "Mission permanente de la République démocratique du Congo auprès"),
        ("AGO", "fr", "Mission permanente de l'Angola auprès"),
        ("VAT", "fr", "Mission permanente d'observation du Saint-Siège auprès"),
        ("ECU", "es", "Misión Permanente del Ecuador ante"),
        ("PHL", "es", "Misión Permanente de Filipinas ante"),
        ("DOM", "es", "Misión Permanente de la República Dominicana ante"),
        ("SLV", "es", "Misión Permanente de El Salvador ante"),
        ("GMB", "en", "Permanent Mission of the Gambia to"),
        ("PSE", "en", "Permanent Observer Mission of the State of Palestine to"),
        ("VAT", "en", "Permanent Observer Mission of the Holy See to"),
    ],
)
def test_the_addressee_has_its_article(code: str, language: str, mission: str) -> None:
    from compliance_engine.letters.drafting.page import addressee

    state = state_of_code(code)
    said = addressee(state, letters(), CompleteWording(state, DAY, language))
    assert plain(said).startswith(mission)


@pytest.mark.parametrize(
    ("given", "language", "told"),
    [
        ([2014], "en", "2014"),
        ([2013, 2012], "en", "2012 and 2013"),
        ([2005, 2006, 2007, 2012], "fr", "2005 à 2007 et 2012"),
        ([1999, 2001, 2002, 2004, 2005, 2006], "es", "1999, 2001, 2002 y 2004 a 2006"),
    ],
)
def test_years_in_a_row_are_told_as_a_span(given: list[int], language: str, told: str) -> None:
    assert years(given, language) == told


def test_spanish_joins_before_an_i_with_another_word() -> None:
    assert listed(["Perú", "Irlanda"], "es") == "Perú e Irlanda"


@pytest.mark.parametrize(
    ("name", "language", "told"),
    [
        ("22MSP", "en", "from 1 to 5 December 2025"),
        ("22MSP", "fr", "du 1er au 5 décembre 2025"),
        ("22MSP", "es", "del 1 al 5 de diciembre de 2025"),
        ("15MSP", "en", "from 28 November to 1 December 2016"),
        ("15MSP", "es", "del 28 de noviembre al 1 de diciembre de 2016"),
        ("TS-COMPLIANCE-2021", "fr", "le 24 juin 2021"),
        ("23MSP", "en", "in 2026"),
    ],
)
def test_a_meeting_is_held_from_one_day_to_another(name: str, language: str, told: str) -> None:
    (meeting,) = (one for one in rulebook().meetings if one.name == name)
    assert held(meeting, CompleteWording(state_of_code("NOR"), DAY, language)) == told


# --- Arabic, from a pack that has its texts in it


def in_arabic(part: object) -> object:
    """The texts of a file with Arabic beside: the same gaps among other words."""
    match part:
        case dict():
            made = {key: in_arabic(value) for key, value in part.items()}
            english = made.get("en")
            if isinstance(english, str):
                gaps = " ".join(re.findall(r"\{[^}]*\}", english))
                made["ar"] = f"نص الرسالة {gaps}".strip()
            return made
        case list():
            return [in_arabic(one) for one in part]
        case _:
            return part


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letters of the shipped rulebook with every text in Arabic too."""
    pack = tmp_path_factory.mktemp("pack")
    shutil.copytree(RULES / "letters", pack / "letters")
    for path in (pack / "letters").rglob("*.yaml"):
        if path.name not in ("words.yaml", "languages.yaml"):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            path.write_text(yaml.safe_dump(in_arabic(data), allow_unicode=True), encoding="utf-8")
    return pack


def test_a_letter_in_arabic_is_set_from_right_to_left(arabic: Path) -> None:
    texts = load_letters(arabic, rulebook().kinds)
    assert texts.languages == ("en", "fr", "es", "ar")
    draftsman = Draftsman(rulebook(), texts, Stationery(arabic), [])
    brief = Brief(date(2015, 6, 24), language="ar")
    (made,) = draftsman.drafts_of([dossier(real("TUV"), date(2015, 6, 24))], brief)
    assert made.drafted is not None, made.problems
    document = Document(io.BytesIO(made.drafted.draft.letter))
    body = document.element.body
    paragraphs = list(body.iter(qn("w:p")))
    assert paragraphs
    assert all(one.pPr is not None and one.pPr.find(qn("w:bidi")) is not None for one in paragraphs)
    assert all(one.find(qn("w:rPr")).find(qn("w:rtl")) is not None for one in body.iter(qn("w:r")))
    assert body.find(qn("w:sectPr")).find(qn("w:bidi")) is not None
    bold = list(body.iter(qn("w:b")))
    assert bold
    assert all(one.getnext().tag == qn("w:bCs") for one in bold)
    assert "توفالو" in made.drafted.draft.text
    assert "24 حزيران/يونيه 2015" in plain(made.drafted.draft.text)
    assert b'w:val="ar-SA"' in parts_of(made.drafted.draft.letter)["word/styles.xml"]


def test_properties_stand_in_the_order_that_word_wants(arabic: Path) -> None:
    from compliance_engine.letters.drafting.right_to_left import in_language

    parts = in_language(parts_of((arabic / "letters" / "note-verbale.docx").read_bytes()), "ar")
    xml = parts["word/document.xml"].decode()
    assert not re.search(r"<w:(spacing|ind|jc)\b[^>]*/>(?:(?!</w:pPr>).)*<w:bidi/>", xml)


def test_a_language_without_every_text_is_not_there_yet() -> None:
    assert letters().languages == ("en", "fr", "es")
