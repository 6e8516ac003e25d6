"""Puts the day of a check into sentences that were kept without it."""

from __future__ import annotations

from datetime import date

from compliance_engine.findings.language.written import written

DAY, ON_DAY = "{as_of}", "{as_of:on}"
"""What stands for the day, alone and with the word before it."""


def dated(sentence: str, as_of: date, language: str) -> str:
    """A sentence of `UndatedWording` with the day of a check filled in."""
    words = written(language)
    on_day = words.date(as_of, with_word=True)
    return sentence.replace(ON_DAY, on_day).replace(DAY, words.day(as_of))
