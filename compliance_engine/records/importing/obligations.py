"""The tables on Articles 3, 4 and 5: mines retained, stockpiles destroyed, areas cleared."""

from __future__ import annotations

from typing import Final

from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    DAY,
    NUMBER,
    NUMBER_OR_MORE,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    one_of,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement, when
from compliance_engine.records.importing.tables import Row, Table

RETAINED_TABLE: Final = Table(
    "article3_retained.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "retained_mines": NUMBER,
        "as_of": WHEN.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)

STOCKPILES_TABLE: Final = Table(
    "article4_stockpiles.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "deadline_asserted": DAY.or_empty(),
        "completed": WHEN.or_empty(),
        "mines_destroyed": NUMBER_OR_MORE.or_empty(),
        "deadline_met": one_of(
            "yes", "no", "no (outstanding)", "not stated", "unclear (date precision)"
        ),
        "last_known_outstanding": WHEN.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
    one_row_a_state=True,
)

FOUND_TABLE: Final = Table(
    "article4_found_later.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "found": WHEN,
        "mines": NUMBER.or_empty(),
        "destroyed": WHEN.or_empty(),
        "last_known_outstanding": WHEN.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)

CLEARANCE_TABLE: Final = Table(
    "article5_clearance.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "original_deadline": DAY,
        "latest_deadline_known": DAY,
        "completed": WHEN.or_empty(),
        "last_known_not_extended": WHEN.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
        "state_of_play": TEXT,
    },
    one_row_a_state=True,
)

EXTENSIONS_TABLE: Final = Table(
    "article5_extensions.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "new_deadline": DAY,
        "decided_at": TEXT,
        "decision_month": WHEN,
        "decision": one_of("granted", "requested (grant not confirmed in source)"),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)


def retained(row: Row, sources: Sources) -> Tree:
    """An entry of the section `article_3`."""
    fields = {
        "mines": int(row["retained_mines"]),
        "known": _when_given(row["as_of"]),
    }
    return statement(fields, row, sources)


def stockpile(row: Row, found: list[Row], sources: Sources) -> Tree:
    """The section `article_4`; `found` are the rows on what was found later."""
    destroyed = row["mines_destroyed"]
    fields = {
        "deadline_stated": row["deadline_asserted"],
        "completed": _when_given(row["completed"]),
        "mines_destroyed": int(destroyed.removesuffix("+")) if destroyed else None,
        "or_more": True if destroyed.endswith("+") else None,
        "deadline_met": row["deadline_met"],
        "known": _when_given(row["last_known_outstanding"]),
        "found_later": [_found(one, sources) for one in found] or None,
    }
    return statement(fields, row, sources)


def _found(row: Row, sources: Sources) -> Tree:
    known = _when_given(row["last_known_outstanding"])
    fields = {
        "found": when(row["found"]),
        "mines": int(row["mines"]) if row["mines"] else None,
        "destroyed": "none" if known is not None else _when_given(row["destroyed"]),
        "known": known,
    }
    return statement(fields, row, sources)


def _when_given(cell: str) -> str | int | None:
    return when(cell) if cell else None


def article_5(clearance: list[Row], extensions: list[Row], sources: Sources) -> Tree:
    """The section `article_5`, empty if neither table says anything."""
    tree: Tree = {}
    for row in clearance:
        fields = {
            "original_deadline": row["original_deadline"],
            "latest_deadline_known": row["latest_deadline_known"],
            "completed": _when_given(row["completed"]),
            "not_extended": _when_given(row["last_known_not_extended"]),
            "state_of_play": row["state_of_play"],
        }
        tree["clearance"] = statement(fields, row, sources)
    if extensions:
        tree["extensions"] = [_extension(row, sources) for row in extensions]
    return tree


def _extension(row: Row, sources: Sources) -> Tree:
    fields = {
        "deadline": row["new_deadline"],
        "decided_at": row["decided_at"],
        "decided": when(row["decision_month"]),
        "decision": row["decision"],
    }
    return statement(fields, row, sources)
