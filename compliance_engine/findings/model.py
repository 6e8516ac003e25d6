"""Findings, and what is not known: values ready to be shown, stored or counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import FactValue
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.saying import Saying


@dataclass(frozen=True)
class Evidence:
    """One fact that a finding rests on, with the record lines and sources of the fact."""

    fact: str
    fields: Mapping[str, FactValue]
    where: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A rule that holds of a State on a day.

    `days` counts whole calendar days: since the due date for what is outstanding, to the
    earliest possible submission for what was late. `known` is the day for which a source last
    said so, where it has not been heard of since. What rests on something alleged or asked has
    no `confidence`, but `said_by`: who says it. `law_checked` is false where the rule's reading
    of the law has not been compared with the text that it cites.
    """

    id: str
    state: str
    rule: str
    article: str
    nature: str
    severity: str
    verdict: str | None
    due: date | None
    days: int | None
    known: str | None
    message: str
    remedy: str
    evidence: tuple[Evidence, ...]
    rests_on: tuple[str, ...]
    confidence: Confidence | None
    said_by: tuple[Saying, ...]
    law_checked: bool
    follow_up: str | None


@dataclass(frozen=True)
class Undetermined:
    """Something that a State may or may not have done: the record does not tell."""

    state: str
    matter: str
    article: str
    key: str
    due: date | None
    sources_disagree: bool


@dataclass(frozen=True)
class Check:
    """The result of a check, by State code and then in the order of the rulebook."""

    as_of: date
    known_at: date | None
    states: int
    findings: tuple[Finding, ...]
    undetermined: tuple[Undetermined, ...]
    notes: Mapping[str, tuple[str, ...]]


def finding_id(state: str, rule: str, key: str) -> str:
    """The stable id of a finding: its State, its rule and, where there are several, its key."""
    return "/".join(part for part in (state, rule, key) if part)
