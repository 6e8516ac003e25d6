"""The watermark of a draft: a shape behind the text of every page, as Word itself makes one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from compliance_engine.documents.escaping import in_markup
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.letters.drafting.template import BODY, HEADER

MARK = "PowerPlusWaterMarkObject"
"""How Word names the shape, by which it is found again when the letter is approved."""

_SHAPE = (
    "<w:r><w:rPr><w:noProof/></w:rPr><w:pict"
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>'
    '</v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="{mark}{number}" o:spid="_x0000_s{number}" type="#_x0000_t136"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:100pt;'
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d4d4d4" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt"'
    ' string="{words}"/></v:shape></w:pict></w:r>'
)
_EMPTY_PARAGRAPH = re.compile(r"<w:p( [^>]*)?/>")
_FIRST_SERIAL = 2049
_WIDTH_OF_A_LETTER = 60


def watermarked(parts: Mapping[str, bytes], words: str) -> dict[str, bytes]:
    """The document with the words behind every page."""
    marked = dict(parts)
    for number, name in enumerate(sorted(filter(HEADER.fullmatch, parts)), _FIRST_SERIAL):
        shape = _SHAPE.format(
            mark=MARK,
            number=number,
            width=_WIDTH_OF_A_LETTER * len(words),
            words=in_markup(words),
        )
        text = _EMPTY_PARAGRAPH.sub(r"<w:p\1></w:p>", parts[name].decode())
        before, end, after = text.rpartition("</w:p>")
        marked[name] = f"{before}{shape}{end}{after}".encode()
    return marked


def check_can_be_marked(parts: Mapping[str, bytes], shown_as: str) -> None:
    """Refuses a template on some page of which a watermark would be missing.

    Raises InvalidInputError.
    """
    body = parts[BODY].decode()
    missing = [
        kind
        for kind, asked in (("default", True), ("first", "<w:titlePg" in body))
        if asked and not re.search(rf'<w:headerReference [^>]*w:type="{kind}"', body)
    ]
    if missing:
        what = "has pages without a page header, so that a draft would bear no watermark there"
        remedy = "In Word, choose Insert, Header, and save it again; the header can stay empty."
        raise InvalidInputError([Problem(Place(shown_as), what, remedy)])
