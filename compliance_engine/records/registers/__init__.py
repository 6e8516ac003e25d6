"""Registers that others publish, compared with the records: who is a party, who has reported."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.records.registers.article7 import submission_proposals
    from compliance_engine.records.registers.layout import Layout, read_layout
    from compliance_engine.records.registers.outcome import Outcome
    from compliance_engine.records.registers.status import status_proposals
    from compliance_engine.records.registers.status_table import read_status_table
    from compliance_engine.records.registers.submission_list import read_submissions
else:
    __getattr__ = exported_lazily(
        __name__,
        article7="submission_proposals",
        layout="Layout read_layout",
        outcome="Outcome",
        status="status_proposals",
        status_table="read_status_table",
        submission_list="read_submissions",
    )

__all__ = [
    "Layout",
    "Outcome",
    "read_layout",
    "read_status_table",
    "read_submissions",
    "status_proposals",
    "submission_proposals",
]
