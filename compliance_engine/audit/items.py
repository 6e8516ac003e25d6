"""What a run found, as it is kept: findings, matters that are not known, judgements.

The content of an item is the same from night to night for as long as nothing of it changes: the
day of the check, days counted up to it and the lines of a record's file are no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from compliance_engine.findings.language.dating import dated
from compliance_engine.store.canonical import digest_of_value

FINDING: Literal["finding"] = "finding"
MATTER: Literal["matter"] = "matter"
JUDGED: Literal["judged"] = "judged"

DETERMINATION, WAIVER = "determination", "waiver"
"""The kinds of judgement."""

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """A finding, a matter not known or a judgement, as JSON has it.

    Its `id` is the same in every run, unless a rule is renamed or a day in it is corrected.
    """

    content: Content

    @property
    def about(self) -> str:
        """Whether it is a finding, a matter or a judgement."""
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
    def key(self) -> str:
        """What tells a finding or a judgement apart from others of its rule and State."""
        if self.about != FINDING:
            return str(self.content["key"] or "")
        return self.id.removeprefix(f"{self.state}/{self.content['rule']}").removeprefix("/")

    @property
    def severity(self) -> str:
        """How much a finding matters; of anything else, nothing."""
        return str(self.content.get("severity", ""))

    @cached_property
    def sha256(self) -> str:
        """The digest of its content."""
        return digest_of_value(self.content)

    def name(self, language: str) -> str:
        """The title of the rule of a finding or a judgement, or the name of a matter."""
        return str(self._in("titles", language))

    def title(self, language: str) -> str:
        """The same, but of a finding with what it concerns."""
        said = self.name(language)
        return said if self.about == FINDING else f"{said} {self.content['key'] or ''}".strip()

    def message(self, language: str, as_of: date) -> str:
        """The sentence of a finding on a day; of anything else, its title."""
        if self.about != FINDING:
            return self.title(language)
        return dated(str(self._in("messages", language)), as_of, language)

    def _in(self, name: str, language: str) -> Any:
        """Words in a language or, where they were not kept in it, in English."""
        said: Mapping[str, str] = self.content[name]
        return said.get(language, said["en"])
