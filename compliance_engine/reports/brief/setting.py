"""The file ``session.yaml`` of a rulebook: what a brief says beside figures, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from compliance_engine.documents.files import is_there, read_text
from compliance_engine.documents.model import Document, Model, validate
from compliance_engine.documents.yaml import parse_yaml
from compliance_engine.errors import InvalidInputError, Place, Problem, UsageError
from compliance_engine.records.fields import When
from compliance_engine.rulebook.files import LocalText
from compliance_engine.rulebook.languages import spoken_texts
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.suggestions import did_you_mean

FILE = "session.yaml"

LISTS = (
    "initial report outstanding",
    "two years silent",
    "five years silent",
    "measures to update",
    "penal sanctions to state",
    "prevent and suppress",
    "open matter",
    "update due",
    "clarification",
    "deadline of Article 4 or 5",
)
"""The lists of a brief that rules make."""

Rules = Annotated[tuple[str, ...], Field(strict=False)]


class Speaking(Model):
    """A list of speakers: who is invited, and to do what."""

    title: LocalText
    invitation: LocalText
    rules: Rules


class Sourced(Model):
    """What a source says, or background knowledge where there is none.

    `since` is when it began to be so. Only what a source says can be `verified`.
    """

    since: When | None = None
    source: str | None = None
    verified: bool

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.verified and self.source is None:
            raise ValueError("'verified: true' needs 'source'")
        return self


class Tool(Sourced):
    """Something that helps with reporting (Article 7) or with measures (Article 9)."""

    article: Literal["7", "9"]
    text: LocalText


class Help(Sourced):
    """What a partner can help with: the States of which one of the rules finds something."""

    with_: LocalText = Field(alias="with")
    rules: Rules


class Partner(Model):
    """An organisation or a committee that can help."""

    name: LocalText
    helps: tuple[Help, ...] = Field(strict=False)


class Setting(Document):
    """All that the file says."""

    lists: dict[str, Rules]
    speaking: tuple[Speaking, ...] = Field(strict=False)
    tools: tuple[Tool, ...] = Field(strict=False)
    partners: tuple[Partner, ...] = Field(strict=False)
    settling: dict[str, LocalText]

    def rules(self, name: str) -> tuple[str, ...]:
        """The rules that make a list of `LISTS`."""
        return self.lists[name]


def read_setting(rules_folder: Path, rulebook: Rulebook, language: str) -> Setting:
    """The setting of briefs under a rulebook, for one in a language.

    Raises UsageError if the rulebook has none, InvalidInputError with every problem in it.
    """
    path = rules_folder / FILE
    if not is_there(path):
        raise UsageError(
            f"{rules_folder} has no file {FILE}, which tells what a brief is made of: "
            "the rulebook of the Anti-Personnel Mine Ban Convention has one to follow"
        )
    setting = validate(Setting, parse_yaml(read_text(path, FILE), FILE), FILE)
    if problems := [*_problems(setting, rulebook), *_untranslated(setting, language)]:
        raise InvalidInputError(problems)
    return setting


def _problems(setting: Setting, rulebook: Rulebook) -> Iterator[Problem]:
    place, rules = Place(FILE), {rule.id for rule in rulebook.rules}
    yield from _wrong_names(place, "list", setting.lists, LISTS)
    for name in LISTS:
        if name not in setting.lists:
            yield Problem(place, f"has no list '{name}'", "Add it under 'lists'.")
    yield from _wrong_names(place, "matter", setting.settling, _matters(rulebook))
    named = [rule for of_list in setting.lists.values() for rule in of_list]
    named += [rule for one in setting.speaking for rule in one.rules]
    named += [rule for one in setting.partners for help_ in one.helps for rule in help_.rules]
    yield from _wrong_names(place, "rule", dict.fromkeys(named), rules)


def _matters(rulebook: Rulebook) -> tuple[str, ...]:
    others = ("national implementation measures", "alleged matter")
    return (*(duty.kind for duty in rulebook.duties), *others)


def _wrong_names(
    place: Place, what: str, given: Iterable[str], known: Collection[str]
) -> Iterator[Problem]:
    for name in given:
        if name not in known:
            remedy = did_you_mean(name, known, f"Known: {', '.join(sorted(known))}.")
            yield Problem(place, f"names the {what} '{name}', which there is not", remedy)


def _untranslated(setting: Setting, language: str) -> Iterator[Problem]:
    for spoken in spoken_texts(setting):
        if language not in spoken.languages:
            what = f"the text '{spoken.name}' is not there in '{language}'"
            yield Problem(spoken.place, what, f"Add {language}: …, or ask in English.")
