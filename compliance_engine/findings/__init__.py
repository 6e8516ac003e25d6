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
from compliance_engine.findings.explaining import explain_rule
from compliance_engine.findings.indicators import Counted, count_indicators
from compliance_engine.findings.matters import named_matter
from compliance_engine.findings.model import Evidence, Finding, Undetermined
from compliance_engine.findings.standing import Standing, standings
from compliance_engine.findings.steps import Explanation, Step
from compliance_engine.findings.wording import Wording
from compliance_engine.findings.written import written_day

__all__ = [
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
    "cases_path",
    "check",
    "count_indicators",
    "duty_calendar",
    "explain_rule",
    "kinds_missing",
    "named_matter",
    "read_cases",
    "run_cases",
    "standings",
    "written_day",
]
