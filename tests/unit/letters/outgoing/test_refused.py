"""What a recipient could see, or a program run, beside the text of a letter: refused."""

from __future__ import annotations

import pytest

from tests.unit.letters.outgoing.word_files import OFFICE, PACKAGE, leaving, p, r, refusal, word

BODY = "word/document.xml"
MICROSOFT = "http://schemas.microsoft.com/office/"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:id="1" w:author="A" w:date="2026-11-30T00:00:00Z"'
GONE = f"<w:del {BY}><w:r><w:delText>Between us.</w:delText></w:r></w:del>"


def field(to_do: str, shown: str = "1") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{to_do}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(properties: str, text: str) -> str:
    return f"<w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc></w:tr>"


RESTART = '<w:vMerge w:val="restart"/>'
CHANGES = {
    "a deletion": p(r("Kept."), GONE),
    "an insertion": p(f"<w:ins {BY}>{r('Between us.')}</w:ins>"),
    "a move from": p(f"<w:moveFrom {BY}>{r('Between us.')}</w:moveFrom>"),
    "a move to": p(f"<w:moveTo {BY}>{r('Between us.')}</w:moveTo>"),
    "the mark of a paragraph": f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr></w:p>",
    "a look before": p(r("Said.", f"<w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>")),
    "a row": f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>",
    "a deletion in a link": p(f'<w:hyperlink w:anchor="x">{GONE}</w:hyperlink>'),
    "a deletion in a control": f"<w:sdt><w:sdtContent>{p(GONE)}</w:sdtContent></w:sdt>",
}
COMMENTS = {
    "a mark": p('<w:commentRangeStart w:id="1"/>', r("Said.")),
    "a reference": p('<w:r><w:commentReference w:id="1"/></w:r>'),
    "the end of one": p(r("Said."), '<w:commentRangeEnd w:id="1"/>'),
    "the place of one": p("<w:r><w:annotationRef/></w:r>"),
}
FIELDS = {
    "a quotation": p(field("QUOTE &quot;Between us.&quot;")),
    "another file": p(field("INCLUDETEXT &quot;C:\\\\x.docx&quot;")),
    "a picture from elsewhere": p(field("INCLUDEPICTURE &quot;http://x/y.png&quot;")),
    "an exchange of data": p(field("DDEAUTO excel x y")),
    "a macro": p(field("MACROBUTTON Run here")),
    "a link": p(field("HYPERLINK &quot;http://x/&quot;", "the report")),
    "mail merge": p(field("MERGEFIELD name")),
    "the day of printing": p(field("DATE")),
    "simple": p(f'<w:fldSimple w:instr="AUTHOR">{r("x")}</w:fldSimple>'),
    "in pieces": p(field("PAGE</w:instrText></w:r><w:r><w:instrText>REF \\* x")),
    "in another": p(field(f"PAGE</w:instrText></w:r>{field('QUOTE x')}<w:r><w:instrText>")),
    "a page that shows words": p(field("PAGE", "between us")),
    "without an end": p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("x")),
    "without a beginning": p("<w:r><w:instrText>QUOTE x</w:instrText></w:r>"),
    "an old one": p("<w:r><w:dayLong/></w:r>"),
}
HIDDEN = {
    "hidden": p(r("Between us.", "<w:vanish/>")),
    "hidden on the web": p(r("Between us.", "<w:webHidden/>")),
    "hidden by its mark": p(r("Between us.", '<w:specVanish w:val="1"/>')),
    "white": p(r("Between us.", '<w:color w:val="FFFFFF"/>')),
    "nearly white": p(r("Between us.", '<w:color w:val="F0F0E0"/>')),
    "on a black ground": p(r("Between us.", '<w:shd w:val="clear" w:fill="000000"/>')),
    "on a solid ground": p(r("Between us.", '<w:shd w:val="solid" w:color="auto"/>')),
    "marked in black": p(r("Between us.", '<w:highlight w:val="black"/>')),
    "tiny": p(r("Between us.", '<w:sz w:val="2"/>')),
    "squeezed": p(r("Between us.", '<w:w w:val="1"/>')),
    "over one another": p(r("Between us.", '<w:spacing w:val="-400"/>')),
    "above the page": p(r("Between us.", '<w:position w:val="3000"/>')),
    "beside the page": f'<w:p><w:pPr><w:ind w:left="-20000"/></w:pPr>{r("Between us.")}</w:p>',
    "in lines of no height": (
        f'<w:p><w:pPr><w:spacing w:line="10" w:lineRule="exact"/></w:pPr>{r("Between us.")}</w:p>'
    ),
    "in a row of no height": (
        '<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
        f"<w:tc>{p(r('Between us.'))}</w:tc></w:tr></w:tbl>"
    ),
    "in a hidden row": (
        f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>"
    ),
    "in a merged cell": (
        f"<w:tbl>{cell(RESTART, 'x')}{cell('<w:vMerge/>', 'Between us.')}</w:tbl>"
    ),
    "in a table wider than the page": (
        '<w:tbl><w:tblGrid><w:gridCol w:w="12000"/><w:gridCol w:w="12000"/></w:tblGrid>'
        f"<w:tr><w:tc>{p(r('x'))}</w:tc><w:tc>{p(r('Between us.'))}</w:tc></w:tr></w:tbl>"
    ),
    "in symbols": p(r("Between us.", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
}
SHAPES = {
    "a text box": p(f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r('x'))}"
                    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
    "one of today": p("<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice>"
                      "</mc:AlternateContent></w:r>"),
    "a word as a drawing": p('<w:r><w:pict><v:shape><v:textpath string="Between us"/></v:shape>'
                             "</w:pict></w:r>"),
    "a drawing with words": p("<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp/>"
                              "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"),
    "an object": p('<w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r>'),
    "a control": p('<w:r><w:control r:id="x"/></w:r>'),
}  # fmt: skip
OTHERS = {
    "mathematics": (p("<m:oMath><m:r><m:t>Between us</m:t></m:r></m:oMath>"), "m:oMath"),
    "a symbol": (p('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'), "symbol font"),
    "turned around": (p(f'<w:bdo w:val="rtl">{r("su neewteB")}</w:bdo>'), "turned around"),
    "a phonetic guide": (p("<w:r><w:ruby/></w:r>"), "a phonetic guide"),
    "another file": ('<w:altChunk r:id="x"/>', "another file"),
    "a part of a master": ('<w:subDoc r:id="x"/>', "another file"),
    "ink": (p('<w:r><w14:contentPart r:id="x"/></w:r>'), "w14:contentPart"),
    "an empty control": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Click here'))}"
        "</w:sdtContent></w:sdt>",
        "not filled",
    ),
    "text outside of paragraphs": ("<w:t>Between us.</w:t>", "(w:t)"),
    "text in a text": (p("<w:r><w:t>x<w:t>y</w:t></w:t></w:r>"), "(w:t)"),
    "an override of direction": (p(r("\u202esu neewteB")), "U+202E"),
    "an element that is not known": (p("<w:r><w:secret/></w:r>"), "w:secret"),
}


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (CHANGES, "a tracked change"),
        (COMMENTS, "a comment"),
        (FIELDS, "a field"),
        (HIDDEN, "text that a reader would not see"),
        (SHAPES, "a shape, a text box or a picture"),
    ],
    ids=["changes", "comments", "fields", "hidden", "shapes"],
)
def test_what_is_not_the_text_of_the_letter_is_refused(of: dict[str, str], told: str) -> None:
    said = {name: refusal(word(xml)) for name, xml in of.items()}
    assert [name for name, why in said.items() if told not in why] == []


