"""The watermark goes, wherever Word puts it, and nothing else does."""

from __future__ import annotations

import pytest
from lxml import etree

from compliance_engine.letters.watermark import MARK, remove_watermark
from tests.unit.letters.outgoing.word_files import NAMESPACES, leaving, p, r, refusal, word

SHAPE = f'<w:pict><v:shape id="{MARK}2049"><v:textpath string="DRAFT"/></v:shape></w:pict>'
BEFORE, AFTER = r("Before"), r("After")
MARKED = {
    "in a run": f"<w:r>{SHAPE}</w:r>",
    "as an alternative": f"<w:r><mc:AlternateContent><mc:Fallback>{SHAPE}</mc:Fallback>"
    "</mc:AlternateContent></w:r>",
    "in a run in a run": f"<w:r><w:pict><v:textbox><w:p><w:r>{SHAPE}</w:r></w:p></v:textbox>"
    "</w:pict></w:r>",
    "in a building block": f"<w:sdt><w:sdtContent><w:r>{SHAPE}</w:r></w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("where", MARKED)
def test_the_run_with_the_watermark_goes_and_those_beside_it_stay(where: str) -> None:
    text = etree.fromstring(f"<w:hdr {NAMESPACES}>{p(BEFORE, MARKED[where], AFTER)}</w:hdr>")
    assert remove_watermark(text)
    assert MARK not in etree.tostring(text, encoding="unicode")
    assert "".join(text.itertext()) == "BeforeAfter"


@pytest.mark.parametrize("where", MARKED)
def test_a_letter_leaves_without_it(where: str) -> None:
    made = leaving(word(p(BEFORE, MARKED[where], AFTER)))
    assert "BeforeAfter" in made.paragraphs
    assert MARK.encode() not in made.file


def test_a_watermark_that_cannot_be_taken_out_is_told() -> None:
    text = etree.fromstring(f"<w:hdr {NAMESPACES}>{p(SHAPE)}</w:hdr>")
    assert not remove_watermark(text)
    assert "Remove it in Word" in refusal(word(p(SHAPE)))


def test_what_is_no_word_file_is_told() -> None:
    assert "is no Word file" in refusal(b"not Word")
