"""A rulebook as the rest of the engine uses it: parsed, checked, and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates import Rounding
from compliance_engine.errors import Place
from compliance_engine.rulebook.conditions import Logic, Test
from compliance_engine.rulebook.files import Severity
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.vocabulary import FactKind

_CITATION = re.compile(r"(?P<document>[A-Z][A-Za-z ]*) (?P<article>\d+)(?P<rest>(?:\(\w+\))*)")


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
    """A sentence on a State's standing, with the provision that it applies."""

    texts: Texts
    cites: Citation


@dataclass(frozen=True)
class WithdrawalRule:
    """A withdrawal takes effect `months` calendar months after its receipt."""

    months: int
    rounding: Rounding
    deferred_by_armed_conflict: bool
    explain: Explanation
    explain_pending: Explanation
    explain_conflict_unknown: Explanation
    explain_conflict: Explanation


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
    provisional: Explanation | None
    notices: Mapping[str, Explanation]


@dataclass(frozen=True)
class Occasional:
    """Due once for each occasion: `days`, `months` and `years` after it, counted in that order."""

    after: str
    days: int
    months: int
    years: int
    rounding: Rounding


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
class Duty:
    """The definition of a duty: when it is due and what meets it."""

    kind: str
    title: Mapping[str, str]
    cites: tuple[Citation, ...]
    recurrence: Occasional | Yearly
    met_by: str
    explain: Texts
    doubt: str | None
    verified: bool
    place: Place


@dataclass(frozen=True)
class Message:
    """The words of a finding, where `tests` on its facts hold."""

    tests: tuple[Test, ...]
    texts: Texts


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
        """The provision that a finding is listed under: the first one cited."""
        return self.cites[0].provision


@dataclass(frozen=True)
class Rulebook:
    """A treaty's law as data. `sha256` is over every file of the pack, by name and content."""

    treaty: Treaty
    duties: tuple[Duty, ...]
    rules: tuple[Rule, ...]
    kinds: Mapping[str, FactKind]
    sha256: str

    def rule(self, name: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return {rule.id: rule for rule in self.rules}[name]

    def duty(self, kind: str) -> Duty:
        """The duty of this kind. Raises KeyError."""
        return {duty.kind: duty for duty in self.duties}[kind]
