"""What leaves: the text and its looks, in a file made anew; nothing beside them."""

from __future__ import annotations

import io

import pytest
from docx import Document

from compliance_engine.documents.archives import WORD, parts_of
from compliance_engine.letters.outgoing.parts import TakenOut
from compliance_engine.letters.outgoing.reading import outgoing, pictures_in
from compliance_engine.store.canonical import digest_of_bytes
from tests.unit.letters.outgoing.word_files import (
    OFFICE,
    PACKAGE,
    PLACE,
    SAID,
    content_of,
    leaving,
    letter,
    p,
    packed,
    r,
    refusal,
    word,
)
from tests.unit.letters.test_templates import PIXEL

BODY, SETTINGS = "word/document.xml", "word/settings.xml"
MICROSOFT = "http://schemas.microsoft.com/office/"
SECRET = "between-us"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

BESIDE = {
    "who wrote it": (PACKAGE + "metadata/core-properties", "", TakenOut.PROPERTIES),
    "the company": (OFFICE + "extended-properties", "", TakenOut.PROPERTIES),
    "properties of one's own": (OFFICE + "custom-properties", "", TakenOut.PROPERTIES),
    "a picture of it": (PACKAGE + "metadata/thumbnail", "", TakenOut.PREVIEW),
    "a signature": (PACKAGE + "digital-signature/origin", "", TakenOut.SIGNATURE),
    "add-ins": (MICROSOFT + "2011/relationships/webextensiontaskpanes", "", TakenOut.PROGRAMS),
    "a label": (MICROSOFT + "2020/02/relationships/classificationlabels", "", TakenOut.PROPERTIES),
    "data": (OFFICE + "customXml", BODY, TakenOut.CUSTOM_DATA),
    "building blocks": (OFFICE + "glossaryDocument", BODY, TakenOut.BLOCKS),
    "who commented": (MICROSOFT + "2011/relationships/people", BODY, None),
    "settings of a printer": (OFFICE + "printerSettings", BODY, None),
    "settings of the web": (OFFICE + "webSettings", BODY, None),
}


@pytest.mark.parametrize("kind", BESIDE)
def test_what_word_keeps_beside_the_text_stays_behind_and_is_told(kind: str) -> None:
    leads, source, told = BESIDE[kind]
    document = word(
        parts={"word/beside.xml": f"<x>{SECRET}</x>"},
        leads=[(source, leads, "/word/beside.xml", False)],
    )
    made = leaving(document)
    assert SECRET.encode() in content_of(document)
    assert SECRET.encode() not in content_of(made.file)
    assert told is None or told in made.taken_out
    assert SAID in made.paragraphs


AWAY = {
    "a template": (SETTINGS, OFFICE + "attachedTemplate", TakenOut.TEMPLATE),
    "mail merge": (SETTINGS, OFFICE + "mailMergeSource", TakenOut.MAIL_MERGE),
    "a link": (BODY, OFFICE + "hyperlink", TakenOut.LINKS),
    "a font": ("word/fontTable.xml", OFFICE + "font", None),
}


@pytest.mark.parametrize("kind", AWAY)
def test_nothing_leads_elsewhere(kind: str) -> None:
    source, leads, told = AWAY[kind]
    made = leaving(word(leads=[(source, leads, f"http://{SECRET}/", True)]))
    assert b"External" not in content_of(made.file)
    assert SECRET.encode() not in content_of(made.file)
    assert told is None or told in made.taken_out


