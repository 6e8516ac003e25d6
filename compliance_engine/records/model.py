"""The record of one State: what sources say of it, and nothing that follows from the law.

Every statement names its sources. How far it can be relied on is computed from who publishes them.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, PrivateAttr, model_validator

from compliance_engine.documents.model import Document
from compliance_engine.documents.names import Name
from compliance_engine.records.articles import (
    Article1,
    Article5,
    Article8,
    Measure,
    Retained,
    Stockpile,
)
from compliance_engine.records.confidence import BACKGROUND, Confidence
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.membership import Event, Membership
from compliance_engine.records.publishers import NOBODY, Publishers
from compliance_engine.records.reporting import Article7
from compliance_engine.records.statement import Source, Statement, Tuple
from compliance_engine.records.weighing import Scale


class Record(Document):
    """All that the record holds of one State."""

    state: Name
    membership: tuple[Membership, ...] = Field(strict=False)
    events: tuple[Event, ...] = Tuple
    article_1: Article1 = Article1()
    article_3: tuple[Retained, ...] = Tuple
    article_4: Stockpile | None = None
    article_5: Article5 = Article5()
    article_7: Article7 = Article7()
    article_8: Article8 = Article8()
    article_9: tuple[Measure, ...] = Tuple
    letters: tuple[SentLetter, ...] = Tuple
    sources: dict[str, Source]

    _publishers: Publishers | None = PrivateAttr(default=None)
    _of_folder: Publishers = PrivateAttr(default=NOBODY)

    @model_validator(mode="after")
    def _has_joined(self) -> Self:
        if not self.membership:
            raise ValueError("'membership' needs at least one entry: a signature or an instrument")
        return self

    def known_to(self, publishers: Publishers) -> Record:
        """The record, read with the publishers of a rulebook and of its own folder."""
        if self._publishers is not None:
            return self
        return self.with_publishers(publishers.with_more(self._of_folder))

    def with_publishers(self, publishers: Publishers) -> Record:
        """The record, read with exactly these publishers."""
        made = self.model_copy()
        made._publishers = publishers
        return made

    def in_folder_of(self, publishers: Publishers) -> Record:
        """The record, whose folder adds these publishers to those of any rulebook."""
        made = self.model_copy()
        made._of_folder = publishers
        return made

    @property
    def of_folder(self) -> Publishers:
        """The publishers that its folder adds."""
        return self._of_folder

    @property
    def scale(self) -> Scale:
        """What weighs its sources. Publishers that are not known count as copies do."""
        return Scale(self.state, self.sources, self._publishers or self._of_folder)

    def confidence_of(self, statement: Statement) -> Confidence:
        """What a statement can claim; what was inferred is nobody's statement."""
        if statement.inferred:
            return BACKGROUND
        return self.scale.weigh(statement.source, statement.authority, statement.addressee)

    def strongest(self, sources: tuple[str, ...]) -> Confidence:
        """What can be claimed on these sources, of which none is the authority."""
        return self.scale.weigh(sources, None)
