"""What a cell of a table may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from compliance_engine.dates import PartialDate, parse_day
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.states import all_states, state_of_code
from compliance_engine.suggestions import did_you_mean

SEPARATOR = " ; "
"""Between the sources of one cell."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:[:/?#]|$| \()")


@dataclass(frozen=True)
class Column:
    """How the cells of a column are checked, and what to do about one that fails."""

    check: Callable[[str], object]
    remedy: str
    required: bool = True

    def or_empty(self) -> Column:
        """The same column, in which a cell may be empty."""
        return replace(self, required=False)

    def complaint(self, cell: str) -> tuple[str, str] | None:
        """What is wrong with a cell and what to do, or None."""
        if not cell:
            return ("is empty", self.remedy) if self.required else None
        if not cell.isprintable():
            return (
                f"{cell[:60]!r} has a line break or a character that cannot be seen",
                "Put it on one line, without tabs and control characters.",
            )
        try:
            self.check(cell)
        except ValueError as error:
            return str(error), getattr(error, "remedy", "") or self.remedy
        return None

    def allows(self, cell: str | None) -> bool:
        """Whether nothing is wrong with a cell."""
        return self.complaint(cell or "") is None


def one_of(*words: str) -> Column:
    """A column that holds one of some words."""
    return Column(lambda cell: _known_word(cell, words), f"Write one of: {', '.join(words)}.")


class _UnknownWordError(ValueError):
    def __init__(self, cell: str, words: tuple[str, ...]) -> None:
        super().__init__(f"{cell!r} is not a known word here")
        self.remedy = did_you_mean(cell, words, f"Write one of: {', '.join(words)}.")


def _known_word(cell: str, words: tuple[str, ...]) -> None:
    if cell not in words:
        raise _UnknownWordError(cell, words)


def _matching(pattern: str, what: str) -> Callable[[str], None]:
    compiled = re.compile(pattern)

    def check(cell: str) -> None:
        if not compiled.fullmatch(cell):
            raise ValueError(f"{cell[:60]!r} is not {what}")

    return check


def _state(code: str) -> None:
    if code not in all_states():
        state_of_code(code)
        raise ValueError(f"{code!r} is a made-up State")


def _day(cell: str) -> None:
    parse_day(cell)
    _in_living_memory(cell)


def _when(cell: str) -> None:
    if PartialDate.parse(cell).open_start:
        raise ValueError(f"{cell!r} begins with 'by', which only records have")
    _in_living_memory(cell)


def _in_living_memory(cell: str) -> None:
    if not EARLIEST_YEAR <= int(cell[:4]) <= LATEST_YEAR:
        raise ValueError(f"{cell!r} is too far from the time of the Convention")


def _sources(cell: str) -> None:
    for part in cell.split(SEPARATOR):
        if not part.strip():
            raise ValueError("names an empty source between two separators")
        if part.startswith(("http:", "https:")) and not _ADDRESS.match(part):
            raise ValueError(f"{part[:60]!r} is not an address of the web")


TEXT = Column(str, "Write a text.")
STATE = Column(_state, "Write the three letters of ISO 3166-1, such as GNQ.")
DAY = Column(_day, "Write the full day, such as 2013-05-31.")
WHEN = Column(_when, "Write 2013-05-31, 2013-05 or 2013, as the source has it.")
YEAR = Column(_matching(r"(?:19|20)\d{2}", "a year"), "Write a year, such as 2013.")
NUMBER = Column(_matching(r"0|[1-9]\d{0,11}", "a number"), "Write plain digits.")
NUMBER_OR_MORE = Column(
    _matching(r"(?:0|[1-9]\d{0,11})\+?", "a number"),
    "Write plain digits, with + after them for 'or more'.",
)
SOURCES = Column(_sources, f"Name the source, several separated by {SEPARATOR!r}.")
CONFIDENCE = one_of(*(confidence.value for confidence in Confidence))
