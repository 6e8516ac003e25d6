"""A rulebook as the rest of the engine uses it: parsed, checked, and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from compliance_engine.dates import PartialDate, Rounding, Span
from compliance_engine.errors import Place
from compliance_engine.rulebook.conditions import Logic, Test
from compliance_engine.rulebook.files import Severity
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.vocabulary import FactKind

_CITATION = re.compile(r"(?P<document>[A-Z][A-Za-z ]*) (?P<article>\d+)(?P<rest>(?:\(\w+\))*)")


COMMITMENT = "commitment"


class CitationError(ValueError):
    """The text cites nothing that can be found; `remedy` says how to write a citation."""

    def __init__(self, what: str) -> None:
        self.remedy = "Write it as document, article and paragraph: APMBC 7(2)"
        super().__init__(what)


@dataclass(frozen=True)
class Citation:
    """A paragraph of a treaty: ``APMBC 7(2)``."""

    document: str
    article: str
    provision: str

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Reads ``APMBC 7(2)``. Raises CitationError."""
        match = _CITATION.fullmatch(text)
        if match is None:
            raise CitationError(f"{text!r} is not a citation")
        return cls(match["document"], match["article"], match["article"] + match["rest"])

    def __str__(self) -> str:
        return f"{self.document} {self.provision}"


@dataclass(frozen=True)
class Explanation:
    """A sentence on a State's standing, with the provision that it applies.

    `in_short` is the same as a clause for the sentence on a duty.
    """

    texts: Texts
    cites: Citation
    in_short: Texts | None = None


@dataclass(frozen=True)
class ConflictDeferral:
    """What is said where an armed conflict defers a withdrawal, did, or may do so."""

    pending: Explanation
    unknown: Explanation
    ended: Explanation


@dataclass(frozen=True)
class WithdrawalRule:
    """A withdrawal takes effect `months` calendar months after its receipt.

    With a `deferral`, not before the end of an armed conflict that goes on when they expire.
    """

    months: int
    rounding: Rounding
    explain: Explanation
    deferral: ConflictDeferral | None


@dataclass(frozen=True)
class ProvisionalRule:
    """What a State may apply provisionally from its instrument on: `provision` and no more."""

    provision: str
    explain: Explanation


@dataclass(frozen=True)
class SpecialMeetingRule:
    """What convening a special meeting takes: shares of the number of States Parties."""

    in_favour_at_least: Fraction
    quorum_more_than: Fraction
    explain: Explanation


@dataclass(frozen=True)
class Treaty:
    """When a treaty binds a State."""

    name: str
    abbreviation: str
    title: Mapping[str, str]
    version: str
    in_force: date
    articles: Mapping[str, Mapping[str, str]]
    months_after_deposit: int
    explain: Explanation
    explain_first: Explanation
    explain_stated: Explanation
    withdrawal: WithdrawalRule | None
    provisional: ProvisionalRule | None
    special_meeting: SpecialMeetingRule | None
    notices: Mapping[str, Explanation]


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
        return _listed_under(self.nature, self.cites)


@dataclass(frozen=True)
class Rule:
    """One rule. Its first pattern is what a finding is about and gives the finding its key."""

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

    @property
    def article(self) -> str:
        """What a finding is listed under: the first provision, or action of a plan, cited."""
        return _listed_under(self.nature, self.cites)


def _listed_under(nature: str, cites: tuple[Citation, ...]) -> str:
    return str(cites[0]) if nature == COMMITMENT else cites[0].provision


@dataclass(frozen=True)
class Meeting:
    """A formal or informal meeting of the States Parties; days known in part stay so.

    `verified` is false where its days rest on general knowledge.
    """

    name: str
    kind: str
    venue: str | None
    opens: PartialDate
    closes: PartialDate
    verified: bool


@dataclass(frozen=True)
class Spoken:
    """A text for people: where it begins, what its file calls it, and its languages."""

    place: Place
    name: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """An action of a plan, or several in a row that share a subject: `number` to `last`."""

    number: int
    last: int
    gist: Mapping[str, str]
    verified: bool
    note: str | None
    rules: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Indicator:
    """What is counted of an action: of the States that `of` finds, those that `counted` finds.

    Of the others, those that `undetermined` finds may count or not.
    """

    action: int
    gist: Mapping[str, str]
    verified: bool
    of: Logic
    counted: Logic
    undetermined: Logic
    place: Place


@dataclass(frozen=True)
class Plan:
    """An action plan: political commitments, and the days on which they count.

    `title` is its name as citations write it; `unknown` says what is not known of it.
    """

    name: str
    title: str
    titles: Mapping[str, str]
    adopted: PartialDate
    adopted_at: str
    in_effect: Span
    verified: bool
    note: str | None
    unknown: tuple[Mapping[str, str], ...]
    actions: tuple[Action, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Rulebook:
    """A treaty's law as data. `sha256` is over every file of the pack, by name and content.

    `spoken` are all its texts for people, in the order of its files.
    """

    treaty: Treaty
    meetings: tuple[Meeting, ...]
    plans: tuple[Plan, ...]
    duties: tuple[Duty, ...]
    rules: tuple[Rule, ...]
    kinds: Mapping[str, FactKind]
    sha256: str
    spoken: tuple[Spoken, ...] = ()

    def rule(self, name: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return {rule.id: rule for rule in self.rules}[name]

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
