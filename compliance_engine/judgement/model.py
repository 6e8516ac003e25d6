"""Judgements as values: on what, what was decided, for which days, by whom and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.findings.model import finding_id


class Decision(StrEnum):
    """What a determination says of a finding."""

    CONFIRMED = "confirmed"
    NOT_APPLICABLE = "not applicable"
    RESOLVED = "resolved"
    IN_DIALOGUE = "in dialogue"


@dataclass(frozen=True)
class Said:
    """What a finding said materially: its verdict, its due date, a digest of its evidence."""

    verdict: str | None
    due: date | None
    evidence: str

    def differs_in(self, other: Said) -> tuple[str, ...]:
        """In which of these the two differ, by name."""
        pairs = {
            "verdict": (self.verdict, other.verdict),
            "due": (self.due, other.due),
            "evidence": (self.evidence, other.evidence),
        }
        return tuple(name for name, (one, two) in pairs.items() if one != two)


@dataclass(frozen=True)
class Judgement:
    """A decision on a finding of a State, or on all findings of a rule where `key` is None.

    It is in force on the days of `held`. `as_judged` is what the findings said when it was
    made, by their ids, as far as it is remembered. `rule` is the present id of the rule.
    """

    state: str
    rule: str
    key: str | None
    held: Span
    by: str
    reason: str
    as_judged: Mapping[str, Said]
    place: Place

    @property
    def finding(self) -> str | None:
        """The id of the finding; None for all of a rule."""
        return None if self.key is None else finding_id(self.state, self.rule, self.key)

    @property
    def subject(self) -> str:
        """What it is on, in one word: the id of a finding, or the State and the rule."""
        return self.finding or f"{self.state}/{self.rule}/*"

    @property
    def last(self) -> date:
        """The last day on which it is in force."""
        return self.held.until - timedelta(days=1)


@dataclass(frozen=True)
class Determination(Judgement):
    """A dated, signed and sourced judgement on a finding."""

    decision: Decision
    source: str


@dataclass(frozen=True)
class Waiver(Judgement):
    """A decision not to follow a finding up for a time; `by` is who approved it."""
