"""The files of a rulebook as their authors write them: treaty, duties, rules and worked cases."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.model import Document, Model
from compliance_engine.documents.names import MaybeName, Name
from compliance_engine.records.fields import Day
from compliance_engine.rulebook.vocabulary import Severity

Tuple = Field(default=(), strict=False)
Days = Annotated[int, Field(ge=0, le=36_525)]
Months = Annotated[int, Field(ge=0, le=1_200)]
Years = Annotated[int, Field(ge=0, le=100)]


class LocalText(Model):
    """A text in the languages of the engine; English is always there."""

    en: str
    fr: str | None = None
    es: str | None = None

    def by_language(self) -> dict[str, str]:
        """The languages that are given."""
        given = {"en": self.en, "fr": self.fr, "es": self.es}
        return {language: text for language, text in given.items() if text is not None}


class CitedText(LocalText):
    """A sentence on the State's standing, with the provision that it applies.

    `in_short` says the same within the sentence on a duty, which names the State before it.
    """

    cites: Name
    in_short: LocalText | None = None


class EntryIntoForce(Model):
    """When the treaty binds a State: the first day of a month after that of the deposit."""

    months_after_deposit: Months
    explain: CitedText
    explain_first: CitedText
    explain_stated: CitedText


class WithdrawalLaw(Model):
    """When a withdrawal takes effect, in calendar months from its receipt."""

    months: Months
    rounding: Literal["last day of that month", "first day of the next month"]
    deferred_by_armed_conflict: bool
    explain: CitedText
    explain_pending: CitedText | None = None
    explain_conflict_unknown: CitedText | None = None
    explain_conflict: CitedText | None = None

    @model_validator(mode="after")
    def _explains_its_deferral(self) -> Self:
        for name in ("explain_pending", "explain_conflict_unknown", "explain_conflict"):
            given = getattr(self, name) is not None
            if given != self.deferred_by_armed_conflict:
                raise ValueError(
                    f"{name!r} explains a deferral by armed conflict: give it where, and only "
                    "where, 'deferred_by_armed_conflict' is true"
                )
        return self


class SpecialMeeting(Model):
    """What convening a special meeting of the States Parties takes, as shares of their number."""

    in_favour_at_least: Annotated[str, Field(pattern=r"^[1-9]\d*/[1-9]\d*$")]
    quorum_more_than: Annotated[str, Field(pattern=r"^[1-9]\d*/[1-9]\d*$")]
    explain: CitedText

    @model_validator(mode="after")
    def _are_shares_of_the_whole(self) -> Self:
        if Fraction(self.in_favour_at_least) > 1 or Fraction(self.quorum_more_than) >= 1:
            raise ValueError("the shares of a special meeting ask for more States than there are")
        return self


class ProvisionalApplication(Model):
    """What a State may declare to apply before the treaty is in force for it."""

    provision: Name = Field(description="The provision that alone is applied, such as 1(1)")
    explain: CitedText


class TreatyFile(Document):
    """A treaty: when it is in force, for whom, and until when."""

    name: Name
    abbreviation: Name
    title: LocalText
    version: Name
    in_force: Day
    articles: dict[str, LocalText] = Field(
        default={}, description="The headings of the articles, by number"
    )
    entry_into_force: EntryIntoForce
    withdrawal: WithdrawalLaw | None = None
    provisional_application: ProvisionalApplication | None = None
    special_meeting: SpecialMeeting | None = None
    notices: dict[str, CitedText] = Field(
        default={}, description="What is said of a kind of notice that changes nothing by itself"
    )


class Once(Model):
    """A duty that arises once for each occasion, due a time after it (the occasion is day 0)."""

    after: Literal["entry into force", "request for clarification received", "stock found"]
    days: Days = 0
    months: Months = 0
    years: Years = 0
    rounding: Literal["last day of that month", "first day of the next month"] | None = None
    extendable: bool = Field(
        default=False, description="Whether a decision of the States Parties can set a later date"
    )

    @model_validator(mode="after")
    def _declares_rounding(self) -> Self:
        if (self.months or self.years) and self.rounding is None:
            raise ValueError(
                "a count of months or years can end on a day that does not exist: declare "
                "'rounding: last day of that month' or 'rounding: first day of the next month'"
            )
        return self


class EveryYear(Model):
    """A duty that recurs each year, first on the date strictly after another duty's due date."""

    on: Name = Field(description="A day of the year: 30 April")
    covers: Literal["previous calendar year"]
    first_after: MaybeName = None


