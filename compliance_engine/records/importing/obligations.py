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
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
    one_row_a_state=True,
)

CLEARANCE_TABLE: Final = Table(
    "article5_clearance.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "original_deadline": DAY,
        "latest_deadline_known": DAY,
        "completed": WHEN.or_empty(),
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
        "known": when(row["as_of"]) if row["as_of"] else None,
    }
    return statement(fields, row, sources)


def stockpile(row: Row, sources: Sources) -> Tree:
    """The section `article_4`."""
    destroyed = row["mines_destroyed"]
    fields = {
        "deadline_stated": row["deadline_asserted"],
        "completed": when(row["completed"]) if row["completed"] else None,
        "mines_destroyed": int(destroyed.removesuffix("+")) if destroyed else None,
        "or_more": True if destroyed.endswith("+") else None,
        "deadline_met": row["deadline_met"],
    }
    return statement(fields, row, sources)


def article_5(clearance: list[Row], extensions: list[Row], sources: Sources) -> Tree:
    """The section `article_5`, empty if neither table says anything."""
    tree: Tree = {}
    for row in clearance:
        fields = {
            "original_deadline": row["original_deadline"],
            "latest_deadline_known": row["latest_deadline_known"],
            "completed": when(row["completed"]) if row["completed"] else None,
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
