"""The sentences of a draft, in every language, from the program's own phrases."""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.phrases.phrases import LANGUAGES, Phrases


class Words:
    """Sentences about one thing, which is called differently in each language."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._named = named

    def __call__(self, key: str) -> dict[str, str]:
        """A sentence in each language."""
        return {
            language: Phrases("new_rule", language)(key, what=self._named[language])
            for language in LANGUAGES
        }


def in_every_language(texts: Mapping[str, str], otherwise: str) -> dict[str, str]:
    """A name in each language; as it is in the rules where one has not been written."""
    return {language: texts.get(language, otherwise) for language in LANGUAGES}


def status_in_words(subject: str, status: str) -> dict[str, str]:
    """What a status of a measure or case is called."""
    key = f"{subject}.status.{status}"
    return {language: Phrases("values", language)(key) for language in LANGUAGES}
