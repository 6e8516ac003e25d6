"""The watermark of a draft: taken out of a Word file when the letter is approved."""

from __future__ import annotations

import io
import re
import zipfile

from compliance_engine.errors import InvalidInputError, Place, Problem

MARK = "PowerPlusWaterMarkObject"
"""How Word itself names the shape of a watermark."""

_HEADER = re.compile(r"word/header\d*\.xml")
_SHAPE = re.compile(rf"<w:r\b(?:(?!</w:r>).)*?{MARK}(?:(?!</w:r>).)*?</w:r>", re.DOTALL)


def without_watermark(document: bytes) -> bytes:
    """The Word file without its watermark; the same bytes where it has none.

    Raises InvalidInputError if it is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            read = [(part, parts.read(part)) for part in parts.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        remedy = "Save it from Word as a document (.docx)."
        raise InvalidInputError(
            [Problem(Place("the letter"), "is no Word file", remedy)]
        ) from error
    made = [(part, _cleaned(part.filename, content)) for part, content in read]
    if [content for _, content in made] == [content for _, content in read]:
        return document
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for part, content in made:
            parts.writestr(part, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cleaned(name: str, content: bytes) -> bytes:
    if not _HEADER.fullmatch(name) or MARK.encode() not in content:
        return content
    return _SHAPE.sub("", content.decode("utf-8")).encode()
