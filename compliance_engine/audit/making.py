"""Items made of findings, and of matters that are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.audit.items import FINDING, MATTER, Item
from compliance_engine.dates.partial import parse_day
from compliance_engine.facts.plain import plain_fields
from compliance_engine.findings.checking import OVERDUE
from compliance_engine.findings.model import Evidence, Finding, Undetermined
from compliance_engine.records.confidence import Confidence


@dataclass(frozen=True)
class Words:
    """What a finding says in one language."""

    title: str
    message: str
    remedy: str


def finding_item(finding: Finding, version: int, words: Mapping[str, Words]) -> Item:
    """A finding of a rule at its `version`, with its words by language."""
    return Item(
        {
            "about": FINDING,
            "id": finding.id,
            "state": finding.state,
            "rule": finding.rule,
            "rule_version": version,
            "article": finding.article,
            "nature": finding.nature,
            "severity": finding.severity,
            "verdict": finding.verdict,
            "due": _iso(finding.due),
            "days_late": None if finding.verdict in OVERDUE else finding.days,
            "known": finding.known,
            "titles": {language: one.title for language, one in words.items()},
            "messages": {language: one.message for language, one in words.items()},
            "remedies": {language: one.remedy for language, one in words.items()},
            "follow_up": finding.follow_up,
            "evidence": [
                {
                    "fact": one.fact,
                    "fields": plain_fields(one.fields),
                    "sources": list(one.sources),
                }
                for one in finding.evidence
            ],
            "rests_on": list(finding.rests_on),
            "confidence": str(finding.confidence) if finding.confidence is not None else None,
            "said_by": [str(one) for one in finding.said_by],
            "law_checked": finding.law_checked,
        }
    )


def matter_item(one: Undetermined, names: Mapping[str, str]) -> Item:
    """A matter on which a record does not tell, with its name by language."""
    parts = (one.state, "undetermined", one.matter, one.key)
    return Item(
        {
            "about": MATTER,
            "id": "/".join(part for part in parts if part),
            "state": one.state,
            "matter": one.matter,
            "titles": dict(names),
            "article": one.article,
            "key": one.key,
            "due": _iso(one.due),
            "sources_disagree": one.sources_disagree,
        }
    )


def finding_of_item(item: Item) -> Finding:
    """A finding as far as its item keeps it, and a judgement asks: without the words."""
    was = item.content
    return Finding(
        id=item.id,
        state=item.state,
        rule=was["rule"],
        article=was["article"],
        nature=was["nature"],
        severity=item.severity,
        verdict=was["verdict"],
        due=parse_day(was["due"]) if was["due"] else None,
        days=was["days_late"],
        known=was["known"],
        message="",
        remedy="",
        evidence=tuple(
            Evidence(one["fact"], one["fields"], (), tuple(one["sources"]))
            for one in was["evidence"]
        ),
        rests_on=tuple(was["rests_on"]),
        confidence=Confidence.read(was["confidence"]) if was["confidence"] is not None else None,
        said_by=(),
        law_checked=was["law_checked"],
        follow_up=was["follow_up"],
    )


def places_of(finding: Finding) -> Sequence[Sequence[str]]:
    """The lines of the record that each fact of a finding rests on."""
    return [list(one.where) for one in finding.evidence]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
