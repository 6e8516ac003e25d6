"""The depositary's XML of a treaty: its table of participants, row by row.

Document/Treaty/Participants/Table/TGroup holds a Thead and a Tbody of rows of entries. Footnotes
are marked with <superscript>, as an element or as text.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from compliance_engine.documents.files import read_bytes
from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.spreadsheets.cell_texts import with_safe_texts
from compliance_engine.records.spreadsheets.sheets import Line, Sheet

MAX_BYTES = 20_000_000


def read_xml(path: Path) -> Sheet:
    """The table of participants of the depositary's XML, as rows. Raises InvalidInputError."""
    place = Place(path.name)
    data = read_bytes(path, limit=MAX_BYTES)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        what = "is no status table: it declares a document type"
        raise InvalidInputError([Problem(place, what, "Take it from the depositary's site.")])
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError) as error:
        what = f"is not XML: {error}"
        raise InvalidInputError([Problem(place, what, "Take the file anew.")]) from error
    group = root.find(".//Participants//TGroup")
    if group is None:
        what = "has no table of participants"
        remedy = "Take the full status file of the treaty, not its heading alone."
        raise InvalidInputError([Problem(place, what, remedy)])
    rows = [
        ["".join(entry.itertext()) if not len(entry) else _text(entry) for entry in row]
        for row in group.iter("Row")
    ]
    lines = [Line(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)]
    return with_safe_texts(Sheet(path.name, "Participants", lines))


def _text(entry: ElementTree.Element) -> str:
    """The text of an entry, with the marks of footnotes still marked as such."""
    parts = [entry.text or ""]
    for inner in entry:
        said = "".join(inner.itertext())
        parts.append(f"<superscript>{said}</superscript>" if inner.tag == "superscript" else said)
        parts.append(inner.tail or "")
    return "".join(parts)