class NotOwed(Model):
    """Why a recurring date passes without a duty."""

    before_first: LocalText
    coincides: LocalText
    not_bound: LocalText


class MessageVariant(LocalText):
    """The words of a sentence where a condition on its facts holds."""

    if_: MaybeName = Field(default=None, alias="if")


class InShort(Model):
    """A duty in two sentences to be read aloud: when it is due and why, and what is known of it.

    `again` takes the place of the first after another duty of the kind.
    """

    due: tuple[MessageVariant, ...] = Field(strict=False)
    again: tuple[MessageVariant, ...] = Tuple
    known: tuple[MessageVariant, ...] = Field(strict=False)


class InEffect(Model):
    """The days on which a rule applies: from the first, until (not including) the last."""

    from_: Day = Field(alias="from")
    until: Day | None = None


class Extended(Model):
    """How the due date was found where it is later than the ordinary one."""

    by_decision: LocalText
    by_source: LocalText = Field(
        description="Where a source gives a later date, and no decision on it is on record"
    )


class DutyFile(Document):
    """A duty: who owes it is every State bound on its due date; when it is due; what meets it.

    A commitment of an action plan is written in the same way; it is `in_effect` for what arises
    while the plan is.
    """

    kind: Name
    title: LocalText
    cites: tuple[str, ...] = Field(strict=False)
    nature: Literal["obligation", "commitment"] = "obligation"
    in_effect: InEffect | None = None
    owed_where: Literal["stockpiled mines are on record", "mined areas are on record"] | None = (
        Field(default=None, description="What must be on record for the duty to be in view")
    )
    once: Once | None = None
    every_year: EveryYear | None = None
    met_by: Literal[
        "initial report",
        "report on the period",
        "answer to the request",
        "stockpile destroyed",
        "mined areas cleared",
        "found stock destroyed",
    ]
    explain: LocalText
    explain_extended: Extended | None = None
    explain_not_owed: NotOwed | None = None
    in_short: InShort | None = None
    rationale: str
    doubt: str | None = None
    verified: bool = True


class RuleFile(Document):
    """A rule: what it looks for, the law that it cites, and the words of its finding."""

    title: LocalText
    cites: tuple[str, ...] = Field(strict=False)
    nature: Literal["obligation", "cooperation", "commitment", "record"] = "obligation"
    version: Annotated[int, Field(ge=1)]
    verified: bool
    doubt: str | None = None
    formerly: tuple[str, ...] = Field(
        default=(), strict=False, description="The ids that the rule had before, oldest first"
    )
    in_effect: InEffect
    when: dict[str, str]
    unless: tuple[dict[str, str], ...] = Tuple
    severity: Severity
    message: tuple[MessageVariant, ...] = Field(strict=False)
    remedy: LocalText
    follow_up: MaybeName = None
    rationale: str


class CaseFile(Model):
    """A worked case: a record, a day, and what the rule must say of it."""

    name: Name
    shows: Literal["fires", "silent", "day before", "day of", "day after", "missing data"]
    as_of: Day
    expect: Literal["finding", "nothing", "undetermined"]
    key: MaybeName = None
    message: str | None = None
    record: dict[str, object]


class CasesFile(Document):
    """The worked cases of one rule."""

    common: dict[str, object] = Field(
        default={}, description="What the records of all cases share; a case's own keys win"
    )
    cases: tuple[CaseFile, ...] = Field(strict=False)
