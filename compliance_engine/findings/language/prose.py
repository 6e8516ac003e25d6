"""A State's name within a sentence: with its article, joined to the word before it.

"de {state}" is "du Niger", "des Îles Salomon", "de l'Angola" or "d'Haïti"; "a {state}" is
"al Brasil" or "a Chile". A name whose form stands in brackets is turned round: the Kingdom of
the Netherlands, la République islamique d'Iran.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from compliance_engine.records.states import State

_INVERTED = re.compile(r"(?P<name>.+) \((?P<form>.+)\)")
_PLACE_OF_NAME = re.compile(r"(?<=\s)[-_](?=\s|\Z)")
"""In Arabic, where within its form the name stands."""
_LAST_WORD = re.compile(r"(?P<word>\w+) \Z")
_SENTENCE_BEGINS = re.compile(r"\A\Z|[.!?][\u00a0'’\")»]* \Z")

_CONTRACTED = {
    "fr": {
        ("de", "le"): "du",
        ("de", "les"): "des",
        ("à", "le"): "au",
        ("à", "les"): "aux",
    },
    "es": {("de", "el"): "del", ("a", "el"): "al"},
}
_ELIDED = {"fr": ("de", "que", "jusque", "lorsque", "puisque")}


def name_in_prose(state: State, language: str) -> str:
    """The name with its article, as it stands within a sentence."""
    return _joined(state.articles.get(language, ""), _turned(state.names[language]))


def continued(text: str, state: State, language: str) -> str:
    """The text so far, followed by the State's name: contracted, or as a sentence begins."""
    article, name = state.articles.get(language, ""), _turned(state.names[language])
    before = _LAST_WORD.search(text)
    if before is not None:
        word, lead = before["word"], text[: before.start()]
        contracted = _CONTRACTED.get(language, {}).get((word.lower(), article))
        if contracted is not None:
            return f"{lead}{_like(word, contracted)} {name}"
        if word.lower() in _ELIDED.get(language, ()) and not article and _mute(name):
            return f"{lead}{word[:-1]}'{name}"
    named = _joined(article, name)
    return text + (capitalised(named) if _SENTENCE_BEGINS.search(text) else named)


def contracted(text: str, language: str) -> str:
    """The text with each preposition joined to the article after it: "de el" is "del".

    An article with a capital is a part of a name, as in El Salvador, and stays.
    """
    for (preposition, article), joined in _CONTRACTED.get(language, {}).items():
        text = re.sub(rf"\b((?i:{preposition})) {article}\b", partial(_joined_like, joined), text)
    return text


def possessive(state: State) -> str:
    """In English, that something is a State's: Tuvalu's, the Niger's, Honduras'."""
    name = name_in_prose(state, "en")
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _turned(name: str) -> str:
    """A name without brackets: Kingdom of the Netherlands."""
    inverted = _INVERTED.fullmatch(name)
    if inverted is None:
        return name
    form, named = inverted["form"], inverted["name"]
    if _PLACE_OF_NAME.search(form):
        return _PLACE_OF_NAME.sub(named, form)
    return _joined(form, named)


def _joined(word: str, name: str) -> str:
    return f"{word}{name}" if word.endswith("'") or not word else f"{word} {name}"


def _mute(name: str) -> bool:
    """Whether French elides before the name: of those without an article, Haïti too."""
    return unicodedata.normalize("NFD", name)[0] in "AEHIOU"


def _joined_like(joined: str, found: re.Match[str]) -> str:
    return _like(found[1], joined)


def _like(word: str, other: str) -> str:
    return capitalised(other) if word[0].isupper() else other
