"""The status table of a treaty as the depositary publishes it, in CSV and in XML.

Its columns are the participant, the day of signature, and the day of the instrument with a letter
for its kind. Names and days carry marks of footnotes; a day in brackets no longer holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from compliance_engine.errors import InvalidInputError, Place, Problem
from compliance_engine.records.registers.dates import day_in_words, when_of
from compliance_engine.records.registers.layout import Layout, cell_at, header_of, sheet_of
from compliance_engine.records.spreadsheets.kinds import CellError
from compliance_engine.records.spreadsheets.sheets import Line, Sheet
from compliance_engine.records.state_names import StateNames
from compliance_engine.records.states import UnknownStateError

INSTRUMENTS = {
    "": "ratification",
    "A": "acceptance",
    "AA": "approval",
    "a": "accession",
    "d": "succession",
}
"""The letters after the day of an instrument. A capital A is not a small one."""

DEPOSITARY_NAMES = {
    "cote d'ivoire": "CIV",
    "netherlands (kingdom of the)": "NLD",
    "st. kitts and nevis": "KNA",
    "st. lucia": "LCA",
    "st. vincent and the grenadines": "VCT",
    "united kingdom of great britain and northern ireland": "GBR",
}
"""Names that the depositary's tables use or used."""

_MAX_XML_BYTES = 20_000_000
_MARKUP = re.compile(r"<superscript>.*?</superscript>|<sup>.*?</sup>|<[^<>]*>", re.DOTALL)
_MARKS = re.compile(r"(?:\s*(?:\[\d+(?:,\s*\d+)*\]|\d+(?:,\s*\d+)*))+$")
_DATED = re.compile(r"(?P<day>.*?\d{4}(?:-\d{2}-\d{2})?)(?:\s*(?P<kind>AA|A|a|d|c))?")


@dataclass(frozen=True)
class Participant:
    """A row of the table: a State, and the days that the depositary gives.

    A `lapsed` row has a day in brackets, which a footnote explains.
    """

    state: str
    signed: str | None
    instrument: str | None
    deposited: str | None
    lapsed: bool
    place: Place


def read_status_table(
    path: Path, layout: Layout, names: StateNames, problems: list[Problem]
) -> list[Participant]:
    """The rows of a status table. What is wrong is added to `problems`.

    Raises InvalidInputError for a file that cannot be read as CSV, XML or an Excel workbook.
    """
    is_xml = path.suffix.casefold() == ".xml"
    sheet = _xml_sheet(path) if is_xml else sheet_of(path, layout)
    columns, lines = header_of(sheet, layout, ("participant", "signature", "deposit"), problems)
    if columns and "deposit" not in columns:
        what = "has no column with the days of ratification, acceptance, approval and accession"
        remedy = "Say what it is called, in a file for --columns: 'columns: {deposit: …}'."
        problems.append(Problem(sheet.place(), what, remedy))
        return []
    read = [_participant(sheet, one, columns, layout, names, problems) for one in lines]
    return [one for one in read if one is not None]


def _participant(
    sheet: Sheet,
    line: Line,
    columns: dict[str, int],
    layout: Layout,
    names: StateNames,
    problems: list[Problem],
) -> Participant | None:
    found: list[Problem] = []
    named = columns["participant"]
    name = without_marks(str(cell_at(line, named) or ""))
    if not name:
        return None
    state = ""
    try:
        state = DEPOSITARY_NAMES.get(name.casefold()) or names.find(name).code
    except UnknownStateError as error:
        found.append(Problem(sheet.place(line.number, named), str(error), error.remedy))
    days: dict[str, tuple[str, str, bool]] = {}
    for key in ("signature", "deposit"):
        raw = cell_at(line, columns.get(key))
        if raw is None:
            continue
        try:
            days[key] = _dated(raw, layout)
        except CellError as error:
            place = sheet.place(line.number, columns[key])
            remedy = error.remedy or "Correct it as the depositary's site has it: 3 Dec 1997."
            found.append(Problem(place, str(error), remedy))
    problems.extend(found)
    if found:
        return None
    signed, _, lapsed_signature = days.get("signature", (None, "", False))
    deposited, kind, lapsed = days.get("deposit", (None, "", False))
    place = sheet.place(line.number, named)
    instrument = INSTRUMENTS[kind] if deposited else None
    return Participant(state, signed, instrument, deposited, lapsed or lapsed_signature, place)


def without_marks(name: str) -> str:
    """A name without the numbers of footnotes and the brackets about it."""
    bare = _MARKUP.sub("", name).replace("*", " ")
    bare = _MARKS.sub("", " ".join(bare.split()))
    return bare.removeprefix("[").removesuffix("]").strip() if bare.startswith("[") else bare


def _dated(raw: object, layout: Layout) -> tuple[str, str, bool]:
    """A day, the letter after it, and whether it stands in brackets. Raises CellError."""
    if not isinstance(raw, str):
        return when_of(raw, layout), "", False
    text = " ".join(_MARKUP.sub("", raw).split())
    lapsed = text.startswith("[")
    text = text.strip("[] ")
    match = _DATED.fullmatch(text)
    if match is None:
        raise CellError(f"{text!r} is no day with the letter of an instrument")
    kind = match["kind"] or ""
    if kind not in INSTRUMENTS:
        raise CellError(f"{kind!r} is no letter of an instrument by which States join")
    day = day_in_words(match["day"]) or when_of(match["day"], layout)
    if len(day) != len("1997-12-03"):
        raise CellError(f"{text!r} is not a full day")
    return day, kind, lapsed


def _xml_sheet(path: Path) -> Sheet:
    """The table of participants of the depositary's XML, as rows. Raises InvalidInputError."""
    place = Place(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InvalidInputError([Problem(place, what)]) from error
    if len(data) > _MAX_XML_BYTES or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        what = "is no status table: it is too large, or declares a document type"
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
    return Sheet(path.name, "Participants", lines)


def _text(entry: ElementTree.Element) -> str:
    """The text of an entry, with the marks of footnotes still marked as such."""
    parts = [entry.text or ""]
    for inner in entry:
        said = "".join(inner.itertext())
        parts.append(f"<superscript>{said}</superscript>" if inner.tag == "superscript" else said)
        parts.append(inner.tail or "")
    return "".join(parts)
