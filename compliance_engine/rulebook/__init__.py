"""The law as data: treaty, duties and rules read from files, with their condition language."""

from compliance_engine.rulebook.conditions import Logic, Pattern
from compliance_engine.rulebook.files import CaseFile, CasesFile
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import (
    Citation,
    Duty,
    Explanation,
    Meeting,
    Message,
    Occasional,
    Rule,
    Rulebook,
    SpecialMeetingRule,
    Treaty,
    Yearly,
)
from compliance_engine.rulebook.templates import Gap, Reading, Template, Texts
from compliance_engine.rulebook.vocabulary import FINDING, KEY, FactKind, Field, Type, Verdict

__all__ = [
    "FINDING",
    "KEY",
    "CaseFile",
    "CasesFile",
    "Citation",
    "Duty",
    "Explanation",
    "FactKind",
    "Field",
    "Gap",
    "Logic",
    "Meeting",
    "Message",
    "Occasional",
    "Pattern",
    "Reading",
    "Rule",
    "Rulebook",
    "SpecialMeetingRule",
    "Template",
    "Texts",
    "Treaty",
    "Type",
    "Verdict",
    "Yearly",
    "load_rulebook",
]
