"""What convening a special meeting of the States Parties would take on a day (Article 8(5))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.standing import Standing
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.treaty import SpecialMeetingRule

PARTY = "party"


@dataclass(frozen=True)
class Thresholds:
    """How many of so many States Parties: at least this many in favour, this many present."""

    parties: int
    in_favour: int
    quorum: int


def thresholds(rule: SpecialMeetingRule, parties: int) -> Thresholds:
    """The shares of the treaty as whole States: a share rounded up, or strictly exceeded."""
    return Thresholds(
        parties,
        ceil(rule.in_favour_at_least * parties),
        floor(rule.quorum_more_than * parties) + 1,
    )


def special_meeting(
    listed: Iterable[Standing], rulebook: Rulebook, as_of: date, language: str = "en"
) -> str | None:
    """The thresholds on the day in words; None if the treaty has none, or no State Party.

    `listed` are the standings of all States: those bound on the day are counted.
    """
    rule = rulebook.treaty.special_meeting
    parties = sum(one.status == PARTY for one in listed)
    if rule is None or not parties:
        return None
    counted = thresholds(rule, parties)
    values = {
        "parties": counted.parties,
        "in_favour": counted.in_favour,
        "quorum": counted.quorum,
    }
    wording = Wording(None, as_of, language)
    return wording.sentence(rule.explain.texts, {"meeting": values})
