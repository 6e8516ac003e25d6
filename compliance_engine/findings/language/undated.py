"""Sentences that leave the day of the check open, so that they stay the same from day to day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.facts import FactValue
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.language.written import written
from compliance_engine.records import State
from compliance_engine.rulebook import Gap, Reading
from compliance_engine.rulebook.conditions import AsOf

DAY, ON_DAY = "{as_of}", "{as_of:on}"


class UndatedWording(Wording):
    """Fills sentences, but for the day of the check where it is named by itself."""

    def _gap(self, gap: Gap, values: Mapping[str, Mapping[str, FactValue]]) -> str | State:
        if isinstance(gap.expression, AsOf):
            return ON_DAY if gap.reading is Reading.ON else DAY
        return super()._gap(gap, values)


def dated(sentence: str, as_of: date, language: str) -> str:
    """A sentence of `UndatedWording` with the day of a check filled in."""
    words = written(language)
    on_day = words.date(as_of, with_word=True)
    return sentence.replace(ON_DAY, on_day).replace(DAY, words.day(as_of))
