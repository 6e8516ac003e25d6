"""What a record says of mines destroyed: stockpiles, stocks found later, mined areas cleared."""

from __future__ import annotations

from datetime import date

from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.verdicts import Evidence, Missing, Received
from compliance_engine.records.articles import Clearance, FoundStock, Stockpile
from compliance_engine.records.model import Record


def stockpile_destroyed(record: Record, stock: Stockpile) -> Evidence:
    """That the stockpiled mines have been destroyed (Article 4)."""
    basis = basis_of(record, stock)
    received = (Received(stock.completed, basis),) if stock.completed is not None else ()
    missing = (Missing(stock.known, basis),) if stock.known is not None else ()
    return Evidence(received, missing)


def areas_cleared(record: Record, clearance: Clearance, decided: date, closes: date) -> Evidence:
    """That mined areas have been cleared, or were not and no further time had been granted.

    A completion before the day on which the present date was `decided` was of other areas than
    those for which the time was given. That no further time had been granted is said of the date
    that counted then: not of one that had been replaced by the day `closes`. Decisions may be
    missing from the record: a later one, or a later completion, does not show that the date had
    not been moved before.
    """
    completed, basis = clearance.completed, basis_of(record, clearance)
    received: tuple[Received, ...] = ()
    if completed is not None and completed.last >= decided:
        received = (Received(completed, basis),)
    stated = clearance.not_extended
    missing: tuple[Missing, ...] = ()
    if stated is not None and stated.first < closes:
        missing = (Missing(stated, basis),)
    return Evidence(received, missing, may_have_moved=True)


def found_destroyed(record: Record, found: FoundStock) -> Evidence:
    """That a stock found later has been destroyed."""
    basis = basis_of(record, found)
    if found.destroyed == "none":
        return Evidence(missing=(Missing(found.known, basis),)) if found.known else Evidence()
    if found.destroyed is None:
        return Evidence()
    return Evidence(received=(Received(found.destroyed, basis),))
