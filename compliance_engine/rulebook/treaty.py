"""A treaty: when it binds a State and when no longer, and the meetings that its clocks run to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from compliance_engine.dates.counting import Rounding
from compliance_engine.dates.partial import PartialDate
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.templates import Texts


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
class Meeting:
    """A formal or informal meeting of the States Parties; days known in part stay so.

    `verified` is false where its days rest on background knowledge.
    """

    name: str
    kind: str
    venue: str | None
    opens: PartialDate
    closes: PartialDate
    verified: bool