TAKEN_OUT = {
    "an address": (p(f'<w:hyperlink r:id="{SECRET}">{r("the report")}</w:hyperlink>'),
                   "the report", TakenOut.LINKS),
    "a control": (f'<w:sdt><w:sdtPr><w:tag w:val="{SECRET}"/></w:sdtPr><w:sdtContent>{p(r("x"))}'
                  "</w:sdtContent></w:sdt>", "x", TakenOut.CONTROLS),
    "data": (p(f'<w:customXml w:element="{SECRET}">{r("x")}</w:customXml>'), "x",
             TakenOut.CUSTOM_DATA),
    "a frame": (f'<w:p><w:pPr><w:framePr w:x="-9" w:y="{SECRET}"/></w:pPr>{r("x")}</w:p>',
                "x", TakenOut.FRAMES),
    "a bookmark": (p(f'<w:bookmarkStart w:id="1" w:name="{SECRET}"/>', r("x")), "x", None),
    "a mark of a session": (f'<w:p w:rsidR="{SECRET}" w14:paraId="1A">{r("x")}</w:p>', "x", None),
    "a smart tag": (p(f'<w:smartTag w:element="{SECRET}">{r("x")}</w:smartTag>'), "x", None),
    "an effect": (p(r("x", f'<w14:glow w14:rad="{SECRET}"/><w:emboss/>')), "x", None),
    "a folded heading": (f'<w:p><w:pPr><w15:collapsed w15:val="{SECRET}"/></w:pPr>{r("x")}</w:p>',
                         "x", None),
    "a comment in the XML": (p(f"<!-- {SECRET} -->", r("x"), f"<?{SECRET} x?>"), "x", None),
    "text between elements": (f"<w:p>{SECRET}{r('x')}</w:p>", "x", None),
    "an attribute": (f'<w:p w:secret="{SECRET}">{r("x")}</w:p>', "x", None),
    "a colour of a theme": (p(r("x", f'<w:color w:val="000000" w:themeColor="{SECRET}"/>')), "x",
                            None),
    "the description of a table": (
        f'<w:tbl><w:tblPr><w:tblDescription w:val="{SECRET}"/></w:tblPr><w:tr><w:tc>{p(r("x"))}'
        "</w:tc></w:tr></w:tbl>", "x", None),
}  # fmt: skip


@pytest.mark.parametrize("kind", TAKEN_OUT)
def test_what_is_around_the_text_stays_behind_and_the_text_stays(kind: str) -> None:
    xml, said, told = TAKEN_OUT[kind]
    made = leaving(word(xml))
    assert made.paragraphs[1:3].count(said) == 1
    assert SECRET.encode() not in content_of(made.file)
    assert told is None or told in made.taken_out


SETTING = {
    "variables": ('<w:docVars><w:docVar w:name="a" w:val="between-us"/></w:docVars>',
                  TakenOut.VARIABLES),
    "protection": ('<w:documentProtection w:edit="between-us"/>', TakenOut.PROTECTION),
    "sessions": ('<w:rsids><w:rsid w:val="between-us"/></w:rsids>', None),
    "changes": ('<w:trackRevisions w:val="between-us"/>', None),
}  # fmt: skip


@pytest.mark.parametrize("kind", SETTING)
def test_settings_that_do_not_change_its_looks_stay_behind(kind: str) -> None:
    xml, told = SETTING[kind]
    made = leaving(word(inside={SETTINGS: ("</w:settings>", f"{xml}</w:settings>")}))
    assert SECRET.encode() not in content_of(made.file)
    assert told is None or told in made.taken_out


def test_what_no_page_shows_stays_behind() -> None:
    header = f"<w:hdr {W}>{p(r(SECRET))}</w:hdr>"
    note = f'<w:footnotes {W}><w:footnote w:id="5">{p(r(SECRET))}</w:footnote>'
    note += f'<w:footnote w:id="6">{p(r("Seen."))}</w:footnote></w:footnotes>'
    made = leaving(
        word(
            p('<w:r><w:footnoteReference w:id="6"/></w:r>')
            + '<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="rIdX0"/></w:sectPr>'
            "</w:pPr></w:p>",
            parts={"word/header7.xml": header, "word/footnotes.xml": note},
            leads=[
                (BODY, OFFICE + "header", "header7.xml", False),
                (BODY, OFFICE + "footnotes", "footnotes.xml", False),
            ],
        )
    )
    assert SECRET.encode() not in content_of(made.file)
    assert "Seen." in made.paragraphs
    assert TakenOut.UNSEEN in made.taken_out


