"""The watermark of a draft: taken out of a Word file when the letter is approved."""

from __future__ import annotations

import io
import re
import zipfile

from compliance_engine.errors import InvalidInputError, Place, Problem

MARK = "PowerPlusWaterMarkObject"
"""How Word itself names the shape of a watermark."""

_STORY = re.compile(r"word/(header\d*|document)\.xml")
_RUN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def without_watermark(document: bytes) -> bytes:
    """The Word file without its watermark; the same bytes where it has none.

    Raises InvalidInputError if it is no Word file, or has a watermark that cannot be taken out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            read = {name: parts.read(name) for name in parts.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _problem("is no Word file", "Save it from Word as a document (.docx).") from error
    marked = [name for name in read if _STORY.fullmatch(name) and MARK.encode() in read[name]]
    if not marked:
        return document
    read |= {name: _cleaned(read[name]) for name in marked}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name, content in read.items():
            parts.writestr(zipfile.ZipInfo(name, _BEGINNING), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cleaned(story: bytes) -> bytes:
    """A header, or the body, without the runs that hold the shape."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    root = parse_xml(story)
    for shape in [one for one in root.iter() if any(MARK in text for text in one.attrib.values())]:
        runs = list(shape.iterancestors(_RUN))
        if runs and runs[-1].getparent() is not None:
            runs[-1].getparent().remove(runs[-1])
    made = serialize_part_xml(root)
    if MARK.encode() in made:
        raise _problem(
            "has a watermark that is not where Word puts one",
            "Remove it in Word (Design, Watermark), and approve the file again.",
        )
    return made


def _problem(what: str, remedy: str) -> InvalidInputError:
    return InvalidInputError([Problem(Place("the letter"), what, remedy)])
