"""A State's way into the treaty and out of it, as sources tell it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.records.fields import Ahead, Day, DayAhead, When
from compliance_engine.records.statement import Authority, Statement


class Withdrawal(Statement):
    """A withdrawal under Article 20, from the day on which the Depositary received it."""

    notified: Day
    effective: DayAhead | None = Field(
        default=None, description="The first day on which the State is not bound, if a source says"
    )
    revoked: Day | None = None
    armed_conflict: Literal["no", "yes", "unknown"] = Field(
        default="unknown",
        description="Whether the State was engaged in an armed conflict when six months expired",
    )
    conflict_ended: Day | None = None

    @property
    def authority(self) -> Authority | None:
        """The Depositary."""
        return Authority.DEPOSITARY

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
    in_force: DayAhead | None = Field(
        default=None,
        description="Only where depositary practice overrides the rule of Article 17",
    )
    in_force_reason: str | None = None
    in_force_stated: DayAhead | None = Field(
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

    @property
    def authority(self) -> Authority | None:
        """The Depositary."""
        return Authority.DEPOSITARY

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

    date: Annotated[When, Ahead("event", ("entry into force", "withdrawal effective"))]
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

    @property
    def authority(self) -> Authority | None:
        """The Depositary, of what is done with it."""
        return Authority.DEPOSITARY if self.event in _WITH_THE_DEPOSITARY else None


_WITH_THE_DEPOSITARY = (
    "instrument deposited",
    "entry into force",
    "withdrawal notified",
    "withdrawal effective",
    "purported suspension",
)
