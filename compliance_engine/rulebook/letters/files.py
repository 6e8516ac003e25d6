"""The files of letters as their authors write them: what all share, families, working languages.

English, French and Spanish are always there. A text can also be given in Russian, Chinese and
Arabic; a letter is drafted in one of these once every text that it needs is there.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from compliance_engine.documents.model import Document, Model
from compliance_engine.documents.names import MaybeName, Name

Tuple = Field(default=(), strict=False)

CONCERNS = Literal[
    "findings",
    "matters not known",
    "reports to come",
    "a meeting",
    "a reply",
    "matters settled",
]


class LetterText(Model):
    """A text in the languages in which letters are written."""

    en: str
    fr: str
    es: str
    ru: str | None = None
    zh: str | None = None
    ar: str | None = None

    def by_language(self) -> dict[str, str]:
        """The languages that are given."""
        given = {one: getattr(self, one) for one in ("en", "fr", "es", "ru", "zh", "ar")}
        return {language: text for language, text in given.items() if text is not None}


class VariantFile(LetterText):
    """The words of a sentence where a condition holds, of one matter or of several."""

    if_: MaybeName = Field(default=None, alias="if")
    number: Literal["one", "several"] | None = None
    listed: bool = Field(
        default=False, description="Its words where there is a list: in it, or beside it"
    )
    of_all: bool = Field(
        default=False, description="The condition must hold of every matter of the family"
    )


class SentenceFile(Model):
    """One sentence, or a few that belong together: the first variant that holds is written."""

    rests_on: Name = Field(
        description="What makes it true: findings, matters not known, reports to come, a meeting, "
        "matters settled, letters, a provision such as APMBC 7(1); or courtesy, where it states "
        "nothing"
    )
    each: bool = Field(
        default=False, description="Said of each matter that differs in what it names"
    )
    not_with: tuple[str, ...] = Tuple
    text: tuple[VariantFile, ...] = Field(strict=False)


class FamilyFile(Document):
    """What a letter says on one kind of matter."""

    title: LetterText
    concerns: CONCERNS
    about: MaybeName = None
    matters: tuple[str, ...] = Field(
        default=(), strict=False, description="Of matters not known, those that it is about"
    )
    latest: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="Of matters that recur, only so many of the latest"
    )
    article: Name
    order: int = Field(description="Where it stands in a letter: the lowest first")
    instead_of: tuple[str, ...] = Field(
        default=(), strict=False, description="Families that say less of the same matter"
    )
    says: tuple[SentenceFile, ...] = Field(strict=False)


class Names(Model):
    """The names that letters use."""

    committee: LetterText
    convention: LetterText
    unit: LetterText


class FormFile(Model):
    """How a note verbale, or a letter, begins and ends."""

    title: LetterText
    salutation: LetterText | None = None
    opening: LetterText
    closing: LetterText
    signatory: LetterText | None = None


class Forms(Model):
    """The two forms in which a State can be written to."""

    note_verbale: FormFile = Field(alias="note verbale")
    letter: FormFile


class BeforeFile(LetterText):
    """How a matter begins on which there was a letter before."""

    if_: Literal["answered", "once", "several times", "also"] = Field(alias="if")


class LetterFile(Document):
    """What all letters share."""

    names: Names
    written_at: LetterText
    reference_label: LetterText
    watermark: LetterText
    contact: LetterText
    mission: LetterText
    observer_mission: LetterText
    observers: tuple[str, ...] = Tuple
    forms: Forms
    headings: dict[str, LetterText]
    written_before: tuple[BeforeFile, ...] = Field(strict=False)
    letter_cited: LetterText
    meetings: dict[str, LetterText]


class Languages(Model):
    """The States that are written to in each language, by code."""

    en: tuple[str, ...] = Tuple
    fr: tuple[str, ...] = Tuple
    es: tuple[str, ...] = Tuple
    ru: tuple[str, ...] = Tuple
    zh: tuple[str, ...] = Tuple
    ar: tuple[str, ...] = Tuple


class LanguagesFile(Document):
    """The language in which each State is written to."""

    verified: bool
    languages: Languages
