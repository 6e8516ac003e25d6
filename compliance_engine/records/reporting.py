"""Transparency reporting under Article 7, as sources tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.model import Model
from compliance_engine.records.fields import (
    Covered,
    Day,
    SourceNames,
    When,
    WhenOrNone,
)
from compliance_engine.records.statement import Authority, Statement, Tuple


class Report(Statement):
    """A transparency report, or a statement that there was none.

    `submitted: none` needs `known`: the day on which the source said so.
    """

    covers: Covered
    submitted: WhenOrNone
    known: When | None = None
    basis: (
        Literal[
            "general statement",
            "absent from a list of those that had not reported",
            "named in a list of those that had not reported",
        ]
        | None
    ) = Field(default=None, description="What the statement rests on, if not on a report cited")
    before_entry_into_force: bool = Field(
        default=False, description="A source counts this early report as the initial one"
    )
    sent_to: Literal["Secretary-General", "President", "support unit"] = Field(
        default="Secretary-General",
        description="To whom it was sent; only the Secretary-General receives reports",
    )
    content: Literal["full", "unchanged", "nil"] | None = Field(
        default=None,
        description="Whether it gives information, says that nothing has changed (a cover page), "
        "or that there is nothing to report; each is a valid report",
    )
    forms: tuple[Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], ...] | None = Field(
        default=None,
        strict=False,
        description="The forms that were submitted, where the source tells all of them",
    )

    @property
    def authority(self) -> Authority | None:
        """Only who received a report can tell that it came."""
        return Authority.RECIPIENT

    @property
    def addressee(self) -> str | None:
        """Whom it was sent to."""
        return self.sent_to

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.submitted == "none" and self.known is None:
            raise ValueError("'submitted: none' needs 'known': the day on which the source said so")
        if self.submitted == "none" and (
            self.content or self.forms is not None or "sent_to" in self.model_fields_set
        ):
            raise ValueError(
                "a report that was not submitted has no 'content', no 'forms' and no 'sent_to'"
            )
        if (
            self.submitted != "none"
            and self.covers.text == "not stated"
            and (self.submitted.first.year != self.submitted.last.year)
        ):
            raise ValueError(
                "a report whose period is not stated needs at least the year of its submission"
            )
        return self

    @model_validator(mode="after")
    def _tells_of_what_has_begun(self) -> Self:
        key = "known" if self.submitted == "none" else "submitted"
        day = getattr(self, key)
        if self.covers.first is not None and day is not None and self.covers.first > day.last:
            raise ValueError(
                f"'{key}' is {day}, but the period that the report covers, {self.covers.text}, "
                "begins later: correct the one or the other"
            )
        return self


class CompleteList(Statement):
    """Whether a list that was complete on a day names this State."""

    list: Literal["initial reports outstanding"]
    on: Day
    names_this_state: bool


class Disagreement(Model):
    """Two sources that say different things about one report. Both are kept."""

    refused_keys: ClassVar[Mapping[str, tuple[str, str]]] = Statement.refused_keys

    covers: Covered
    kept: Literal["submitted", "not submitted"]
    kept_source: SourceNames
    contrary_source: SourceNames
    explained: bool = Field(description="Whether the reading shows that both can be right")
    reading: str


class Article7(Model):
    """Transparency reporting."""

    complete_from: Day | None = None
    complete_until: Day | None = Field(
        default=None,
        description="The list of reports submitted from complete_from to this day, both "
        "inclusive, is complete: one that is absent had not been submitted",
    )
    complete_source: SourceNames | None = None
    reports: tuple[Report, ...] = Tuple
    lists: tuple[CompleteList, ...] = Tuple
    disagreements: tuple[Disagreement, ...] = Tuple

    @model_validator(mode="after")
    def _is_complete_for_a_time(self) -> Self:
        given = [self.complete_from, self.complete_until, self.complete_source]
        if any(given) and not all(given):
            raise ValueError(
                "'complete_from', 'complete_until' and 'complete_source' belong together"
            )
        if self.complete_from and self.complete_until and self.complete_from > self.complete_until:
            raise ValueError("'complete_until' is before 'complete_from'")
        return self
