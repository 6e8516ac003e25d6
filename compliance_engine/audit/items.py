"""What a run concluded, as it is kept: findings, and matters on which a record does not tell.

The content of an item is the same from night to night for as long as nothing of it changes: the
day of the check, days counted up to it and the lines of a record's file are no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from compliance_engine.audit.canonical import digest_of_value
from compliance_engine.facts import Dated, FactValue
from compliance_engine.findings import Finding, Undetermined
from compliance_engine.findings.checking import OVERDUE
from compliance_engine.findings.language.undated import dated
from compliance_engine.records import State

FINDING: Literal["finding"] = "finding"
MATTER: Literal["matter"] = "matter"

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """A finding or a matter not known, as JSON has it. Its `id` is the same in every run."""

    content: Content

    @property
    def about(self) -> str:
        """Whether it is a finding or a matter."""
        return str(self.content["about"])

    @property
    def id(self) -> str:
        """What it is known by."""
        return str(self.content["id"])

    @property
    def state(self) -> str:
        """The code of its State."""
        return str(self.content["state"])

    @property
    def severity(self) -> str:
        """How much it matters; a matter not known has none."""
        return str(self.content.get("severity", ""))

    @cached_property
    def sha256(self) -> str:
        """The digest of its content."""
        return digest_of_value(self.content)

    def title(self, language: str) -> str:
        """The title of a finding's rule, or the name of a matter with what it concerns."""
        said = str(self._in("titles", language))
        return said if self.about == FINDING else f"{said} {self.content['key']}".strip()

    def message(self, language: str, as_of: date) -> str:
        """The sentence of a finding on a day; of a matter, its name."""
        if self.about == MATTER:
            return self.title(language)
        return dated(str(self._in("messages", language)), as_of, language)

    def _in(self, name: str, language: str) -> Any:
        """Words in a language or, where they were not kept in it, in English."""
        said: Mapping[str, str] = self.content[name]
        return said.get(language, said["en"])


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
                    "fields": plain(one.fields),
                    "sources": list(one.sources),
                }
                for one in finding.evidence
            ],
            "rests_on": list(finding.rests_on),
            "confidence": str(finding.confidence),
            "verified": finding.verified,
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


def places_of(finding: Finding) -> Sequence[Sequence[str]]:
    """The lines of the record that each fact of a finding rests on."""
    return [list(one.where) for one in finding.evidence]


def plain(fields: Mapping[str, FactValue]) -> dict[str, str | int | bool | None]:
    """The fields of a fact as JSON has them: dates as ISO 8601, with the precision known."""
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: FactValue) -> str | int | bool | None:
    match value:
        case Dated():
            return value.shown.text
        case date():
            return value.isoformat()
        case State():
            return value.code
        case _:
            return value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
