"""One document, three times: the same words and notes, safe, and the same bytes each time."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE

from compliance_engine.reports.brief.document import (
    Bullets,
    Chart,
    Note,
    Pack,
    Paragraph,
    Section,
    Strong,
    Table,
    cells,
    text,
)
from compliance_engine.reports.brief.rendering.html import html_of
from compliance_engine.reports.brief.rendering.markdown import markdown_of
from compliance_engine.reports.brief.rendering.word import word_of
from compliance_engine.reports.charts import Series, stacked

CHART = stacked([2019, 2020], [Series("on time", "#08306b", [1, 2])], of="Year", number="States")
HOSTILE = '<script>alert("x")</script> & *stars* | [link](http://example.org) _'
PACK = Pack(
    language="fr",
    day=date(2021, 6, 24),
    title="Note",
    subtitle="Situation",
    made_of="Règles 0",
    contents="Sommaire",
    notes="Notes",
    front=(Paragraph(text(Strong("En bref"))), Bullets((text("États : 164", Note("Première.")),))),
    sections=(
        Section(
            "1. Article 7",
            (
                Paragraph(text(HOSTILE, Note("Voir https://example.org/a,b; fin.")), quiet=True),
                Chart(text("Un graphique"), "Des barres", CHART),
            ),
            (
                Section(
                    "Par État",
                    (
                        Table(
                            text("Un tableau", Note("Troisième.")),
                            ("État", "Nombre"),
                            (cells("Niger", text("7", Note("Quatrième."))), cells("Togo", 8)),
                            (3, 1),
                            frozenset({1}),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Annexe",
            (Table(text("Tout"), ("État", "2020"), (cells("Niger", "T"),), (3, 1), dense=True),),
        ),
    ),
)


def word() -> docx.document.Document:
    return docx.Document(BytesIO(word_of(PACK)))


def part_of(name: str) -> str:
    with ZipFile(BytesIO(word_of(PACK))) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("render", [markdown_of, html_of, word_of])
def test_the_same_document_is_the_same_bytes(render: object) -> None:
    assert callable(render)
    assert render(PACK) == render(PACK)


def test_markdown_numbers_its_notes_in_the_order_of_the_text() -> None:
    shown = markdown_of(PACK)
    assert re.findall(r"\[\^(\d)\](?!:)", shown) == ["1", "2", "3", "4"]
    assert "[^1]: Première.\n" in shown
    assert "[^4]: Quatrième.\n" in shown


def test_markdown_shows_marks_as_they_are() -> None:
    assert r"\<script\>alert" in markdown_of(PACK)
    assert r"\*stars\* \| \[link\]" in markdown_of(PACK)


def test_html_shows_marks_as_they_are_and_runs_nothing() -> None:
    shown = html_of(PACK)
    assert "<script" not in shown
    assert "&lt;script&gt;alert" in shown
    assert "default-src &#39;none&#39;" in shown or "default-src 'none'" in shown


def test_html_fetches_nothing() -> None:
    shown = html_of(PACK)
    assert re.findall(r"""(?:src|srcset|data|action|poster)\s*=\s*["']?(?!\w+-)""", shown) == []
    assert re.findall(r"<(?:link|img|iframe|object|embed|script|base)\b", shown) == []
    assert re.findall(r"url\(|@import", shown.partition("</style>")[0]) == []


def test_a_note_of_html_leads_back_to_its_place_and_its_address_can_be_followed() -> None:
    shown = html_of(PACK)
    for number in range(1, 5):
        assert f'id="ref-{number}" href="#note-{number}"' in shown
        assert f'<li id="note-{number}">' in shown
        assert f'href="#ref-{number}"' in shown
    assert (
        '<a href="https://example.org/a,b" rel="noreferrer">https://example.org/a,b</a>;' in shown
    )


def test_every_link_within_html_leads_somewhere() -> None:
    shown = html_of(PACK)
    targets = set(re.findall(r'\bid="([^"]+)"', shown))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= targets


def test_a_chart_of_html_is_drawn_and_told() -> None:
    shown = html_of(PACK)
    assert shown.count("<svg") == 1
    assert '<div role="img" aria-label="Des barres">' in shown


def test_word_opens_and_has_the_words_of_the_document() -> None:
    opened = word()
    said = [paragraph.text for paragraph in opened.paragraphs]
    for told in ("Note", "Situation", "En bref", HOSTILE, "1. Article 7", "Par État", "Notes"):
        assert told in said
    table = opened.tables[0]
    assert [[cell.text.strip("\u202f") for cell in row.cells] for row in table.rows] == [
        ["État", "Nombre"],
        ["Niger", "7"],
        ["Togo", "8"],
    ]


def test_word_has_headings_by_level_and_a_picture_that_is_told() -> None:
    opened = word()
    levels = {one.text: one.style.name for one in opened.paragraphs if one.style}
    assert levels["1. Article 7"] == "Heading 1"
    assert levels["Par État"] == "Heading 2"
    (shape,) = opened.inline_shapes
    assert shape._inline.docPr.get("descr") == "Des barres"


def test_notes_of_word_are_endnotes_numbered_as_in_the_text() -> None:
    notes = word().part.part_related_by(RELATIONSHIP_TYPE.ENDNOTES).blob.decode()
    assert re.findall(r'<w:endnote w:id="(\d)">', notes) == ["2", "3", "4", "5"]
    assert re.findall(r'<w:endnoteReference w:id="(\d)"/>', part_of("word/document.xml")) == [
        "2",
        "3",
        "4",
        "5",
    ]
    assert "Voir https://example.org/a,b; fin." in notes
    assert '<w:numFmt w:val="decimal"/>' in part_of("word/settings.xml")


def test_a_dense_table_of_word_has_a_page_on_its_side() -> None:
    sections = word().sections
    assert [one.orientation for one in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_word_is_dated_by_its_day_and_speaks_its_language() -> None:
    said = word().core_properties
    assert (said.created.date(), said.modified.date()) == (date(2021, 6, 24), date(2021, 6, 24))
    assert (said.title, said.language) == ("Note", "fr")
    assert 'w:lang w:val="fr-FR"' in part_of("word/styles.xml")
    with ZipFile(BytesIO(word_of(PACK))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_note_on_a_number_stands_apart_from_it() -> None:
    assert text("160", Note("x")) == ("160\u202f", Note("x"))
    assert text("States", Note("x")) == ("States", Note("x"))
    assert text(None, Note("x")) == (Note("x"),)
