"""Due dates that decisions replace (Article 5(3) to (6)).

A decision changes the date from the earliest day on which it may have been taken. The record may
lack a decision, so that a date which had passed before a later one is no lapse by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from compliance_engine.dates.span import FOREVER
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Basis, Dated, FactValue
from compliance_engine.records.model import Record

GRANTED = "granted"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DateInTime:
    """A due date and the days on which it counts: from `opens` until (not including) `closes`."""

    due: date
    opens: date
    closes: date = FOREVER
    set_by: Literal["by decision", "by source"] | None = None
    steps: Mapping[str, FactValue] = field(default_factory=dict)
    basis: tuple[Basis, ...] = ()


def dates_in_time(record: Record, ordinary: date, opens: date) -> list[DateInTime]:
    """The due dates one after the other, beginning with the ordinary one."""
    found = [DateInTime(ordinary, opens)]
    granted = [one for one in record.article_5.extensions if one.decision == GRANTED]
    for one in sorted(granted, key=lambda one: (one.decided.first, one.deadline)):
        if one.deadline > found[-1].due:
            steps: dict[str, FactValue] = {
                "ordinary_due": ordinary,
                "decided": Dated.earliest(one.decided),
                "decided_at": one.decided_at,
            }
            basis = (basis_of(record, one),)
            begins = max(one.decided.first, opens)
            _append(found, DateInTime(one.deadline, begins, FOREVER, "by decision", steps, basis))
    clearance = record.article_5.clearance
    if clearance is not None and clearance.latest_deadline_known > found[-1].due:
        # When it was decided is not known: it counts from the day on which it matters.
        begins = found[-1].due + ONE_DAY
        basis = (basis_of(record, clearance),)
        steps = {"ordinary_due": ordinary}
        due = clearance.latest_deadline_known
        _append(found, DateInTime(due, begins, FOREVER, "by source", steps, basis))
    return found


def _append(found: list[DateInTime], one: DateInTime) -> None:
    """Adds a date, which ends the time of the one before; one that never counted is left out."""
    last = found.pop()
    if last.opens < one.opens:
        found.append(replace(last, closes=one.opens))
    found.append(one)
