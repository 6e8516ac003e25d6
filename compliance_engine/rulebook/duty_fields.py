"""Which fields the facts on a duty carry, as its definition and its verdict have it.

The facts room makes the facts; this says, for those who write rules, what can never be known of
a duty, so that a condition on it can be told from one that only waits for its day.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance_engine.rulebook.model import Duty, Occasional, Yearly
from compliance_engine.rulebook.vocabulary import Verdict

ENTRY_INTO_FORCE = "entry into force"
REPORT_ON_PERIOD = "report on the period"

_MET = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)

_OF_A_PERIOD = ("period",)
_OF_A_REPORT_ON_A_PERIOD = ("period_stated", "calendar_year")
_OF_A_REQUEST = ("arose", "receipt_known", "by")

_ONLY_WITH: Mapping[str, tuple[Verdict, ...]] = {
    "submitted": _MET,
    "submitted_from": _MET,
    "period_stated": _MET,
    "calendar_year": _MET,
    "days_late": (Verdict.MET_LATE,),
    "known": (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING),
}


def why_never_of(duty: Duty, field: str) -> str | None:
    """Why facts on the duty never say anything in this field; None if they can."""
    yearly = isinstance(duty.recurrence, Yearly)
    if field in _OF_A_PERIOD and not yearly:
        return "it is owed once, and covers no calendar year"
    if field in _OF_A_REPORT_ON_A_PERIOD and duty.met_by != REPORT_ON_PERIOD:
        return "what meets it is not a report on a period"
    if field in _OF_A_REQUEST and (yearly or _by_entry_into_force(duty)):
        return "no request gives rise to it"
    return None


def _by_entry_into_force(duty: Duty) -> bool:
    return isinstance(duty.recurrence, Occasional) and duty.recurrence.after == ENTRY_INTO_FORCE


def verdicts_with(field: str) -> tuple[str, ...]:
    """The verdicts with which facts on a duty can say anything in this field."""
    return tuple(str(one) for one in _ONLY_WITH.get(field, tuple(Verdict)))


def verdicts_surely_with(field: str) -> tuple[str, ...]:
    """The verdicts with which facts on a duty always say something in this field, if it has it."""
    if field == "submitted_from":
        return ()
    if field == "known":
        return (str(Verdict.LAST_KNOWN_OUTSTANDING),)
    return verdicts_with(field)
