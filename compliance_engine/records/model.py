"""The record of one State: what sources say of it, and nothing that follows from the law.

Every statement names its sources. Its confidence is written where it differs from that of its
strongest source.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from compliance_engine.documents import Document
from compliance_engine.records.articles import (
    Article1,
    Article5,
    Article8,
    Measure,
    Retained,
    Stockpile,
)
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.membership import Event, Membership
from compliance_engine.records.reporting import Article7
from compliance_engine.records.statement import Source, Statement, Tuple


class Record(Document):
    """All that the record holds of one State."""

    state: str
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

    @model_validator(mode="after")
    def _has_joined(self) -> Self:
        if not self.membership:
            raise ValueError("'membership' needs at least one entry: a signature or an instrument")
        return self

    def confidence_of(self, statement: Statement) -> Confidence:
        """What a statement claims: as written, else as its strongest source."""
        return statement.confidence or self.strongest(statement.source)

    def strongest(self, sources: tuple[str, ...]) -> Confidence:
        """What statements on the authority of these sources can claim."""
        return min((self.sources[name].confidence for name in sources), key=lambda one: one.rank)
