"""Sentences that leave the day of the check open, so that they stay the same from day to day."""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.facts.model import FactValue
from compliance_engine.findings.language.dating import DAY, ON_DAY
from compliance_engine.findings.language.wording import Wording
from compliance_engine.records.states import State
from compliance_engine.rulebook.conditions import AsOf
from compliance_engine.rulebook.templates import Gap, Reading


class UndatedWording(Wording):
    """Fills sentences, but for the day of the check where it is named by itself."""

    def _gap(self, gap: Gap, values: Mapping[str, Mapping[str, FactValue]]) -> str | State:
        if isinstance(gap.expression, AsOf):
            return ON_DAY if gap.reading is Reading.ON else DAY
        return super()._gap(gap, values)
