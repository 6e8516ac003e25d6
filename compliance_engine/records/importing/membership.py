"""membership.csv: how a State came into the Convention, and when it was bound."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance_engine.dates import first_day_of_month_after
from compliance_engine.errors import Problem
from compliance_engine.records.importing.columns import (
    CONFIDENCE,
    DAY,
    SOURCES,
    STATE,
    TEXT,
    one_of,
)
from compliance_engine.records.importing.sources import Sources
from compliance_engine.records.importing.statements import Tree, statement
from compliance_engine.records.importing.tables import Row, Table
from compliance_engine.records.importing.withdrawal import withdrawal

CONVENTION_IN_FORCE: Final = date(1999, 3, 1)
MONTHS_TO_ENTRY_INTO_FORCE: Final = 6
FORTIETH_DEPOSIT: Final = "1998-09-16"

MEMBERSHIP_TABLE: Final = Table(
    "membership.csv",
    {
        "iso3": STATE,
        "state": TEXT,
        "signature_date": DAY.or_empty(),
        "deposit_date": DAY.or_empty(),
        "deposit_type": one_of(
            "ratification", "acceptance", "approval", "accession", "succession"
        ).or_empty(),
        "eif_override": DAY.or_empty(),
        "eif_rule": one_of("art17_1", "art17_2", "succession").or_empty(),
        "eif_stated_by_second_source": DAY.or_empty(),
        "withdrawal_notified": DAY.or_empty(),
        "withdrawal_effective": DAY.or_empty(),
        "withdrawal_confidence": CONFIDENCE.or_empty(),
        "source": SOURCES,
        "confidence": CONFIDENCE,
        "verification": TEXT.or_empty(),
        "note": TEXT.or_empty(),
    },
    one_row_a_state=True,
)


def entry_into_force(row: Row) -> date | None:
    """The first day on which the State of a membership row is bound; None for a signatory.

    The first day of the sixth month after that of the deposit (Article 17(2)), not before the
    Convention itself (Article 17(1)); for a succession, what the row says of it.
    """
    stated = _in_force(row)
    if stated:
        return date.fromisoformat(stated)
    if not row["deposit_date"]:
        return None
    deposited = date.fromisoformat(row["deposit_date"])
    return max(CONVENTION_IN_FORCE, first_day_of_month_after(deposited, MONTHS_TO_ENTRY_INTO_FORCE))


def membership(row: Row, events: list[Row], sources: Sources, problems: list[Problem]) -> Tree:
    """An entry of the section `membership`."""
    problems.extend(_contradictions(row))
    succeeds = row["deposit_type"] == "succession"
    fields = {
        "signed": row["signature_date"],
        "instrument": row["deposit_type"],
        "deposited": row["deposit_date"],
        "in_force": _in_force(row),
        "in_force_reason": row["note"] if succeeds else None,
        "in_force_stated": row["eif_stated_by_second_source"],
        "checked": row["verification"],
    }
    tree = statement(fields, row, sources, note="" if succeeds else None)
    if row["withdrawal_notified"]:
        tree["withdrawal"] = withdrawal(row, events, sources, problems)
    return tree


def _in_force(row: Row) -> str | None:
    """Only for a succession: the day that depositary practice gives."""
    if row["deposit_type"] != "succession":
        return None
    return row["eif_override"] or row["eif_stated_by_second_source"] or None


def _contradictions(row: Row) -> Iterator[Problem]:
    """Cells that do not fit together, so that one of them would be lost or misread."""
    succeeds = row["deposit_type"] == "succession"
    if not row["deposit_date"] and not row["signature_date"]:
        yield row.problem("deposit_date", "is empty, and so is the signature", "Give one of them.")
    if bool(row["deposit_date"]) != bool(row["deposit_type"]):
        what = "the date and the kind of the instrument belong together"
        yield row.problem("deposit_type", what, "Give both or neither.")
    if succeeds and not (_in_force(row) and row["note"]):
        what = "the entry into force of a succession and its reason are not given"
        remedy = "Fill in 'eif_override' or 'eif_stated_by_second_source', and 'note'."
        yield row.problem("deposit_type", what, remedy)
    if row["eif_override"] and not succeeds:
        what = "only a succession has an entry into force of its own"
        yield row.problem("eif_override", what, "Leave it empty: Article 17 gives the day.")
    if row["eif_rule"] and row["eif_rule"] != _rule_of_entry_into_force(row):
        what = f"the dates of this row give {_rule_of_entry_into_force(row)}"
        yield row.problem("eif_rule", what, "Correct it or the dates, or leave it empty.")
    if row["deposit_date"] and row["signature_date"] > row["deposit_date"]:
        what = f"the signature is dated after the instrument, {row['deposit_date']!r}"
        yield row.problem("signature_date", what, "Correct one of the two.")
    if row["withdrawal_notified"] and row["withdrawal_notified"] < row["deposit_date"]:
        what = f"the withdrawal is dated before the instrument, {row['deposit_date']!r}"
        yield row.problem("withdrawal_notified", what, "Correct one of the two.")
    if row["withdrawal_effective"] and not row["withdrawal_notified"]:
        what = "a withdrawal takes effect only after its notification"
        yield row.problem("withdrawal_notified", what, "Give the day of the notification.")


def _rule_of_entry_into_force(row: Row) -> str:
    """Which rule decides: 17(1) up to the fortieth instrument, 17(2) after it."""
    if row["eif_override"]:
        return "succession"
    return "art17_1" if row["deposit_date"] <= FORTIETH_DEPOSIT else "art17_2"
