"""How wide the columns of a workbook are, and how high the rows that its texts wrap in."""

from __future__ import annotations

import math
from collections.abc import Sequence

from compliance_engine.records.spreadsheets.tables import CODE, STATE, Column

LINE = 13.5
"""Points that a line of text takes."""

_OF_KEY = {
    CODE: 7,
    STATE: 30,
    "id": 26,
    "article": 9,
    "message": 72,
    "verdict": 22,
    "due": 12,
    "known": 12,
    "confidence": 24,
    "where": 26,
    "matter": 34,
    "key": 22,
    "disagree": 12,
    "status": 34,
    "group": 16,
    "sha256": 20,
    "location": 28,
    "actor": 28,
    "decided_at": 14,
    **dict.fromkeys(("summary", "title", "url", "what", "reading", "note"), 48),
    **dict.fromkeys(("state_response", "committee", "law", "state_of_play"), 40),
}
_OF_KIND = {"text": 34, "sources": 26, "word": 24, "texts": 16, "name": 24, "words": 14}
_OTHERWISE = 14
_WRAPPED = ("text", "sources", "texts")


def width_of(column: Column) -> int:
    """The width of a column, in characters."""
    return _OF_KEY.get(column.key, _OF_KIND.get(column.kind.name, _OTHERWISE))


def is_wrapped(column: Column) -> bool:
    """Whether the texts of a column are shown on several lines."""
    return column.kind.name in _WRAPPED and column.key not in (CODE, STATE)


def height_of(cells: Sequence[str], columns: Sequence[Column]) -> float | None:
    """The height of a row, in points; None for one of a single line."""
    lines = max(
        (
            sum(math.ceil(max(len(line), 1) / width_of(column)) for line in cell.split("\n"))
            for cell, column in zip(cells, columns, strict=True)
            if is_wrapped(column)
        ),
        default=1,
    )
    return lines * LINE if lines > 1 else None
