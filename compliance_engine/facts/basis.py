"""What a fact rests on: the statement of the record that it was made from."""

from __future__ import annotations

from datetime import date

from compliance_engine.facts.model import Basis
from compliance_engine.records.allegations import saying_of_case, saying_of_request
from compliance_engine.records.articles import Case, ClarificationRequest
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Disagreement
from compliance_engine.records.saying import Saying
from compliance_engine.records.statement import Statement


def basis_of(record: Record, statement: Statement) -> Basis:
    """The basis that a statement of the record gives."""
    return Basis(statement.place, statement.source, record.confidence_of(statement))


def basis_of_case(record: Record, case: Case, day: date, *, acknowledged: bool) -> Basis:
    """The basis that a case gives on a day: who alleges it, without any confidence."""
    said_by = saying_of_case(case, record.scale, day, acknowledged=acknowledged)
    return Basis(case.place, case.source, None, said_by)


def basis_of_request(record: Record, request: ClarificationRequest) -> Basis:
    """The basis that a request for clarification gives: who asked, without any confidence."""
    return Basis(request.place, request.source, None, saying_of_request(request, record.scale))


def basis_of_disagreement(record: Record, disagreement: Disagreement) -> Basis:
    """The basis that a disagreement gives: as weak as the weaker of its sides."""
    names = (*disagreement.kept_source, *disagreement.contrary_source)
    return Basis(disagreement.place, names, confidence_of_disagreement(record, disagreement))


def confidence_of_disagreement(record: Record, disagreement: Disagreement) -> Confidence:
    """What can be claimed on both sides of a disagreement."""
    sides = (disagreement.kept_source, disagreement.contrary_source)
    return Confidence.weakest(map(record.strongest, sides))


def resting_of(
    record: Record, statement: Statement
) -> tuple[Confidence | None, tuple[Saying, ...]]:
    """The confidence of a statement or, of what is alleged or asked, who says it."""
    match statement:
        case Case():
            known = statement.acknowledged is not None
            said_by = saying_of_case(statement, record.scale, date.max, acknowledged=known)
            return None, (said_by,)
        case ClarificationRequest():
            return None, (saying_of_request(statement, record.scale),)
        case _:
            return record.confidence_of(statement), ()
