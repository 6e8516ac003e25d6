"""Real endnotes of Word, which python-docx does not make: a part of their own, and two styles."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from compliance_engine.documents.escaping import in_markup
from compliance_engine.reports.brief.document import Note

TEXT, REFERENCE = "EndnoteText", "EndnoteReference"
"""The ids of their styles."""

_FIRST = 2
"""Word keeps 0 and 1 for the lines that divide endnotes from the text."""

_PART = PackURI("/word/endnotes.xml")
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_DIVIDERS = (
    '<w:endnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:endnote>'
    '<w:endnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:endnote>"
)


def reference_to(number: int) -> str:
    """The run that refers to a note, as WordprocessingML."""
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE}"/></w:rPr>'
        f'<w:endnoteReference w:id="{number + _FIRST - 1}"/></w:r>'
    )


def add_styles(document: Document) -> None:
    """The styles of notes and of their numbers in the text."""
    text = document.styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), TEXT)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(8)
    text.paragraph_format.space_after = Pt(2)
    reference = document.styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), REFERENCE)
    reference.font.superscript = True


def add_endnotes(document: Document, notes: Sequence[Note]) -> None:
    """The notes in their order, numbered 1, 2, 3 at the end of the document."""
    listed = "".join(_endnote(number, note) for number, note in enumerate(notes, start=_FIRST))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:endnotes {nsdecls('w')}>{_DIVIDERS}{listed}</w:endnotes>"
    )
    part = Part(_PART, _CONTENT, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
    settings = document.settings.element
    numbering = parse_xml(
        f'<w:endnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/>'
        '<w:endnote w:id="0"/><w:endnote w:id="1"/></w:endnotePr>'
    )
    compatible = settings.find(qn("w:compat"))
    assert compatible is not None
    compatible.addprevious(numbering)


def _endnote(number: int, note: Note) -> str:
    return (
        f'<w:endnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{TEXT}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE}"/></w:rPr><w:endnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {in_markup(note.text)}</w:t></w:r></w:p></w:endnote>'
    )
