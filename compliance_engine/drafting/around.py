"""The three cases around the day that decides: the day before, the day of, the day after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from compliance_engine.drafting.model import DraftedCase

DAY = timedelta(days=1)


def cases_around(
    day: date, named: str, record: Mapping[str, object], *, found_on_day: bool
) -> tuple[DraftedCase, ...]:
    """One record asked about on three days. `named` is what the day is, within a sentence."""
    finds, silent = ("finding", "the rule finds it"), ("nothing", "the rule is silent")
    on_day = finds if found_on_day else silent
    return tuple(
        DraftedCase(f"{when} {named} {told}", shows, as_of, expect, record)
        for when, shows, as_of, (expect, told) in (
            ("The day before", "day before", day - DAY, silent),
            ("On", "day of", day, on_day),
            ("The day after", "day after", day + DAY, finds),
        )
    )
