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
from compliance_engine.findings.explaining import explain_rule
from compliance_engine.findings.indicators import Counted, count_indicators
from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.model import Evidence, Finding, Undetermined
from compliance_engine.findings.standing import Standing, standings
from compliance_engine.findings.steps import Explanation, Step
from compliance_engine.findings.thresholds import special_meeting
from compliance_engine.findings.wording import Wording
from compliance_engine.findings.written import written_day

__all__ = [
    "KINDS",
    "CaseResult",
    "Check",
    "Counted",
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
    "count_indicators",
    "duty_calendar",
    "explain_rule",
    "kinds_missing",
    "named_matter",
    "read_cases",
    "read_cases_if_any",
    "run_cases",
    "special_meeting",
    "standings",
    "worked_example",
    "written_day",
]
