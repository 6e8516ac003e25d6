"""The file on letters beside the rules: for how long an answer is awaited by default."""

from __future__ import annotations

from compliance_engine.documents import Document
from compliance_engine.records.correspondence import AnswerWithin


class CorrespondenceFile(Document):
    """What holds of every letter that does not say otherwise."""

    answer_within: AnswerWithin
