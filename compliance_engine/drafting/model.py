"""What is asked for, and the draft that answers it: the parts of a rule and of its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from compliance_engine.dates.span import Span

Texts = Mapping[str, str]
"""A text in each language of the engine."""


@dataclass(frozen=True)
class Wish:
    """The rule that someone wants. What is None or empty is chosen from the rulebook.

    `values` are the verdicts on the duty, or the status of the measure or case, that the rule
    finds.
    """

    id: str
    subject: str
    duty: str | None = None
    values: tuple[str, ...] = ()
    title: str | None = None
    cites: tuple[str, ...] = ()
    severity: str = "medium"
    nature: str | None = None
    follow_up: str | None = None


@dataclass(frozen=True)
class DraftedCase:
    """A worked case. `message` is found by running the rule."""

    name: str
    shows: str
    as_of: date
    expect: str
    record: Mapping[str, object]
    message: str | None = None


@dataclass(frozen=True)
class DraftedMessage:
    """The words of a finding, where `condition` holds; in every case if it is None."""

    condition: str | None
    texts: Texts


@dataclass(frozen=True)
class Draft:
    """A rule and its cases, ready to be written as files."""

    id: str
    title: Texts
    cites: tuple[str, ...]
    nature: str
    severity: str
    in_effect: Span
    when: Mapping[str, str]
    messages: tuple[DraftedMessage, ...]
    remedy: Texts
    follow_up: str | None
    remark: str
    common: Mapping[str, object]
    cases: tuple[DraftedCase, ...]

    def with_cases(self, cases: tuple[DraftedCase, ...]) -> Draft:
        """The draft with other cases."""
        return replace(self, cases=cases)
