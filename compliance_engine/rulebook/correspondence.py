"""The file on letters beside the rules: for how long an answer is awaited by default."""

from __future__ import annotations

from compliance_engine.documents.model import Document
from compliance_engine.records.correspondence import AnswerWithin
from compliance_engine.rulebook.fact_kinds import fact_kinds
from compliance_engine.rulebook.files import LocalText
from compliance_engine.rulebook.model import Correspondence
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import LETTER


class CorrespondenceFile(Document):
    """What holds of every letter that does not say otherwise.

    `explain` shows how the last day on which an answer is not late was found.
    """

    answer_within: AnswerWithin
    explain: LocalText | None = None


def compile_correspondence(file: CorrespondenceFile, reading: Reading) -> Correspondence:
    """The file as a value; its problems go to `reading`."""
    said = file.explain
    kinds = {LETTER: fact_kinds(())[LETTER]}
    return Correspondence(
        file.answer_within,
        reading.texts(said.by_language(), kinds, said.place_within) if said else {},
    )
