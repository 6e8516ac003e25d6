"""What sources say of each State: records, their files, and the States that they are of."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.records.articles import (
        Article5,
        Case,
        ClarificationRequest,
        Clearance,
        Extension,
        FoundStock,
        Measure,
        Stockpile,
    )
    from compliance_engine.records.confidence import Confidence
    from compliance_engine.records.correspondence import SentLetter
    from compliance_engine.records.covers import CoverKind, Covers
    from compliance_engine.records.folder import RecordFolder
    from compliance_engine.records.loading import (
        Records,
        load_records,
        read_record,
        read_record_data,
    )
    from compliance_engine.records.membership import Membership, Withdrawal
    from compliance_engine.records.model import Record
    from compliance_engine.records.reporting import Disagreement, Report
    from compliance_engine.records.statement import Source, Statement
    from compliance_engine.records.states import (
        EXAMPLE,
        State,
        UnknownStateError,
        all_states,
        find_state,
        state_of_code,
    )
else:
    __getattr__ = exported_lazily(
        __name__,
        articles=(
            "Article5 Case ClarificationRequest Clearance Extension FoundStock Measure Stockpile"
        ),
        confidence="Confidence",
        correspondence="SentLetter",
        covers="CoverKind Covers",
        folder="RecordFolder",
        loading="Records load_records read_record read_record_data",
        membership="Membership Withdrawal",
        model="Record",
        reporting="Disagreement Report",
        statement="Source Statement",
        states="EXAMPLE State UnknownStateError all_states find_state state_of_code",
    )

__all__ = [
    "EXAMPLE",
    "Article5",
    "Case",
    "ClarificationRequest",
    "Clearance",
    "Confidence",
    "CoverKind",
    "Covers",
    "Disagreement",
    "Extension",
    "FoundStock",
    "Measure",
    "Membership",
    "Record",
    "RecordFolder",
    "Records",
    "Report",
    "SentLetter",
    "Source",
    "State",
    "Statement",
    "Stockpile",
    "UnknownStateError",
    "Withdrawal",
    "all_states",
    "find_state",
    "load_records",
    "read_record",
    "read_record_data",
    "state_of_code",
]
