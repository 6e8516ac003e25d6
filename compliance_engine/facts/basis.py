"""What a fact rests on: the statement of the record that it was made from."""

from __future__ import annotations

from compliance_engine.facts.model import Basis
from compliance_engine.records import Record, Statement


def basis_of(record: Record, statement: Statement) -> Basis:
    """The basis that a statement of the record gives."""
    return Basis(statement.place, statement.source, record.confidence_of(statement))
