"""A rulebook as the rest of the engine uses it: parsed, checked, and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.dates.counting import Rounding
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.records.publishers import NOBODY, Publishers
from compliance_engine.rulebook.citation import Citation, listed_under
from compliance_engine.rulebook.commitments import Plan
from compliance_engine.rulebook.conditions import Logic, Test
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.treaty import Meeting, Treaty
from compliance_engine.rulebook.vocabulary import FactKind, Severity


@dataclass(frozen=True)
class Occasional:
    """Due once for each occasion: `years`, `months` and `days` after it, counted in that order.

    With `extendable`, a decision of the States Parties can set a later date.
    """

    after: str
    days: int
    months: int
    years: int
    rounding: Rounding
    extendable: bool = False


@dataclass(frozen=True)
class Yearly:
    """Due each year on a day of the year, covering the calendar year before.

    The first is the first such day strictly after the due date of the duty `first_after`.
    """

    month: int
    day: int
    first_after: str | None
    explain_before_first: Texts
    explain_coincides: Texts
    explain_not_bound: Texts


@dataclass(frozen=True)
class Message:
    """A sentence, where `tests` on its facts hold."""

    tests: tuple[Test, ...]
    texts: Texts


@dataclass(frozen=True)
class InShort:
    """A duty in two sentences: when it is due and why, and what is known of it.

    Of each, the first whose tests hold is meant; the last holds in every case. `again` takes the
    place of the first sentence after another duty of the kind.
    """

    due: tuple[Message, ...]
    again: tuple[Message, ...]
    known: tuple[Message, ...]


@dataclass(frozen=True)
class Duty:
    """The definition of a duty: when it is due and what meets it.

    It arises from what happens while it is `in_effect`.
    """

    kind: str
    title: Mapping[str, str]
    cites: tuple[Citation, ...]
    nature: str
    in_effect: Span
    owed_where: str | None
    recurrence: Occasional | Yearly
    met_by: str
    explain: Texts
    explain_extended: Texts
    explain_later_date: Texts
    doubt: str | None
    verified: bool
    place: Place
    in_short: InShort | None = None

    @property
    def article(self) -> str:
        """What it is listed under: the first provision, or action of a plan, cited."""
        return listed_under(self.nature, self.cites)


@dataclass(frozen=True)
class Rule:
    """One rule. Its first pattern is what a finding is about and gives the finding its key.

    `formerly` are the ids that it had before.
    """

    id: str
    title: Mapping[str, str]
    cites: tuple[Citation, ...]
    nature: str
    version: int
    verified: bool
    doubt: str | None
    logic: Logic
    level: int
    severity: Severity
    messages: tuple[Message, ...]
    remedy: Texts
    follow_up: str | None
    rationale: str
    place: Place
    formerly: tuple[str, ...] = ()

    @property
    def article(self) -> str:
        """What a finding is listed under: the first provision, or action of a plan, cited."""
        return listed_under(self.nature, self.cites)


@dataclass(frozen=True)
class Spoken:
    """A text for people: where it begins, what its file calls it, and its languages."""

    place: Place
    name: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Correspondence:
    """For how many calendar days an answer to a letter is awaited, if the letter does not say.

    `explain` shows how the last of them was found; it may be in no language.
    """

    answer_within: int
    explain: Texts


@dataclass(frozen=True)
class Rulebook:
    """A treaty's law as data. `sha256` is over every file of the pack, by name and content, but
    for the texts of letters, which are no law.

    `spoken` are all its texts for people, in the order of its files. `publishers` are the general
    ones with those that it adds.
    """

    treaty: Treaty
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    duties: tuple[Duty, ...]
    rules: tuple[Rule, ...]
    kinds: Mapping[str, FactKind]
    sha256: str
    spoken: tuple[Spoken, ...] = ()
    correspondence: Correspondence | None = None
    publishers: Publishers = NOBODY

    @property
    def answer_within(self) -> int | None:
        """For how many days an answer to a letter is awaited that does not say, if a file does."""
        return self.correspondence.answer_within if self.correspondence else None

    def rule(self, name: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return {rule.id: rule for rule in self.rules}[name]

    @property
    def renamed(self) -> Mapping[str, str]:
        """The ids of rules by the names that they had before."""
        return {name: rule.id for rule in self.rules for name in rule.formerly}

    def provision_on(self, kind: str) -> str | None:
        """The provision of the treaty under which a rule asks about a kind of fact, if any does."""
        return next(
            (
                citation.provision
                for rule in self.rules
                if rule.logic.when[0].kind == kind
                for citation in rule.cites
                if citation.document == self.treaty.abbreviation
            ),
            None,
        )

    def duty(self, kind: str) -> Duty:
        """The duty of this kind. Raises KeyError."""
        return {duty.kind: duty for duty in self.duties}[kind]
