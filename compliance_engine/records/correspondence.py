"""Letters that were sent to the State, and what came back."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from compliance_engine.records.fields import GivenOnce, When
from compliance_engine.records.statement import Statement
from compliance_engine.records.waiting import LONGEST

AnswerWithin = Annotated[int, Field(ge=1, le=LONGEST)]
"""Calendar days after the day on which a letter was sent; an answer on the last is not late."""


class SentLetter(Statement):
    """A letter to the State. Drafts are no facts, and stand in the register alone."""

    reference: Annotated[str, GivenOnce()] = Field(
        description="The reference that it bears, such as 2026/014"
    )
    sent: When
    matters: tuple[str, ...] = Field(
        strict=False,
        description="What it is about: ids of findings without the State, such as "
        "article-7/annual-report-outstanding/2024",
    )
    answer_awaited: bool = Field(
        default=True,
        description="Whether it asks for something; a reminder to all, or thanks, does not",
    )
    answer_within: AnswerWithin | None = Field(
        default=None,
        description="For how many days after it an answer is awaited before a reminder is due; if "
        "it does not say, as many as the rulebook says",
    )
    answered: When | None = Field(default=None, description="The first answer to it")
    closed: When | None = Field(
        default=None, description="Since when nothing more is awaited on it"
    )

    @model_validator(mode="after")
    def _was_sent_first(self) -> Self:
        if not self.matters:
            raise ValueError("'matters' needs at least one matter that the letter is about")
        for name in ("answered", "closed"):
            day = getattr(self, name)
            if day is not None and day.last < self.sent.first:
                raise ValueError(f"{name!r} is before 'sent'")
        return self
