"""Days on which nothing can have been done yet."""

from __future__ import annotations

from datetime import date

from compliance_engine.errors import UsageError


def refuse_day_to_come(option: str, day: date, today: date, instead: str = "") -> None:
    """Refuses a day later than `today` for what is kept as done on it, or as seen from it.

    `option` is what gave the day, as it is written on the command line; `instead` says what else
    can be done, in whole sentences. Raises UsageError.
    """
    if day > today:
        told = f"{option} {day} is still to come: today, UTC, is {today}"
        raise UsageError(f"{told}. {instead}" if instead else told)
