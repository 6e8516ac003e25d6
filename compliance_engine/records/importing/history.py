"""The dated steps of an Article 1 case, as far as the words of a table date them.

Only what stands in the text becomes a step; the whole text is kept beside it.
"""

from __future__ import annotations

import re

from compliance_engine.dates import PartialDate
from compliance_engine.records.importing.statements import Tree, when
from compliance_engine.records.importing.wording import FoundDate, dates_in

UPDATE = "update by the State"
NO_UPDATE = "no update known"
CLOSED = "closed"

_DENIES_AN_UPDATE = re.compile(r"(?:none|no)\b", re.IGNORECASE)
_ACKNOWLEDGES = re.compile(r"\backnowledged\b")
_RECOMMENDED = re.compile(r"recommended case closed \((?P<date>[^)]*)\)")
_CLOSED_BEFORE = re.compile(r"case closed before (?P<year>(?:19|20)\d{2})\b")


def history(response: str, committee: str, status: str, as_of: str) -> list[Tree]:
    """The steps that a State's response and the Committee's status date, the earliest first.

    `as_of` is the day by which an undated response was known, or empty.
    """
    clauses = [clause.strip() for clause in response.split(";")] if response else []
    steps = [step for clause in clauses if (step := _step(clause)) is not None]
    if clauses and not steps and as_of:
        steps = [_event(f"by {as_of}", UPDATE, response)]
    if status == "resolved" and steps:
        steps.append({"date": _latest(steps), "event": CLOSED})
    closing = _closing(committee)
    if closing is not None:
        steps.append(closing)
    return sorted(steps, key=lambda step: _day(step).last)


def acknowledged(steps: list[Tree], status: str) -> object:
    """The day of the step that says the State acknowledged the case; None if none does."""
    days = [step["date"] for step in steps if _ACKNOWLEDGES.search(str(step.get("note", "")))]
    return days[0] if status == "confirmed_admitted" and days else None


def _step(clause: str) -> Tree | None:
    dates = dates_in(clause)
    if dates and dates[0].start == 0:
        return _event(dates[0].date, UPDATE, clause[dates[0].end :].lstrip(": ") or clause)
    if len(dates) != 1:
        return None
    if _DENIES_AN_UPDATE.match(clause):
        return _event(dates[0].date, NO_UPDATE, clause)
    return _event(_by(clause, dates[0]), UPDATE, clause)


def _by(clause: str, found: FoundDate) -> str:
    return f"by {found.date}" if clause[: found.start].endswith(" by ") else found.date


def _closing(committee: str) -> Tree | None:
    if match := _RECOMMENDED.search(committee):
        dates = dates_in(match["date"])
        return _event(dates[0].date, CLOSED, committee) if len(dates) == 1 else None
    if match := _CLOSED_BEFORE.search(committee):
        return _event(f"by {int(match['year']) - 1}-12-31", CLOSED, committee)
    return None


def _event(date: str, event: str, note: str) -> Tree:
    return {"date": when(date), "event": event, "note": note}


def _day(step: Tree) -> PartialDate:
    return PartialDate.parse(str(step["date"]))


def _latest(steps: list[Tree]) -> object:
    return max(steps, key=lambda step: _day(step).last)["date"]
