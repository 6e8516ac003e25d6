"""The languages of a rulebook: what it says to people, and in which of them it does not.

English is always there. In another language a rulebook speaks wholly or not at all: a page half
in English would hide from its reader what nobody has translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel import Locale

from compliance_engine.documents.model import Model
from compliance_engine.errors import InvalidInputError, Problem
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.files import LocalText
from compliance_engine.rulebook.model import Rulebook, Spoken


def spoken_texts(part: object, name: str = "") -> Iterator[Spoken]:
    """Every text for people within a part of a rulebook's file, by the name that leads to it.

    `message 2` is the second message, `explain_not_owed.coincides` a text within a part.
    """
    match part:
        case LocalText():
            said = part.by_language().items()
            yield Spoken(part.place, name, tuple(one for one, text in said if text.strip()))
        case Model():
            for field, info in type(part).model_fields.items():
                key = info.alias or field
                yield from spoken_texts(getattr(part, field), f"{name}.{key}" if name else key)
        case Mapping():
            for key, value in part.items():
                yield from spoken_texts(value, f"{name}.{key}")
        case tuple():
            for number, value in enumerate(part, start=1):
                yield from spoken_texts(value, f"{name} {number}")


def missing_translations(rulebook: Rulebook, language: str) -> list[Problem]:
    """Each text of the rulebook that is not there in a language, at its place.

    None in English, which every rulebook speaks.
    """
    if language == LANGUAGES[0]:
        return []
    named = Locale(language).get_display_name("en")
    return [
        Problem(
            text.place,
            f"the text '{text.name}' is not there in {named} ({language})",
            f"Add {language}: …, or ask in English.",
        )
        for text in rulebook.spoken
        if language not in text.languages
    ]


def require_language(rulebook: Rulebook, language: str) -> None:
    """Raises InvalidInputError with every text that is not there in a language."""
    if problems := missing_translations(rulebook, language):
        raise InvalidInputError(problems)
