"""What sources say of each State: records, their files, and the States that they are of."""

from compliance_engine.records.fields import Confidence, CoverKind, Covers
from compliance_engine.records.loading import Records, load_records, read_record, read_record_data
from compliance_engine.records.model import (
    Case,
    ClarificationRequest,
    Disagreement,
    Measure,
    Membership,
    Record,
    Report,
    Source,
    Statement,
    Withdrawal,
)
from compliance_engine.records.states import (
    EXAMPLE,
    State,
    UnknownStateError,
    all_states,
    find_state,
    state_of_code,
)

__all__ = [
    "EXAMPLE",
    "Case",
    "ClarificationRequest",
    "Confidence",
    "CoverKind",
    "Covers",
    "Disagreement",
    "Measure",
    "Membership",
    "Record",
    "Records",
    "Report",
    "Source",
    "State",
    "Statement",
    "UnknownStateError",
    "Withdrawal",
    "all_states",
    "find_state",
    "load_records",
    "read_record",
    "read_record_data",
    "state_of_code",
]
