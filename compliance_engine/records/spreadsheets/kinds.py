"""What the cells of a column hold, and how a value of a record becomes a cell and back.

A cell is a text. Dates are texts too, since a date may be known to its month or year only, and a
spreadsheet program would make a day of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from compliance_engine.dates.partial import PartialDate, parse_day
from compliance_engine.documents.text import canonical
from compliance_engine.records import fields
from compliance_engine.records.covers import Covers, check_years
from compliance_engine.suggestions import did_you_mean

BETWEEN = ";"
"""What stands between several values of one cell."""

YES, NO, NONE = "yes", "no", "none"
_DIGITS = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)


class CellError(ValueError):
    """A cell that its column cannot hold; `remedy` says what to write instead."""

    def __init__(self, what: str, remedy: str = "") -> None:
        self.remedy = remedy
        super().__init__(what)


@dataclass(frozen=True)
class Kind:
    """A kind of cell: its name, what to write in it, and the value that a text stands for.

    `choices` are the only texts that it holds, if there are any. `several` values may stand in one
    cell, each of this kind. Sentences are kept as they were typed, anything else as it is found by.
    """

    name: str
    remedy: str
    parse: Callable[[str], object]
    choices: tuple[str, ...] = ()
    several: bool = False
    sentences: bool = False

    @property
    def is_date(self) -> bool:
        """Whether a cell holds a day, a month or a year."""
        return self.name in ("day", "date", "date or none")

    def kept(self, typed: str) -> str:
        """The text of the cell in which somebody typed this."""
        return typed.strip() if self.sentences else canonical(typed)

    def value(self, cell: str) -> object:
        """What the record holds where the cell holds this text. Raises CellError."""
        if not self.several:
            return self._one(cell)
        if cell == NONE:
            return []
        values = [self._one(part.strip()) for part in cell.split(BETWEEN)]
        return values[0] if self.name == "sources" and len(values) == 1 else values

    def cell(self, value: object) -> str:
        """The text of the cell for a value of the record."""
        if isinstance(value, list | tuple):
            return f"{BETWEEN} ".join(map(str, value)) if value else NONE
        if isinstance(value, bool):
            return YES if value else NO
        return str(value)

    def _one(self, cell: str) -> object:
        if self.choices and cell not in self.choices:
            otherwise = f"Write one of: {', '.join(self.choices)}."
            raise CellError(
                f"{cell!r} is not a known word here", did_you_mean(cell, self.choices, otherwise)
            )
        try:
            return self.parse(cell)
        except ValueError as error:
            told = "" if "write " in str(error) else self.remedy
            raise CellError(str(error), getattr(error, "remedy", "") or told) from error


def _day(cell: str) -> str:
    check_years(cell, parse_day(cell))
    return cell


def _when(cell: str) -> str | int:
    known = PartialDate.parse(cell)
    check_years(cell, known.last, known.last if known.open_start else known.first)
    return int(cell) if YEAR.fullmatch(cell) else cell


def _when_or_none(cell: str) -> str | int:
    return cell if cell == NONE else _when(cell)


def _covers(cell: str) -> str | int:
    Covers.parse(cell)
    return int(cell) if YEAR.fullmatch(cell) else cell


def _number(cell: str) -> int:
    if not _DIGITS.fullmatch(cell):
        raise CellError(f"{cell[:60]!r} is not a number")
    return int(cell)


def _name(cell: str) -> str:
    if not cell:
        raise CellError("an empty name stands between two separators")
    return cell


TEXT = Kind("text", "Write a text.", str, sentences=True)
NAMING = Kind(TEXT.name, TEXT.remedy, str)
"""A text that names something."""

NAME = Kind("name", "Write a short name, such as isu-2026.", _name)
DAY = Kind("day", "Write the full day, such as 2013-05-31.", _day)
WHEN = Kind("date", "Write 2013-05-31, 2013-05 or 2013, as the source has it.", _when)
WHEN_OR_NONE = Kind(
    "date or none",
    "Write 2013-05-31, 2013-05 or 2013, as the source has it, or none.",
    _when_or_none,
)
COVERS = Kind(
    "period",
    "Write initial, voluntary, not stated, a year, years (2004-2010) or days "
    "(2007-04-02/2008-04-01).",
    _covers,
)
NUMBER = Kind("number", "Write plain digits.", _number)
YES_OR_NO = Kind("yes or no", "Write yes or no.", lambda cell: cell == YES, (YES, NO))
SOURCES = Kind(
    "sources", "Name sources of the sheet of sources, with ; between several.", _name, (), True
)
TEXTS = Kind("texts", "Write texts, with ; between several.", _name, (), True)

_BY_HINT: tuple[tuple[object, Kind], ...] = (
    (fields.Day, DAY),
    (fields.When, WHEN),
    (fields.WhenOrNone, WHEN_OR_NONE),
    (fields.Covered, COVERS),
    (fields.SourceNames, SOURCES),
    (str, TEXT),
    (bool, YES_OR_NO),
    (int, NUMBER),
    (tuple[str, ...], TEXTS),
)


def kind_of(hint: object) -> Kind:
    """The kind of a column for a field of a record, by its type."""
    hint = fields.unmarked(hint)
    for known, kind in _BY_HINT:
        if hint == known:
            return kind
    arguments = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return kind_of(next(one for one in arguments if one is not NoneType))
    if get_origin(hint) is Annotated:
        return kind_of(arguments[0])
    if get_origin(hint) is Literal:
        return _one_of(*arguments)
    if get_origin(hint) is tuple:
        inner = kind_of(arguments[0])
        return Kind("words", inner.remedy, str, inner.choices, several=True)
    raise TypeError(f"no column can hold {hint}")


def _one_of(*words: str) -> Kind:
    return Kind("word", f"Write one of: {', '.join(words)}.", str, words)
