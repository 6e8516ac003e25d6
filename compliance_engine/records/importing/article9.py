"""article9_measures.csv: what was known of national implementation measures."""

from __future__ import annotations

import re
from typing import Final

from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    SOURCES,
    STATE,
    TEXT,
    WHEN,
    YEAR,
    one_of,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement, when
from compliance_engine.records.importing.tables import Row, Table

STATUSES: Final = {
    "law_enacted": "legislation adopted",
    "existing_law_sufficient": "existing law considered sufficient",
    "in_progress": "in progress",
    "none": "none reported",
    "unknown": "not known",
}

MEASURES_TABLE: Final = Table(
    "article9_measures.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "status": one_of(*STATUSES),
        "law": TEXT.or_empty(),
        "law_date": WHEN.or_empty(),
        "as_of_year": YEAR,
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "note": TEXT.or_empty(),
    },
)

_PENAL_SANCTIONS = re.compile(r"\bpenal sanctions\b", re.IGNORECASE)
_NO_PENAL_SANCTIONS = re.compile(r"\bno\b[^;,.]*\bpenal[- ]sanctions?\b", re.IGNORECASE)


def measure(row: Row, sources: Sources) -> Tree:
    """An entry of the section `article_9`."""
    fields = {
        "status": STATUSES[row["status"]],
        "known": int(row["as_of_year"]),
        "law": row["law"],
        "adopted": when(row["law_date"]) if row["law_date"] else None,
        "penal_sanctions": penal_sanctions(row["law"]),
    }
    return statement(fields, row, sources)


def penal_sanctions(law: str) -> str | None:
    """``yes`` or ``no`` where the text says it in so many words, else None.

    A penal code that is merely named does not say that it punishes what Article 1 prohibits.
    """
    if _NO_PENAL_SANCTIONS.search(law):
        return "no"
    return "yes" if _PENAL_SANCTIONS.search(law) else None
