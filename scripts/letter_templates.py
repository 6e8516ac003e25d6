"""Makes the Word templates of letters anew: note-verbale.docx, letter.docx and basis.docx.

They are kept in rules/apmbc/letters, where whoever sends letters restyles them in Word. Run this
only to begin again from plain ones: what was changed in Word is lost.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from compliance_engine.letters.drafting.archive import archived, parts_of

FOLDER = Path(__file__).parents[1] / "rules" / "apmbc" / "letters"
FONT = "Times New Roman"
CHINESE_FONT = "SimSun"
GREY = RGBColor(0x50, 0x50, 0x50)
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def begun(*, landscape: bool = False) -> Word:
    """An empty A4 page with its fonts, and a page header for the letterhead."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9 if landscape else 11)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:hAnsi", "w:cs"):
        fonts.set(qn(script), FONT)
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)
    normal.paragraph_format.space_after = Pt(3 if landscape else 8)
    normal.paragraph_format.line_spacing = 1.0 if landscape else 1.08
    normal.paragraph_format.widow_control = True
    document.core_properties.author = document.core_properties.last_modified_by = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = MADE
    return document


def line(document: Word, text: str, *, bold: bool = False, align: str = "left") -> Paragraph:
    """A paragraph of the body."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    paragraph.alignment = WD_ALIGN_PARAGRAPH[
        {"left": "LEFT", "both": "JUSTIFY", "right": "RIGHT"}[align]
    ]
    return paragraph


def tag(document: Word, text: str) -> None:
    """A paragraph that holds nothing but a loop or a condition, and goes when it is filled."""
    document.add_paragraph(text)


def letterhead(document: Word) -> None:
    """The names at the top of every page, with a line below; page numbers at the bottom."""
    section = document.sections[0]
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name = paragraph.add_run("{{ convention }}")
    name.bold, name.font.size = True, Pt(12)
    below = section.header.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    committee = below.add_run("{{ committee }}")
    committee.font.size, committee.font.color.rgb = Pt(10.5), GREY
    ruled(below)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(number)


def ruled(paragraph: Paragraph) -> None:
    """Draws a line below a paragraph."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "6"), ("color", "808080")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:jc"
    )


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, as a field of Word."""
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def matters(document: Word) -> None:
    """What the letter is about: a heading where there are several, a text, a list, and the rest."""
    tag(document, "{%p for matter in matters %}")
    tag(document, "{%p if matter.heading %}")
    heading = line(document, "{{ matter.heading }}", bold=True)
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(6)
    tag(document, "{%p endif %}")
    tag(document, "{%p if matter.text %}")
    line(document, "{{ matter.text }}", align="both")
    tag(document, "{%p endif %}")
    tag(document, "{%p for item in matter.items %}")
    item = line(document, "–\t{{ item }}", align="both")
    item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.6)
    item.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    item.paragraph_format.space_after = Pt(4)
    tag(document, "{%p endfor %}")
    tag(document, "{%p if matter.rest %}")
    rest = line(document, "{{ matter.rest }}", align="both")
    rest.paragraph_format.space_before = Pt(8)
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")


def note_verbale() -> Word:
    """A note in the third person, with its addressee at the foot."""
    document = begun()
    letterhead(document)
    line(document, "{{ reference_label }} {{ reference }}").paragraph_format.space_after = Pt(18)
    line(document, "{{ opening }}", align="both")
    matters(document)
    line(document, "{{ contact }}").paragraph_format.keep_with_next = True
    line(document, "{{ closing }}", align="both").paragraph_format.keep_with_next = True
    dated = line(document, "{{ dated }}", align="right")
    dated.paragraph_format.space_before, dated.paragraph_format.space_after = Pt(12), Pt(24)
    dated.paragraph_format.keep_with_next = True
    addressee = line(document, "{{ addressee }}", bold=True)
    addressee.paragraph_format.right_indent = Cm(5)
    return document


def letter() -> Word:
    """A letter signed by a person."""
    document = begun()
    letterhead(document)
    line(document, "{{ reference_label }} {{ reference }}").paragraph_format.space_after = Pt(4)
    line(document, "{{ dated }}").paragraph_format.space_after = Pt(18)
    addressee = line(document, "{{ addressee }}", bold=True)
    addressee.paragraph_format.right_indent = Cm(5)
    addressee.paragraph_format.space_after = Pt(18)
    line(document, "{{ salutation }}")
    line(document, "{{ opening }}", align="both")
    matters(document)
    line(document, "{{ contact }}").paragraph_format.keep_with_next = True
    line(document, "{{ closing }}", align="both").paragraph_format.keep_with_next = True
    signed = line(document, "{{ signatory }}")
    signed.paragraph_format.space_before = Pt(48)
    signed.paragraph_format.left_indent = Cm(7)
    return document


COLUMNS = (
    ("sentence", 6.6),
    ("rests_on", 4.4),
    ("law", 2.6),
    ("where", 2.6),
    ("sources", 5.2),
    ("confidence", 2.0),
    ("verified", 1.6),
    ("as_of", 1.9),
)


def basis() -> Word:
    """The sheet for the file: a row for each thing that a sentence rests on."""
    document = begun(landscape=True)
    page_number(document.sections[0].footer.paragraphs[0])
    document.sections[0].header.paragraphs[0].add_run("{{ not_for_sending }}").bold = True
    title = line(document, "{{ title }}", bold=True)
    title.runs[0].font.size = Pt(13)
    line(document, "{{ about }}")
    table = document.add_table(rows=4, cols=len(COLUMNS))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for number, (name, width) in enumerate(COLUMNS):
        table.columns[number].width = Cm(width)
        for row, text in ((0, f"{{{{ labels.{name} }}}}"), (2, f"{{{{ row.{name} }}}}")):
            cell = table.cell(row, number)
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(text).bold = row == 0
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            cell.paragraphs[0].runs[0].font.size = Pt(8)
    table.cell(1, 0).paragraphs[0].add_run("{%tr for row in rows %}")
    table.cell(3, 0).paragraphs[0].add_run("{%tr endfor %}")
    table.rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    line(document, "").paragraph_format.space_after = Pt(2)
    for name in ("also", "courtesies", "fixed", "withheld"):
        tag(document, f"{{%p if {name} %}}")
        line(document, f"{{{{ {name}_label }}}}", bold=True)
        tag(document, f"{{%p for item in {name} %}}")
        line(document, "–  {{ item }}")
        tag(document, "{%p endfor %}")
        tag(document, "{%p endif %}")
    return document


def main() -> None:
    """Writes the three templates."""
    for name, made in (("note-verbale", note_verbale()), ("letter", letter()), ("basis", basis())):
        out = io.BytesIO()
        made.save(out)
        (FOLDER / f"{name}.docx").write_bytes(archived(parts_of(out.getvalue())))
        sys.stdout.write(f"{name}.docx\n")


if __name__ == "__main__":
    main()
