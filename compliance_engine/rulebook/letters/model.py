"""The texts of letters as drafting uses them: parsed, checked, and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.errors import Place
from compliance_engine.rulebook.citation import Citation
from compliance_engine.rulebook.conditions import Test
from compliance_engine.rulebook.letters.gaps import Before
from compliance_engine.rulebook.templates import Texts


class Concern(StrEnum):
    """What the matters of a family are."""

    FINDINGS = "findings"
    NOT_KNOWN = "matters not known"
    TO_COME = "reports to come"
    MEETING = "a meeting"
    REPLY = "a reply"
    SETTLED = "matters settled"


class Said(StrEnum):
    """What a sentence can rest on beside a provision and the matters of its family."""

    COURTESY = "courtesy"
    LETTERS = "letters"


@dataclass(frozen=True)
class Variant:
    """The words of a sentence where `tests` hold of each matter that it is said of.

    `number` is one, several or any: of those matters or, where a sentence rests on letters, of
    letters. With `of_all` the tests must hold of every matter of the family. Those `listed` are
    for a list: an item of it, or a sentence beside it.
    """

    tests: tuple[Test, ...]
    number: str | None
    listed: bool
    of_all: bool
    texts: Texts


@dataclass(frozen=True)
class Sentence:
    """What is said, and what makes it true: matters of its family, a provision, or a courtesy."""

    rests_on: Concern | Said | Citation
    each: bool
    not_with: tuple[str, ...]
    variants: tuple[Variant, ...]
    place: Place


@dataclass(frozen=True)
class Family:
    """What a letter says on one kind of matter; `about` is the kind of fact that its gaps name.

    It is about the `latest` of its matters only, where that is given.
    """

    name: str
    title: Mapping[str, str]
    concerns: Concern
    about: str | None
    matters: tuple[str, ...]
    latest: int | None
    article: str
    order: int
    instead_of: tuple[str, ...]
    says: tuple[Sentence, ...]


@dataclass(frozen=True)
class Form:
    """How a note verbale, or a letter, begins and ends."""

    title: Mapping[str, str]
    salutation: Mapping[str, str] | None
    opening: Texts
    closing: Texts
    signatory: Texts | None


@dataclass(frozen=True)
class Letters:
    """All that letters are made of. `languages` are those in which every text is there."""

    names: Mapping[str, Mapping[str, str]]
    written_at: Texts
    reference_label: Mapping[str, str]
    watermark: Mapping[str, str]
    contact: Mapping[str, str]
    mission: Texts
    observer_mission: Texts
    observers: tuple[str, ...]
    forms: Mapping[str, Form]
    headings: Mapping[str, Mapping[str, str]]
    written_before: Mapping[Before, Texts]
    letter_cited: Texts
    meetings: Mapping[str, Mapping[str, str]]
    families: Mapping[str, Family]
    working_language: Mapping[str, str]
    languages: tuple[str, ...]
