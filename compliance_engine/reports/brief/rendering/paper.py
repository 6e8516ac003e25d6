"""The paper of a Word document: A4, its styles, header and footer, and what it says of itself."""

from __future__ import annotations

from datetime import datetime, time

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from compliance_engine.reports.brief.document import Pack
from compliance_engine.reports.brief.rendering.endnotes import add_styles

A4 = (21.0, 29.7)
"""Centimetres of the short and the long side."""

MARGIN = 2.0
"""Centimetres on each side."""

QUIET, IN_TABLE, HEAD, DENSE = "Quiet", "InTable", "TableHead", "Dense"
"""The ids of the styles of paragraphs that are not Word's own."""

_INK, _GREY = RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x55, 0x60, 0x6E)
_TYPEFACE = "Arial"
_LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve">{field}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def prepare(document: Document, pack: Pack) -> None:
    """An empty document that is ready for the text."""
    _says_of_itself(document, pack)
    _own_styles(document)
    _word_styles(document)
    add_styles(document)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), _LOCALES[pack.language])
    page = document.sections[0]
    notes = parse_xml(f'<w:endnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/></w:endnotePr>')
    page._sectPr.insert_element_before(notes, "w:type", "w:pgSz")
    page.page_width, page.page_height = (Cm(side) for side in A4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)
    header = page.header.paragraphs[0]
    header.text = pack.title
    header.style = document.styles["Quiet"]
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("PAGE", " / ", "NUMPAGES"):
        _add_to_footer(footer._p, part)


def _add_to_footer(paragraph: object, part: str) -> None:
    runs = _PAGE.format(field=part) if part.isupper() else f"<w:r><w:t>{part}</w:t></w:r>"
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph.append(run)  # type: ignore[attr-defined]


def _says_of_itself(document: Document, pack: Pack) -> None:
    """Its title and language; its times are its day, so that it is the same when made again."""
    said = document.core_properties
    said.title, said.subject, said.language = pack.title, pack.subtitle, pack.language
    said.author, said.last_modified_by, said.comments = "compliance-engine", "", pack.made_of
    said.created = said.modified = datetime.combine(pack.day, time())
    said.revision = 1


def _own_styles(document: Document) -> None:
    for name, size in ((QUIET, 9), (IN_TABLE, 9), (HEAD, 7), (DENSE, 6.5)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(4 if name == QUIET else 0)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = 1.0
    document.styles[QUIET].font.italic = True
    document.styles[QUIET].font.color.rgb = _GREY


def _word_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _TYPEFACE, Pt(10)
    normal.paragraph_format.space_after = Pt(5)
    sizes = (
        ("Title", 20),
        ("Subtitle", 12),
        ("Heading 1", 15),
        ("Heading 2", 12),
        ("Caption", 9.5),
    )
    for name, size in sizes:
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.italic = Pt(size), _INK, False
        style.font.name = _TYPEFACE
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.keep_with_next = True
