"""By which names of States are compared: what tells one name from another, and nothing else.

Case, diacritics, white space, punctuation, marks of footnotes, articles, and the short and the
long form of a common word ("St." and "Saint", "Rep." and "Republic") make no other name. Which
words have a short form is in the reference table ``name_words.csv``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from compliance_engine.records.reference_tables import reference_rows

_MARKUP = re.compile(r"<(superscript|sup)>.*?</\1>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_SUPERSCRIPTS = re.compile(
    "[\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}\N{SUPERSCRIPT ONE}⁰-⁾₀-₎ᵃ-ᶻ]+"
)
_NUMBERS = r"\d{1,3}(?:\s*[,;]\s*\d{1,3})*"
_SIGNS = "*†‡§¶#•"
_MARK_AFTER = re.compile(
    rf"(?:\s*(?:\[{_NUMBERS}\]|\({_NUMBERS}\)|{_NUMBERS}/?|\s[a-z]/|[{_SIGNS}]+|\.+))+$"
)
_MARK_BEFORE = re.compile(
    rf"^(?:\s*(?:\[{_NUMBERS}\]|\({_NUMBERS}\)|\d{{1,3}}\.?|[{_SIGNS}]+))+\s*"
)
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?!\w))?")
_APOSTROPHES = "['\u2019\u2018\u201b\u02bc\u02b9`\u00b4\u2032\uff07]"
_POSSESSIVE = re.compile(rf"(?<=\w){_APOSTROPHES}s(?!\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(_APOSTROPHES)
_OUTSIDE_NFKD = str.maketrans(
    {
        "\u0131": "i",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00df": "ss",
        "&": " and ",
    }
)
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\s*(?:[,;(/\[]|\s[-–—]\s)\s*")


def without_marks(name: str) -> str:
    """A name without the marks of footnotes, or the square brackets, about it."""
    bare = _SUPERSCRIPTS.sub(" ", _MARKUP.sub("", name))
    bare = _MARK_AFTER.sub("", " ".join(bare.split()))
    bare = _MARK_BEFORE.sub("", bare)
    if bare.startswith("[") and bare.endswith("]"):
        return _MARK_AFTER.sub("", bare[1:-1].strip())
    return bare


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name in order: folded, without diacritics and apostrophes."""
    dotless = _INITIALS.sub(lambda found: f"{re.sub(r'[. ]', '', found.group())} ", name)
    spaced = _APOSTROPHE.sub(" ", _POSSESSIVE.sub("s", dotless))
    folded = unicodedata.normalize("NFKD", spaced.casefold()).translate(_OUTSIDE_NFKD)
    return tuple(_WORD.findall("".join(one for one in folded if not unicodedata.combining(one))))


def begins_alike(name: str, begun: str) -> bool:
    """Whether a name begins with what was typed of it, as names are compared."""
    typed = " ".join(plain_words(begun))
    return bool(typed) and " ".join(plain_words(name)).startswith(typed)


def name_keys(name: str) -> tuple[str, ...]:
    """By which a name is compared, the nearest to how it is written first.

    A name whose second part stands after a comma or in brackets is also its second part first:
    "Congo, Republic of the".
    """
    bare = without_marks(name)
    forms = (bare, *turned_about(bare))
    keys = dict.fromkeys(key for one in forms for key in _keys(plain_words(one)))
    return tuple(key for key in keys if key)


def _keys(words: Sequence[str]) -> Iterator[str]:
    forms = _forms()
    yield "".join(words)
    yield "".join(forms.get(word, word) for word in words)
    yield "".join(word for word in words if forms.get(word, word))


def turned_about(name: str) -> Iterator[str]:
    """A name of two parts, its second part first."""
    parts = parts_of(name)
    if len(parts) == 2:
        yield f"{parts[1]} {parts[0]}"


def parts_of(name: str) -> tuple[str, ...]:
    """What stands before, between and after commas, brackets, slashes and dashes."""
    return tuple(part for one in _PARTS.split(name) if (part := one.strip(" ).]")))


@cache
def _forms() -> Mapping[str, str]:
    """The one form of each word that has several, empty for one that tells nothing."""
    return {
        folded: row["word"]
        for row in reference_rows("name_words.csv")
        for word in row["stands_for"].split()
        for folded in plain_words(word)
    }


@cache
def common_words() -> frozenset[str]:
    """Words that many names have, which tell none from another."""
    return frozenset(
        folded
        for row in reference_rows("name_words.csv")
        if row["tells"] == "no"
        for word in f"{row['word']} {row['stands_for']}".split()
        for folded in plain_words(word)
    )
