"""Whether a run is worth a message: when something changed, and once a week otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from compliance_engine.audit.outcome import Outcome

QUIET_FOR = timedelta(days=7)
"""After so many days without a message, one says that all is quiet."""


class Occasion(StrEnum):
    """Why a message is sent."""

    NEWS = "news"
    QUIET = "quiet"


def is_news(outcome: Outcome) -> bool:
    """Whether a finding changed, or which records can be used and why not.

    The same in other words is no news, nor is a file that changed no finding.
    """
    failed_before = outcome.before.failures if outcome.before else ()
    changed = any(not one.quiet for one in outcome.transitions)
    return outcome.before is None or changed or outcome.run.failures != failed_before


def occasion_of(outcome: Outcome, told_last: date | None) -> Occasion | None:
    """Why a run is to be told of, None if it is not.

    `told_last` is the day of the last run of which there was a message.
    """
    if is_news(outcome):
        return Occasion.NEWS
    if told_last is None or outcome.run.as_of - told_last >= QUIET_FOR:
        return Occasion.QUIET
    return None
