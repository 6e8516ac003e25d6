"""Whole numbers, as each language writes and counts them.

English is written here; the tables of the other languages are Babel's, which takes longer to
import than most commands in English take in all.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_ENGLISH = "en"


def thousands_marked(number: int, language: str) -> str:
    """5,427 in English, 5 427 in French (with a space that does not break), 5427 in Spanish."""
    if language == _ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_locale(language)))


def counts_as_one(number: int, language: str) -> bool:
    """Whether so many of a thing take its singular: in French, none does too."""
    if language == _ENGLISH:
        return number == 1
    return _locale(language).plural_form(number) == "one"


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale(language)
