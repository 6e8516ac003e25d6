"""The record of one State: what sources say of it, and nothing that follows from the law.

Every statement names its sources. Its confidence is written where it differs from that of its
strongest source.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.dates import PartialDate
from compliance_engine.documents import Document, Model
from compliance_engine.records.fields import (
    Confidence,
    Covered,
    Day,
    LaxConfidence,
    SourceNames,
    When,
    WhenOrNone,
)

Tuple = Field(default=(), strict=False)


class Source(Model):
    """Where statements come from."""

    title: str
    url: str | None = None
    date: When | None = None
    confidence: LaxConfidence = Confidence.SINGLE_SOURCE
    note: str | None = None


class Statement(Model):
    """Anything that the record says on the authority of sources."""

    source: SourceNames
    confidence: LaxConfidence | None = None
    note: str | None = None


class Withdrawal(Statement):
    """A withdrawal under Article 20, from the day on which the Depositary received it."""

    notified: Day
    effective: Day | None = Field(
        default=None, description="The first day on which the State is not bound, if a source says"
    )
    revoked: Day | None = None
    armed_conflict: Literal["no", "yes", "unknown"] = Field(
        default="unknown",
        description="Whether the State was engaged in an armed conflict when six months expired",
    )
    conflict_ended: Day | None = None

    @model_validator(mode="after")
    def _follows_its_notice(self) -> Self:
        for name in ("effective", "revoked"):
            day = getattr(self, name)
            if day is not None and day < self.notified:
                raise ValueError(f"{name!r} is before 'notified'")
        return self


class Membership(Statement):
    """Signature, instrument and withdrawal: one way into the Convention and out of it.

    A State that joins again after a withdrawal has a second entry.
    """

    signed: Day | None = None
    instrument: (
        Literal["ratification", "acceptance", "approval", "accession", "succession"] | None
    ) = None
    deposited: Day | None = None
    in_force: Day | None = Field(
        default=None,
        description="Only where depositary practice overrides the rule of Article 17",
    )
    in_force_reason: str | None = None
    in_force_stated: Day | None = Field(
        default=None, description="What a second source says, to check the computed day against"
    )
    difference: str | None = Field(
        default=None, description="Why the stated and the computed day differ, where they do"
    )
    provisional_application: bool = Field(
        default=False, description="Declared with the instrument, under Article 18"
    )
    checked: str | None = None
    withdrawal: Withdrawal | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.deposited is None and self.signed is None:
            raise ValueError("an entry of 'membership' needs 'signed' or 'deposited'")
        if (self.deposited is None) != (self.instrument is None):
            raise ValueError("'instrument' and 'deposited' belong together: give both or neither")
        if self.in_force is not None and self.in_force_reason is None:
            raise ValueError(
                "'in_force' overrides Article 17: give the reason in 'in_force_reason'"
            )
        if self.instrument == "succession" and self.in_force is None:
            raise ValueError(
                "the entry into force of a succession follows depositary practice, not Article "
                "17: give 'in_force' and 'in_force_reason'"
            )
        if self.signed and self.deposited and self.signed > self.deposited:
            raise ValueError("the instrument is dated before the signature")
        if self.withdrawal and self.deposited and self.withdrawal.notified < self.deposited:
            raise ValueError("the withdrawal is dated before the instrument")
        return self


class Event(Statement):
    """Something that happened around the State's membership, for the file."""

    date: When
    event: Literal[
        "instrument deposited",
        "entry into force",
        "withdrawal notified",
        "withdrawal effective",
        "withdrawal announced",
        "purported suspension",
        "domestic step",
        "allegation made",
        "fact-finding mission sought",
    ]
    what: str


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

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.submitted == "none" and self.known is None:
            raise ValueError("'submitted: none' needs 'known': the day on which the source said so")
        if (
            self.submitted != "none"
            and self.covers.text == "not stated"
            and (self.submitted.first.year != self.submitted.last.year)
        ):
            raise ValueError(
                "a report whose period is not stated needs at least the year of its submission"
            )
        return self


class CompleteList(Statement):
    """Whether a list that was complete on a day names this State."""

    list: Literal["initial reports outstanding"]
    on: Day
    names_this_state: bool


class Disagreement(Model):
    """Two sources that say different things about one report. Both are kept."""

    covers: Covered
    kept: Literal["submitted", "not submitted"]
    kept_source: SourceNames
    contrary_source: SourceNames
    explained: bool = Field(description="Whether the reading shows that both can be right")
    reading: str
    confidence: LaxConfidence | None = None


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


class CaseEvent(Model):
    """A dated step in the life of a case."""

    date: When
    event: Literal["update by the State", "no update known", "raised", "closed"]
    note: str | None = None
    source: SourceNames | None = None


class Case(Statement):
    """An alleged or reported Article 1 matter. An allegation is not a finding."""

    id: str
    provisions: tuple[str, ...] = Field(strict=False)
    happened_from: When
    happened_until: When
    alleged: When | None = None
    alleged_by: str
    actor: str
    location: str
    summary: str
    state_response: str | None = None
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
    committee: str | None = None
    known: When | None = None
    history: tuple[CaseEvent, ...] = Tuple

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.happened_until.last < self.happened_from.first:
            raise ValueError("'happened_until' is before 'happened_from'")
        return self


class Article1(Model):
    """Alleged and reported matters under Article 1."""

    cases: tuple[Case, ...] = Tuple

    @model_validator(mode="after")
    def _names_each_case_once(self) -> Self:
        names = [case.id for case in self.cases]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two cases have the id {name!r}")
        return self


class Retained(Statement):
    """Mines retained under Article 3 for development and training."""

    mines: Annotated[int, Field(ge=0)]
    known: When | None = None


class Stockpile(Statement):
    """The destruction of stockpiled mines under Article 4."""

    deadline_stated: Day | None = None
    completed: When | None = None
    mines_destroyed: Annotated[int, Field(ge=0)] | None = None
    or_more: bool = False
    deadline_met: Literal["yes", "no", "no (outstanding)", "not stated", "unclear (date precision)"]


class Extension(Statement):
    """A decision on a new deadline under Article 5."""

    deadline: Day
    decided_at: str
    decided: When
    decision: Literal["granted", "requested (grant not confirmed in source)"]


class Clearance(Statement):
    """The clearance of mined areas under Article 5."""

    original_deadline: Day
    latest_deadline_known: Day
    completed: When | None = None
    state_of_play: str

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

    id: str
    by: str = Field(description="The requesting State's code, or 'not named'")
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