def test_the_first_page_shows_its_own_header() -> None:
    header = f"<w:hdr {W}>{p(r('Geneva'))}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rIdX0"/><w:titlePg/></w:sectPr>'
    made = leaving(
        word(
            f"<w:p><w:pPr>{section}</w:pPr></w:p>",
            parts={"word/header7.xml": header},
            leads=[(BODY, OFFICE + "header", "header7.xml", False)],
        )
    )
    assert "Geneva" in made.paragraphs


def test_styles_that_are_not_used_stay_behind() -> None:
    made = leaving(letter())
    names = {style.name for style in Document(io.BytesIO(made.file)).styles}
    assert {"Normal", "Header"} <= names
    assert "Heading 1" not in names
    assert "Intense Quote" not in made.names


def test_a_file_that_has_left_leaves_as_it_is_to_the_byte() -> None:
    made = leaving(letter())
    assert leaving(made.file).file == made.file
    assert leaving(made.file).taken_out == ()
    assert leaving(letter()).file == made.file


def test_the_looks_of_the_text_stay() -> None:
    document = Document(io.BytesIO(letter()))
    paragraph = document.add_paragraph("Bold", style="List Bullet")
    paragraph.runs[0].bold = True
    table = document.add_table(1, 2, style="Table Grid")
    table.cell(0, 1).text = "In a table"
    out = io.BytesIO()
    document.save(out)
    made = Document(io.BytesIO(leaving(out.getvalue()).file))
    (bold,) = (one for one in made.paragraphs if one.text == "Bold")
    assert (bold.style.name if bold.style else "", bold.runs[0].bold) == ("List Bullet", True)
    assert made.tables[0].cell(0, 1).text == "In a table"
    assert made.tables[0].style is not None
    assert made.sections[0].header.paragraphs[0].text == "Implementation Support Unit"


def test_the_numbers_of_pages_stay() -> None:
    xml = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES \\* MERGEFORMAT '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = leaving(word(p(xml) + p(f'<w:fldSimple w:instr=" PAGE ">{r("iv")}</w:fldSimple>')))
    assert content_of(made.file).count(b" PAGE ") == 1
    assert b" NUMPAGES " in content_of(made.file)


def test_fonts_of_a_theme_are_named_and_the_theme_stays_behind() -> None:
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi"/>'
    made = leaving(word(p(r("x", fonts))))
    parts = parts_of(made.file, WORD, PLACE)
    assert not any("theme" in name for name in parts)
    assert b'<w:rFonts w:ascii="Cambria" w:hAnsi="Calibri"/>' in parts["word/document.xml"]


# --- pictures


def with_picture(content: bytes = PIXEL) -> bytes:
    document = Document(io.BytesIO(letter()))
    document.paragraphs[0].add_run().add_picture(io.BytesIO(content))
    document.inline_shapes[0]._inline.docPr.set("descr", SECRET)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_picture_of_the_draft_stays_without_what_is_said_of_it() -> None:
    document = with_picture()
    made = outgoing(document, PLACE, pictures_in(document, PLACE))
    assert SECRET.encode() not in content_of(made.file)
    assert TakenOut.ALT_TEXT in made.taken_out
    assert pictures_in(made.file, PLACE) == {digest_of_bytes(PIXEL)}
    assert len(Document(io.BytesIO(made.file)).inline_shapes) == 1


def test_a_picture_that_is_not_in_the_draft_is_refused() -> None:
    assert "a picture that is not in the draft" in refusal(with_picture())
    assert outgoing(with_picture(), PLACE, {digest_of_bytes(PIXEL)}).paragraphs


def test_a_picture_that_is_only_linked_is_refused() -> None:
    document = with_picture()
    parts = parts_of(document, WORD, PLACE)
    parts[BODY] = parts[BODY].replace(b"r:embed=", b"r:link=")
    assert "a picture that is not in the draft" in refusal(packed(parts))
