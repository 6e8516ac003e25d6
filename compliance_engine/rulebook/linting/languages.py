"""Texts that lack a language, or that do not say the same in each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance_engine.documents.yaml import YamlMap
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.linting.pack import Pack
from compliance_engine.rulebook.linting.remark import Remark, error
from compliance_engine.rulebook.linting.worded import ENGLISH, local_texts

_NAMES = {"en": "English", "fr": "French", "es": "Spanish"}
_GAP = re.compile(r"\{([^{}:]*)(?::[^{}]*)?\}")


def languages(pack: Pack) -> Iterator[Remark]:
    """What is wrong with the languages of the texts of a rulebook."""
    for inside, given in local_texts(pack):
        missing = [language for language in LANGUAGES if language not in given]
        if missing:
            named = " and ".join(_NAMES[language] for language in missing)
            remedy = f"Add {' and '.join(f'{language}: …' for language in missing)} here."
            yield error(inside.place, f"is not said in {named}", remedy)
        yield from _gaps(inside, given)


def _gaps(inside: YamlMap, given: dict[str, str]) -> Iterator[Remark]:
    """Gaps that one language fills and another does not; how they read may differ."""
    if ENGLISH not in given:
        return
    wanted = _gaps_of(given[ENGLISH])
    for language, text in given.items():
        found = _gaps_of(text)
        for gap in sorted(wanted.keys() - found.keys()):
            yield error(
                inside.place_within(language, 1),
                f"the {_NAMES[language]} text has no gap {{{gap}}}, which the English one has",
                "Say the same in each language.",
            )
        for gap in sorted(found.keys() - wanted.keys()):
            yield error(
                inside.place_within(language, found[gap]),
                f"the English text has no gap {{{gap}}}, which the {_NAMES[language]} one has",
                "Say the same in each language.",
            )


def _gaps_of(text: str) -> dict[str, int]:
    """The gaps of a text, each with the column of the first of its kind."""
    found: dict[str, int] = {}
    for gap in _GAP.finditer(text):
        found.setdefault(" ".join(gap[1].split()), gap.start() + 1)
    return found