@pytest.mark.parametrize("kind", OTHERS)
def test_what_else_no_letter_has_is_refused(kind: str) -> None:
    xml, told = OTHERS[kind]
    assert told in refusal(word(xml))


def test_it_is_told_where_it_stands_and_what_to_do_and_all_at_once() -> None:
    said = refusal(word(p(r("The first matter. "), GONE) + p(r("The second."), field("DATE"))))
    assert "e.docx: holds a tracked change: in the text, “The first matter. Between us.”" in said
    assert "choose Review, Accept or Reject All Changes" in said
    assert "holds a field, which shows what is not written in the letter: in the text" in said
    assert "Ctrl+Shift+F9" in said


NOTE = '<w:{0}s {1}><w:{0} w:id="2">{2}</w:{0}></w:{0}s>'
MARK = '<w:r><w:{0}Reference w:id="2"/></w:r>'
SECTION = '<w:pPr><w:sectPr><w:{0}Reference w:type="default" r:id="rIdX0"/></w:sectPr></w:pPr>'
STORIES = {
    "header": ("<w:hdr {1}>{2}</w:hdr>", SECTION, "header", "in a page header"),
    "footer": ("<w:ftr {1}>{2}</w:ftr>", SECTION, "footer", "in a page footer"),
    "footnote": (NOTE, MARK, "footnotes", "in a footnote"),
    "endnote": (NOTE, MARK, "endnotes", "in an endnote"),
}


