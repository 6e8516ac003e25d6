"""The watermark goes, wherever Word puts it, and nothing else does."""

from __future__ import annotations

import io
import zipfile

import pytest

from compliance_engine.errors import InvalidInputError
from compliance_engine.letters.watermark import MARK, without_watermark

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
SHAPE = f'<w:pict><v:shape id="{MARK}2049"><v:textpath string="DRAFT"/></v:shape></w:pict>'
BEFORE, AFTER = "<w:r><w:t>Before</w:t></w:r>", "<w:r><w:t>After</w:t></w:r>"


def archive(header: str) -> bytes:
    """A Word file as far as is looked at: a body, and a header with runs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", f"<w:document {NAMESPACES}/>")
        parts.writestr("word/header1.xml", f"<w:hdr {NAMESPACES}><w:p>{header}</w:p></w:hdr>")
        parts.writestr("word/media/logo.png", b"\x89PNG")
    return out.getvalue()


def header_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        assert parts.namelist() == ["word/document.xml", "word/header1.xml", "word/media/logo.png"]
        assert parts.read("word/media/logo.png") == b"\x89PNG"
        text = parts.read("word/header1.xml").decode()
    return text.partition("<w:p>")[2].partition("</w:p>")[0]


@pytest.mark.parametrize(
    "marked",
    [
        f"<w:r>{SHAPE}</w:r>",
        f"<w:r><mc:AlternateContent><mc:Fallback>{SHAPE}</mc:Fallback></mc:AlternateContent></w:r>",
        f"<w:r><w:pict><v:textbox><w:p><w:r>{SHAPE}</w:r></w:p></v:textbox></w:pict></w:r>",
        f"<w:sdt><w:sdtContent><w:r>{SHAPE}</w:r></w:sdtContent></w:sdt>",
    ],
    ids=["in a run", "as an alternative", "in a run in a run", "in a building block"],
)
def test_the_run_with_the_watermark_goes_and_those_beside_it_stay(marked: str) -> None:
    made = header_of(without_watermark(archive(f"{BEFORE}{marked}{AFTER}")))
    assert MARK not in made
    assert made.startswith(BEFORE)
    assert made.endswith(AFTER)


def test_a_file_without_a_watermark_stays_as_it_is_to_the_byte() -> None:
    plain = archive(BEFORE)
    assert without_watermark(plain) == plain


def test_the_same_file_gives_the_same_bytes() -> None:
    marked = archive(f"<w:r>{SHAPE}</w:r>")
    assert without_watermark(marked) == without_watermark(marked)


def test_a_watermark_that_cannot_be_taken_out_is_told() -> None:
    with pytest.raises(InvalidInputError, match="Remove it in Word"):
        without_watermark(archive(SHAPE))


def test_what_is_no_word_file_is_told() -> None:
    with pytest.raises(InvalidInputError, match="is no Word file"):
        without_watermark(b"not Word")
