"""The status table of a treaty as the depositary publishes it, on its site and as XML.

Its columns are the participant, the day of signature, and the day of the instrument with a letter
for its kind. Names and days carry marks of footnotes; a day in brackets no longer holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance_engine.errors import Problem
from compliance_engine.records.name_keys import without_marks
from compliance_engine.records.registers.dates import not_after, when_of
from compliance_engine.records.registers.layout import Layout, refuse
from compliance_engine.records.registers.register_sheet import RegisterTable, register_table
from compliance_engine.records.spreadsheets.cells import cell_of
from compliance_engine.records.spreadsheets.days_in_words import day_in_words
from compliance_engine.records.spreadsheets.kinds import DAY, TEXT, CellError
from compliance_engine.records.spreadsheets.sheets import Line
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

_KEYS = ("participant", "signature", "deposit")

Dated = tuple[str | None, str, bool]
"""A day, the letter after it, and whether it stands in brackets."""

NO_DAY: Dated = (None, "", False)
_MARKUP = re.compile(r"<superscript>.*?</superscript>|<sup>.*?</sup>|<[^<>]*>", re.DOTALL)
_DATED = re.compile(
    r"(?P<day>.*?\d{4}(?:-\d{2}-\d{2})?)(?:\s*(?P<kind>AA|A|a|d|c))?(?:\s+\d{1,2}(?:, ?\d{1,2})*)?"
)


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


@dataclass(frozen=True)
class StatusTable:
    """The rows of a status table, and what there is to tell of how it was read."""

    rows: Sequence[Participant]
    notes: Sequence[str] = ()


def read_status_table(path: Path, layout: Layout, names: StateNames, dated: date) -> StatusTable:
    """A status table of a day, in CSV, XML, a workbook or a page saved from the depositary's site.

    Raises InvalidInputError with everything that is wrong in it.
    """
    table = register_table(path, layout, _KEYS)
    refuse([layout.missing(table.sheet, key) for key in _KEYS if key not in table.columns])
    reader = _Reader(table, layout, names, table.problems(), dated)
    rows: dict[Participant, Line] = {}
    notes = [*table.notes]
    for line in table.lines:
        row = reader.participant(line)
        if row is None:
            continue
        before = rows.setdefault(row, line)
        if before is not line:
            note = f"row {line.number} says the same as row {before.number}, and is read once"
            notes.append(table.sheet.told(note))
    refuse(reader.problems)
    return StatusTable([*rows], notes)


@dataclass(frozen=True)
class _Reader:
    table: RegisterTable
    layout: Layout
    names: StateNames
    problems: list[Problem]
    dated: date

    def participant(self, line: Line) -> Participant | None:
        """The participant of a row; None for a row without one, or if something is wrong."""
        before = len(self.problems)
        raw = self.table.cell(line, "participant")
        if raw is None:
            return None
        state = self._state(line, raw)
        signed, _, signature_lapsed = self._dated(line, "signature")
        deposited, kind, lapsed = self._dated(line, "deposit")
        if len(self.problems) > before:
            return None
        instrument = INSTRUMENTS[kind] if deposited else None
        return Participant(state, signed, instrument, deposited, lapsed or signature_lapsed)

    def _state(self, line: Line, raw: object) -> str:
        try:
            return self.names.find(without_marks(cell_of(raw, TEXT))).code
        except (CellError, UnknownStateError) as error:
            place = self.table.place(line, "participant")
            self.problems.append(Problem(place, str(error), error.remedy))
            return ""

    def _dated(self, line: Line, key: str) -> Dated:
        raw = self.table.cell(line, key)
        if raw is None:
            return NO_DAY
        try:
            day, kind, lapsed = _dated(raw, self.layout)
            return not_after(day, self.dated), kind, lapsed
        except CellError as error:
            remedy = error.remedy or "Correct it as the depositary's site has it: 3 Dec 1997."
            self.problems.append(Problem(self.table.place(line, key), str(error), remedy))
            return NO_DAY


def _dated(raw: object, layout: Layout) -> tuple[str, str, bool]:
    """A day, the letter after it, and whether it stands in brackets. Raises CellError."""
    if not isinstance(raw, str):
        return cell_of(raw, DAY), "", False
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
