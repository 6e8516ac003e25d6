"""What a run concluded, as it is kept: findings, and matters on which a record does not tell.

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
    def key(self) -> str:
        """What tells a finding apart from others of its rule and State, a matter from others."""
        if self.about == MATTER:
            return str(self.content["key"])
        return self.id.removeprefix(f"{self.state}/{self.content['rule']}").removeprefix("/")

    @property
    def severity(self) -> str:
        """How much it matters; a matter not known has none."""
        return str(self.content.get("severity", ""))

    @cached_property
    def sha256(self) -> str:
        """The digest of its content."""
        return digest_of_value(self.content)

    def name(self, language: str) -> str:
        """The title of a finding's rule, or the name of a matter."""
        return str(self._in("titles", language))

    def title(self, language: str) -> str:
        """The same, of a matter with what it concerns."""
        said = self.name(language)
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
