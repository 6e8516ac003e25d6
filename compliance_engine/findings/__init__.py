"""From conclusions to what people read: findings with stable ids, messages and explanations."""

from compliance_engine.findings.calendar import DutyLine, duty_calendar
from compliance_engine.findings.cases import (
    CaseResult,
    cases_path,
    kinds_missing,
    read_cases,
    run_cases,
)
from compliance_engine.findings.checking import Check, check
from compliance_engine.findings.explaining import Explanation, Step, explain_rule
from compliance_engine.findings.model import Evidence, Finding, Undetermined
from compliance_engine.findings.standing import Standing, standings
from compliance_engine.findings.thresholds import special_meeting
from compliance_engine.findings.wording import Wording
from compliance_engine.findings.written import written_day

__all__ = [
    "CaseResult",
    "Check",
    "DutyLine",
    "Evidence",
    "Explanation",
    "Finding",
    "Standing",
    "Step",
    "Undetermined",
    "Wording",
    "cases_path",
    "check",
    "duty_calendar",
    "explain_rule",
    "kinds_missing",
    "read_cases",
    "run_cases",
    "special_meeting",
    "standings",
    "written_day",
]
