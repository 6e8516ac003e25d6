"""From conclusions to what people read: findings with stable ids, messages and explanations."""

from compliance_engine.findings.calendar import DutyLine, duty_calendar
from compliance_engine.findings.cases import (
    KINDS,
    CaseResult,
    cases_path,
    kinds_missing,
    read_cases,
    read_cases_if_any,
    run_cases,
)
from compliance_engine.findings.checking import Check, check
from compliance_engine.findings.examples import WorkedExample, worked_example
from compliance_engine.findings.explaining import Explanation, Step, explain_rule
from compliance_engine.findings.model import Evidence, Finding, Undetermined
from compliance_engine.findings.standing import Standing, standings
from compliance_engine.findings.wording import Wording, written_day

__all__ = [
    "KINDS",
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
    "WorkedExample",
    "cases_path",
    "check",
    "duty_calendar",
    "explain_rule",
    "kinds_missing",
    "read_cases",
    "read_cases_if_any",
    "run_cases",
    "standings",
    "worked_example",
    "written_day",
]
