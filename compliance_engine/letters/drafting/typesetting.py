"""What an editor of the United Nations does to a text before it is sent.

No line begins with what belongs to the one before: a day keeps its month, an article its number,
the Nations their name, and in French a high mark its word. An apostrophe is one, and a provision
is cited as each language does: Article 1(1)(a), article premier, paragraphe 1 a), artículo 1,
párrafo 1 a); between lines from right to left it keeps its own order.
"""

from __future__ import annotations

import re
from functools import cache

from compliance_engine.findings.language.written import written

NO_BREAK_SPACE = "\u00a0"

_APOSTROPHE = re.compile(r"(?<=\w)'")
_HIGH_MARKS = re.compile(r"(?<=«) | (?=[:;?!»])")
_PROVISION = re.compile(r"(article|artículo) (\d+)\((\d+)\)(?:\(([a-z])\))?")
_LEFT_TO_RIGHT = re.compile(r"\d+(?:\([0-9a-z]+\))+")
_MARK = "\u200e"
_PARAGRAPH = {"fr": "paragraphe", "es": "párrafo"}
_NUMBERED = {
    "en": r"(?:articles?|action|form) (?=\d|[A-J]\b)",
    "fr": r"(?:articles?|action|formule|paragraphe) (?=\d|premier\b|[A-J]\b)",
    "es": r"(?:artículos?|medida|formulario|párrafo) (?=\d|[A-J]\b)",
}
_NAMES = {
    "en": r"United (?=Nations\b)|Office at (?=Geneva\b)",
    "fr": r"Nations (?=Unies\b)|Unies à (?=Genève\b)",
    "es": r"Naciones (?=Unidas\b)|Unidas en (?=Ginebra\b)",
}
_DAYS = {"en": r"\d (?=days\b)", "fr": r"\d (?=jours\b)", "es": r"\d (?=días\b)"}


def typeset(text: str, language: str) -> str:
    """The text with spaces at which no line ends, and with its apostrophes."""
    text = _APOSTROPHE.sub("’", text)
    if language in _PARAGRAPH:
        text = _PROVISION.sub(lambda found: _cited(found, language), text)
    if language == "ar":
        text = _LEFT_TO_RIGHT.sub(rf"{_MARK}\g<0>{_MARK}", text)
    if language == "fr":
        text = _HIGH_MARKS.sub(NO_BREAK_SPACE, text)
    return _together(language).sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)


def _cited(found: re.Match[str], language: str) -> str:
    """A provision with its paragraph and, if it has one, its letter."""
    article, number, paragraph, letter = found.groups()
    first = "premier" if language == "fr" and number == "1" else number
    named = f"{article} {first}, {_PARAGRAPH[language]} {paragraph}"
    after = "," if found.string[found.end() :].startswith(" de la ") else ""
    return f"{named}{NO_BREAK_SPACE}{letter}){after}" if letter else f"{named}{after}"


@cache
def _together(language: str) -> re.Pattern[str]:
    """What stays on one line: a day with its month, a word with its number, a name."""
    months = "|".join(map(re.escape, written(language).months))
    kept = [rf"(?<!\d)\d{{1,2}}(?:er)? (?:de )?(?=(?:{months})\b)"]
    kept += [of[language] for of in (_NUMBERED, _NAMES, _DAYS) if language in of]
    return re.compile("|".join(kept), re.IGNORECASE)
