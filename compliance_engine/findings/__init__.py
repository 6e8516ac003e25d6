"""From conclusions to what people read: findings with stable ids, messages and explanations."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
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
    from compliance_engine.findings.checking import check, told
    from compliance_engine.findings.evaluating import evaluate, facts_on
    from compliance_engine.findings.evaluation import Evaluation
    from compliance_engine.findings.examples import WorkedExample, worked_example
    from compliance_engine.findings.explanation import (
        Account,
        Told,
        ToldStep,
        accounts,
        told_findings,
    )
    from compliance_engine.findings.forecast import Change, Coming, falling_due, forecast_of
    from compliance_engine.findings.history import Interval, Phase, history_of
    from compliance_engine.findings.indicators import Counted, count_indicators, questions_of
    from compliance_engine.findings.language import ConditionsInWords, Wording, written_day
    from compliance_engine.findings.matters import named_matter
    from compliance_engine.findings.model import (
        Check,
        Evidence,
        Finding,
        Undetermined,
        finding_id,
    )
    from compliance_engine.findings.naming import Subject, subject_of
    from compliance_engine.findings.remembering import Evaluations
    from compliance_engine.findings.standing import Standing, standing_of, standings
    from compliance_engine.findings.thresholds import special_meeting
    from compliance_engine.findings.verdict_words import told_verdict
else:
    __getattr__ = exported_lazily(
        __name__,
        calendar="DutyLine duty_calendar",
        cases="KINDS CaseResult cases_path kinds_missing read_cases read_cases_if_any run_cases",
        checking="check told",
        evaluating="evaluate facts_on",
        evaluation="Evaluation",
        examples="WorkedExample worked_example",
        explanation="Account Told ToldStep accounts told_findings",
        forecast="Change Coming falling_due forecast_of",
        history="Interval Phase history_of",
        indicators="Counted count_indicators questions_of",
        language="ConditionsInWords Wording written_day",
        matters="named_matter",
        model="Check Evidence Finding Undetermined finding_id",
        naming="Subject subject_of",
        remembering="Evaluations",
        standing="Standing standing_of standings",
        thresholds="special_meeting",
        verdict_words="told_verdict",
    )

__all__ = [
    "KINDS",
    "Account",
    "CaseResult",
    "Change",
    "Check",
    "Coming",
    "ConditionsInWords",
    "Counted",
    "DutyLine",
    "Evaluation",
    "Evaluations",
    "Evidence",
    "Finding",
    "Interval",
    "Phase",
    "Standing",
    "Subject",
    "Told",
    "ToldStep",
    "Undetermined",
    "Wording",
    "WorkedExample",
    "accounts",
    "cases_path",
    "check",
    "count_indicators",
    "duty_calendar",
    "evaluate",
    "facts_on",
    "falling_due",
    "finding_id",
    "forecast_of",
    "history_of",
    "kinds_missing",
    "named_matter",
    "questions_of",
    "read_cases",
    "read_cases_if_any",
    "run_cases",
    "special_meeting",
    "standing_of",
    "standings",
    "subject_of",
    "told",
    "told_findings",
    "told_verdict",
    "worked_example",
    "written_day",
]
