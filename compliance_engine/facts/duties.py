"""The duties of a State: the rulebook's definitions applied to its membership.

Which duties a treaty has is the rulebook's; how one arises for an occasion, or every year, is
known to `occasional` and `yearly`.
"""

from __future__ import annotations

from datetime import date

from compliance_engine.facts.membership import BoundInterval, bound_intervals
from compliance_engine.facts.model import Fact
from compliance_engine.facts.occasional import due_after, facts_of_occasions
from compliance_engine.facts.yearly import facts_of_years
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Occasional, Rulebook, Yearly


def duty_facts(record: Record, rulebook: Rulebook, through: date) -> list[Fact]:
    """Every duty of the State with its verdicts, up to the first yearly one after `through`."""
    intervals = bound_intervals(record, rulebook.treaty)
    facts: list[Fact] = []
    for interval in intervals:
        for duty in rulebook.duties:
            match duty.recurrence:
                case Occasional() as once:
                    facts += facts_of_occasions(record, duty, once, interval, intervals)
                case Yearly() as yearly:
                    before = _due_of(rulebook, yearly.first_after, interval)
                    facts += facts_of_years(
                        record, duty, yearly, interval, before=before, through=through
                    )
    return facts


def _due_of(rulebook: Rulebook, kind: str | None, interval: BoundInterval) -> date | None:
    """The due date of the duty that must come before the first of a recurring one."""
    recurrence = rulebook.duty(kind).recurrence if kind else None
    return due_after(interval.in_force, recurrence) if isinstance(recurrence, Occasional) else None
