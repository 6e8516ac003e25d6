"""What sources tell of the other articles: matters, mines, measures and requests."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import Model
from compliance_engine.documents.names import Name
from compliance_engine.records.actors import ActorError, names_nobody
from compliance_engine.records.fields import DayAhead, GivenOnce, SourceNames, When, WhenOrNone
from compliance_engine.records.statement import Authority, Statement, Tuple


class Measure(Statement):
    """What was known of national implementation measures on a day."""

    status: Literal[
        "legislation in force",
        "legislation adopted",
        "adopted, not in force",
        "in progress",
        "existing law considered sufficient",
        "none reported",
        "not known",
    ]
    known: When
    law: str | None = None
    adopted: When | None = None
    penal_sanctions: Literal["yes", "no", "not stated"] = "not stated"

    @property
    def authority(self) -> Authority | None:
        """The State itself."""
        return Authority.STATE


Answer = Literal["denies", "rejects", "acknowledges", "will look into it", "explains"]
"""What the State says of what is alleged: it denies it, or rejects it as not proved."""


class CaseEvent(Model):
    """A dated step in the life of a case."""

    date: When
    event: Literal["update by the State", "no update known", "raised", "closed"]
    answer: Answer | None = Field(
        default=None, description="What an update by the State says of what is alleged"
    )
    note: str | None = None
    source: SourceNames | None = None

    @model_validator(mode="after")
    def _is_answered_by_the_state(self) -> Self:
        if self.answer is not None and self.event != "update by the State":
            raise ValueError("'answer' is what the State says: it belongs to its update")
        return self


class Case(Statement):
    """An alleged or reported Article 1 matter. An allegation is not a finding.

    What is laid at the door of a non-State armed group, or of a State that is not this one, is
    no matter of this State under Article 1.
    """

    id: Annotated[str, GivenOnce(everywhere=True)]
    provisions: tuple[str, ...] = Field(strict=False)
    happened_from: When
    happened_until: When
    alleged: When | None = None
    alleged_by: str
    by: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="Who alleges or reports it: codes of States, names of publishers",
    )
    actor: str
    actor_kind: Literal["State", "non-State armed group", "another State", "not established"] = (
        Field(
            default="not established",
            description="To whom the source attributes what is alleged; if it is not said, nobody",
        )
    )
    emplacement: Literal["newly laid", "laid before", "disputed", "not stated"] = Field(
        default="not stated",
        description="Whether the mines in question were laid when the matter is said to have "
        "happened, or were there before",
    )
    location: str
    summary: str
    state_response: str | None = None
    answer: Answer | None = Field(
        default=None,
        description="What the State says of it, where no dated update under 'history' tells",
    )
    status: Literal[
        "open",
        "open, acknowledged by the State",
        "denied, not confirmed",
        "not confirmed",
        "no evidence found",
        "no finding",
        "before entry into force",
        "investigated, closed",
        "closed",
        "resolved",
    ]
    acknowledged: When | None = Field(
        default=None, description="When the State acknowledged the matter, if it did"
    )
    committee: str | None = None
    known: When | None = None
    history: tuple[CaseEvent, ...] = Tuple

    @field_validator("actor_kind")
    @classmethod
    def _is_laid_at_no_door_unnamed(cls, kind: str, fields: ValidationInfo) -> str:
        actor = fields.data.get("actor", "")
        if kind == "State" and names_nobody(actor):
            raise ActorError(
                f"'actor_kind' is State, but 'actor' names nobody: {actor!r}",
                "Write 'actor_kind: not established', or the actor whom the source names.",
            )
        return kind

    @model_validator(mode="after")
    def _falls_under_a_provision(self) -> Self:
        if not self.provisions:
            raise ValueError("'provisions' needs at least one provision, such as 1(1)(a)")
        return self

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.happened_until.last < self.happened_from.first:
            raise ValueError("'happened_until' is before 'happened_from'")
        return self

    @model_validator(mode="after")
    def _is_spoken_of_after_it_begins(self) -> Self:
        for key in ("alleged", "acknowledged", "known"):
            day = getattr(self, key)
            if day is not None and day.last < self.happened_from.first:
                raise ValueError(
                    f"'{key}' is {day}, but 'happened_from' is {self.happened_from}: nobody speaks "
                    "of a matter before it begins"
                )
        return self


class Article1(Model):
    """Alleged and reported matters under Article 1."""

    cases: tuple[Case, ...] = Tuple


class Retained(Statement):
    """Mines retained under Article 3 for development and training."""

    mines: Annotated[int, Field(ge=0)]
    known: When | None = None

    @property
    def authority(self) -> Authority | None:
        """The State itself."""
        return Authority.STATE


class FoundStock(Statement):
    """A stockpile that was found after the State had destroyed those it knew of, or should have."""

    found: When
    mines: Annotated[int, Field(ge=0)] | None = None
    destroyed: WhenOrNone | None = None
    known: When | None = None

    @property
    def authority(self) -> Authority | None:
        """The State itself."""
        return Authority.STATE

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.destroyed == "none" and self.known is None:
            raise ValueError("'destroyed: none' needs 'known': the day on which the source said so")
        if isinstance(self.destroyed, PartialDate) and self.destroyed.last < self.found.first:
            raise ValueError("'destroyed' is before 'found'")
        return self


class Stockpile(Statement):
    """The destruction of stockpiled mines under Article 4."""

    deadline_stated: DayAhead | None = None
    completed: When | None = None
    mines_destroyed: Annotated[int, Field(ge=0)] | None = None
    or_more: bool = False
    deadline_met: Literal["yes", "no", "no (outstanding)", "not stated", "unclear (date precision)"]
    known: When | None = Field(
        default=None, description="When a source last said that the destruction was not complete"
    )
    found_later: tuple[FoundStock, ...] = Tuple

    @property
    def authority(self) -> Authority | None:
        """The State itself."""
        return Authority.STATE

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        outstanding = self.deadline_met == "no (outstanding)"
        if outstanding and (self.known is None or self.completed is not None):
            raise ValueError(
                "'deadline_met: no (outstanding)' needs 'known', the day on which the source said "
                "so, and no 'completed'"
            )
        return self


class Extension(Statement):
    """A decision on a new deadline under Article 5."""

    deadline: DayAhead
    decided_at: str
    decided: When
    decision: Literal["granted", "requested (grant not confirmed in source)"]

    @property
    def authority(self) -> Authority | None:
        """The meeting that decided."""
        return Authority.MEETING


class Clearance(Statement):
    """The clearance of mined areas under Article 5."""

    original_deadline: DayAhead
    latest_deadline_known: DayAhead
    completed: When | None = None
    not_extended: When | None = Field(
        default=None,
        description="When a source said that the deadline had passed without completion and "
        "without a further extension",
    )
    state_of_play: str

    @property
    def authority(self) -> Authority | None:
        """The State itself."""
        return Authority.STATE

    @model_validator(mode="after")
    def _is_extended_forward(self) -> Self:
        if self.latest_deadline_known < self.original_deadline:
            raise ValueError("'latest_deadline_known' is before 'original_deadline'")
        return self


class Article5(Model):
    """Clearance and its extensions."""

    clearance: Clearance | None = None
    extensions: tuple[Extension, ...] = Tuple


class ClarificationRequest(Statement):
    """A request for clarification that this State received under Article 8(2)."""

    id: Annotated[str, GivenOnce()]
    by: Name = Field(description="The requesting State's code, or 'not named'")
    made: When
    received: When | None = None
    answered: WhenOrNone | None = None
    known: When | None = None
    what: str

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.answered == "none" and self.known is None:
            raise ValueError("'answered: none' needs 'known': the day on which the source said so")
        if self.received is not None and self.received.last < self.made.first:
            raise ValueError("'received' is before 'made'")
        asked = self.received or self.made
        if isinstance(self.answered, PartialDate) and self.answered.last < asked.first:
            raise ValueError("'answered' is before the request was received")
        return self


class Article8(Model):
    """Facilitation and clarification of compliance."""

    requests: tuple[ClarificationRequest, ...] = Tuple
