"""The phrases of one page in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from compliance_engine.phrases.numbers import counts_as_one, thousands_marked

LANGUAGES = ("en", "fr", "es")
"""The languages in which the program speaks, the first by default."""

_BEFORE_HIGH_MARKS = re.compile(r"(?<=«) | (?=[:;?!»])")


@cache
def page_phrases(page: str) -> Mapping[str, Mapping[str, str]]:
    """Every phrase of a page, by its name and then by language."""
    from compliance_engine.documents.yaml import YamlMap, parse_yaml

    name = f"{page}.yaml"
    text = (files("compliance_engine.phrases") / name).read_text(encoding="utf-8")
    data = parse_yaml(text, name)
    assert isinstance(data, YamlMap)
    return {
        key: {language: _kept_together(str(said), language) for language, said in value.items()}
        for key, value in data.items()
        if isinstance(value, YamlMap)
    }


def _kept_together(text: str, language: str) -> str:
    """The text; in French, with high marks that never wrap away from what they mark."""
    return _BEFORE_HIGH_MARKS.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text


class Phrases:
    """What a page says in one language: ``words("title", day="24 June 2021")``."""

    def __init__(self, page: str, language: str) -> None:
        self._said = page_phrases(page)
        self._language = language

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its gaps filled. Raises KeyError if the page has no such phrase."""
        return self._said[key][self._language].format(**values)

    def counted(self, key: str, number: int, **values: object) -> str:
        """The phrase ``key.one`` or ``key.other``, as the language counts; its gap is {number}."""
        form = "one" if counts_as_one(number, self._language) else "other"
        return self(f"{key}.{form}", number=self.number(number), **values)

    def number(self, number: int) -> str:
        """A whole number with its thousands marked."""
        return thousands_marked(number, self._language)
