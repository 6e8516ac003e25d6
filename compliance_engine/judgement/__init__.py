"""What people decided on findings: determinations and waivers, each with its last day.

A judgement stands beside a finding and never changes it, and none makes a duty met.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.judgement.applying import Applied, Judged, Line, Phase, apply
    from compliance_engine.judgement.model import (
        Decision,
        Determination,
        Judgement,
        Said,
        Waiver,
    )
    from compliance_engine.judgement.reading import (
        FOLDER,
        Reference,
        read_each,
        read_file,
        read_folder,
    )
    from compliance_engine.judgement.recording import record_judgement
    from compliance_engine.judgement.remembering import said_by
    from compliance_engine.judgement.schema import judgement_schema
else:
    __getattr__ = exported_lazily(
        __name__,
        applying="Applied Judged Line Phase apply",
        model="Decision Determination Judgement Said Waiver",
        reading="FOLDER Reference read_each read_file read_folder",
        recording="record_judgement",
        remembering="said_by",
        schema="judgement_schema",
    )

__all__ = [
    "FOLDER",
    "Applied",
    "Decision",
    "Determination",
    "Judged",
    "Judgement",
    "Line",
    "Phase",
    "Reference",
    "Said",
    "Waiver",
    "apply",
    "judgement_schema",
    "read_each",
    "read_file",
    "read_folder",
    "record_judgement",
    "said_by",
]