@pytest.mark.parametrize("kind", STORIES)
def test_headers_footers_and_notes_are_read_as_the_text_is(kind: str) -> None:
    part, mark, leads, where = STORIES[kind]
    name = f"{kind}9.xml"
    document = word(
        p(mark.format(kind)),
        parts={f"word/{name}": part.format(kind, W, p(r("Said."), GONE))},
        leads=[(BODY, OFFICE + leads, name, False)],
    )
    assert f"holds a tracked change: {where}, “Said.Between us.”" in refusal(document)


PARTS = {
    "comments": (OFFICE + "comments", "comments"),
    "answers to comments": (MICROSOFT + "2011/relationships/commentsExtended", "comments"),
    "ids of comments": (MICROSOFT + "2016/09/relationships/commentsIds", "comments"),
    "macros": (MICROSOFT + "2006/relationships/vbaProject", "macros"),
    "an object": (OFFICE + "oleObject", "an object of another program"),
    "a workbook": (OFFICE + "package", "an object of another program"),
    "a chart": (OFFICE + "chart", "a chart or diagram"),
    "a diagram": (OFFICE + "diagramData", "a chart or diagram"),
    "another file": (OFFICE + "aFChunk", "another file"),
    "a film": (OFFICE + "video", "an object of another program"),
    "what is not known": ("urn:x", "a part that no letter has"),
}


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_that_no_letter_has_is_refused(kind: str) -> None:
    leads, told = PARTS[kind]
    said = refusal(word(parts={"word/x.bin": b"x"}, leads=[(BODY, leads, "x.bin", False)]))
    assert f"holds {told}" in said
    assert "(word/x.bin)" in said


@pytest.mark.parametrize(
    "name", ["word/comments.xml", "evil.bin", "word/media/x.png", "docProps/x.xml"]
)
def test_a_part_to_which_nothing_leads_is_refused(name: str) -> None:
    assert f"a part that no letter has ({name})" in refusal(word(parts={name: "<x/>"}))


@pytest.mark.parametrize("kind", ["image", "header", "styles", "settings", "footnotes"])
def test_what_is_fetched_from_elsewhere_is_refused(kind: str) -> None:
    for target, away in (("http://localhost/x", True), ("file:///x", True), ("none", False)):
        said = refusal(word(leads=[(BODY, OFFICE + kind, target, away)]))
        assert "what is fetched from elsewhere" in said


@pytest.mark.parametrize("kind", ["officeDocument", "styles", "settings", "footnotes"])
def test_a_second_part_where_a_letter_has_one_is_refused(kind: str) -> None:
    source = "" if kind == "officeDocument" else BODY
    root = f"<w:{'document' if not source else kind} {W}/>"
    leads = [(source, OFFICE + kind, f"/word/{name}.xml", False) for name in ("x", "y")]
    said = refusal(word(parts={"word/x.xml": root, "word/y.xml": root}, leads=leads))
    assert "a part of which a letter has but one" in said


def test_a_file_with_macros_by_its_type_is_refused() -> None:
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert "macros" in refusal(word(inside={"[Content_Types].xml": (types, macros)}))


def test_a_style_that_hides_text_is_refused_where_it_is_used_alone() -> None:
    style = (
        '<w:style w:type="character" w:styleId="X"><w:name w:val="X"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    inside = {"word/styles.xml": ("</w:styles>", f"{style}</w:styles>")}
    assert leaving(word(inside=inside)).taken_out
    used = word(p(r("Between us.", '<w:rStyle w:val="X"/>')), inside=inside)
    assert "text that a reader would not see: in a style" in refusal(used)


def test_another_format_of_word_is_told() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    said = refusal(word(inside={"_rels/.rels": (OFFICE + "officeDocument", strict)}))
    assert "is saved as Strict Open XML" in said
    assert PACKAGE not in said
