"""A brief as a Word document: headings, tables, pictures, and real endnotes.

The unit edits it: paragraphs and tables have styles, and a note moves with the words that it is on.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from compliance_engine.documents.escaping import in_markup
from compliance_engine.reports.brief.document import (
    Block,
    Bullets,
    Chart,
    Inline,
    Note,
    Numbering,
    Pack,
    Paragraph,
    Section,
    Strong,
    Table,
    walked,
)
from compliance_engine.reports.brief.rendering.archive import without_times
from compliance_engine.reports.brief.rendering.endnotes import add_endnotes, reference_to
from compliance_engine.reports.brief.rendering.paper import (
    A4,
    DENSE,
    HEAD,
    IN_TABLE,
    MARGIN,
    QUIET,
    prepare,
)
from compliance_engine.reports.charts import png

_TWIPS_PER_CM = 567


def _margins(*, across: int, down: int) -> str:
    """The space around the text of a cell, in twentieths of a point."""
    sides = (("top", down), ("left", across), ("bottom", down), ("right", across))
    told = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{told}</w:tblCellMar>"


_BULLET, _CAPTION, _GRID = "ListBullet", "Caption", "TableGrid"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="B8C2CC"/>' for side in _SIDES)
_BORDERS = f"<w:tblBorders>{_LINES}</w:tblBorders>"
_CELL = _margins(across=70, down=25)
_DENSE_CELL = _margins(across=15, down=5)


def word_of(pack: Pack) -> bytes:
    """The whole document."""
    return _Word(pack).document()


class _Word:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._numbering = Numbering()
        self._document: Document = docx.Document()
        self._wide = False

    def document(self) -> bytes:
        pack, document = self._pack, self._document
        prepare(document, pack)
        document.add_paragraph(pack.title, "Title")
        document.add_paragraph(pack.subtitle, "Subtitle")
        for block in pack.front:
            self._block(block)
        self._contents()
        for number, (level, section) in enumerate(walked(pack.sections), start=1):
            self._section(number, level, section)
        self._turn(False)
        self._add(_heading(pack.notes, 1, "notes", 0))
        self._add(self._paragraph((pack.made_of,), QUIET))
        add_endnotes(document, self._numbering.notes)
        out = BytesIO()
        document.save(out)
        return without_times(out.getvalue())

    def _contents(self) -> None:
        self._add(self._paragraph((Strong(self._pack.contents),)))
        for number, (level, section) in enumerate(walked(self._pack.sections), start=1):
            if level == 1:
                link = (
                    f'<w:hyperlink w:anchor="part-{number}" w:history="1">'
                    f"{_run(section.heading)}</w:hyperlink>"
                )
                self._add(_in_style(link, IN_TABLE))

    def _section(self, number: int, level: int, section: Section) -> None:
        self._turn(any(isinstance(one, Table) and one.dense for one in section.blocks))
        self._add(_heading(section.heading, level, f"part-{number}", number))
        for block in section.blocks:
            self._block(block)

    def _turn(self, wide: bool) -> None:
        """Goes on with a page on its side, or upright."""
        if wide is self._wide:
            return
        self._wide = wide
        made = self._document.add_section(WD_SECTION.NEW_PAGE)
        short, long = A4
        made.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        made.page_width, made.page_height = (Cm(long), Cm(short)) if wide else (Cm(short), Cm(long))

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text=text, quiet=quiet):
                self._add(self._paragraph(text, QUIET if quiet else "Normal"))
            case Bullets(items=items):
                for item in items:
                    self._add(self._paragraph(item, _BULLET))
            case Chart():
                self._chart(block)
            case Table():
                self._add(self._paragraph(block.caption, _CAPTION))
                self._add(self._table(block))
                self._add(_in_style("", IN_TABLE))

    def _chart(self, chart: Chart) -> None:
        self._add(self._paragraph(chart.caption, _CAPTION))
        paragraph = self._document.add_paragraph()
        picture = paragraph.add_run().add_picture(BytesIO(png(chart.spec)), width=Cm(15))
        picture._inline.docPr.set("descr", chart.told)

    def _table(self, table: Table) -> str:
        style = DENSE if table.dense else IN_TABLE
        across = A4[1] if self._wide else A4[0]
        total = (across - 2 * MARGIN) * _TWIPS_PER_CM
        widths = [round(total * share / sum(table.widths)) for share in table.widths]
        margins = _DENSE_CELL if table.dense else _CELL
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row(((text,) for text in table.head), widths, table, style, head=True)
        rows = "".join(self._row(row, widths, table, style) for row in table.rows)
        return (
            f"<w:tbl {nsdecls('w')}><w:tblPr>"
            f'<w:tblStyle w:val="{_GRID}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'{_BORDERS}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        )

    def _row(
        self,
        row: Iterable[Inline],
        widths: list[int],
        table: Table,
        style: str,
        *,
        head: bool = False,
    ) -> str:
        cells = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            right = column in table.numbers or (table.dense and column > 0)
            side = ("center" if table.dense else "right") if right else "left"
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="EAF0F6"/>' if head else ""
            said = ((Strong(part) if head and isinstance(part, str) else part) for part in text)
            runs = "".join(self._part(part) for part in said if part)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="{HEAD if head and not table.dense else style}"/>'
                f'<w:jc w:val="{side}"/></w:pPr>'
                f"{runs}</w:p></w:tc>"
            )
        repeated = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"

    def _paragraph(self, text: Inline, style: str = "Normal") -> str:
        return _in_style("".join(self._part(part) for part in text), style)

    def _part(self, part: str | Strong | Note) -> str:
        match part:
            case Note():
                return reference_to(self._numbering.number(part))
            case Strong(text=text):
                return _run(text, "<w:b/>")
            case _:
                return _run(part)

    def _add(self, xml: str) -> None:
        body = self._document.element.body
        last = body.find(qn("w:sectPr"))
        last.addprevious(parse_xml(xml))


def _run(text: str, properties: str = "") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{in_markup(text)}</w:t></w:r>'


def _in_style(runs: str, style: str) -> str:
    return f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>{runs}</w:p>"


def _heading(text: str, level: int, name: str, number: int) -> str:
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    runs = f'{mark}{_run(text)}<w:bookmarkEnd w:id="{number}"/>'
    return _in_style(runs, f"Heading{level}")
