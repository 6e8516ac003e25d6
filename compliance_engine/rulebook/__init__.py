"""The law as data: treaty, duties and rules read from files, with their condition language."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.rulebook.citation import Citation
    from compliance_engine.rulebook.commitments import Action, Indicator, Plan
    from compliance_engine.rulebook.conditions import Logic, Pattern
    from compliance_engine.rulebook.files import CaseFile, CasesFile
    from compliance_engine.rulebook.languages import missing_translations, require_language
    from compliance_engine.rulebook.loading import load_rulebook
    from compliance_engine.rulebook.model import (
        Correspondence,
        Duty,
        InShort,
        Message,
        Occasional,
        Rule,
        Rulebook,
        Spoken,
        Yearly,
    )
    from compliance_engine.rulebook.templates import Gap, Reading, Template, Texts
    from compliance_engine.rulebook.treaty import (
        Explanation,
        Meeting,
        SpecialMeetingRule,
        Treaty,
        WithdrawalRule,
    )
    from compliance_engine.rulebook.vocabulary import (
        FINDING,
        KEY,
        LETTER,
        FactKind,
        Field,
        Type,
        Verdict,
    )
else:
    __getattr__ = exported_lazily(
        __name__,
        citation="Citation",
        commitments="Action Indicator Plan",
        conditions="Logic Pattern",
        files="CaseFile CasesFile",
        languages="missing_translations require_language",
        loading="load_rulebook",
        model="Correspondence Duty InShort Message Occasional Rule Rulebook Spoken Yearly",
        templates="Gap Reading Template Texts",
        treaty="Explanation Meeting SpecialMeetingRule Treaty WithdrawalRule",
        vocabulary="FINDING KEY LETTER FactKind Field Type Verdict",
    )

__all__ = [
    "FINDING",
    "KEY",
    "LETTER",
    "Action",
    "CaseFile",
    "CasesFile",
    "Citation",
    "Correspondence",
    "Duty",
    "Explanation",
    "FactKind",
    "Field",
    "Gap",
    "InShort",
    "Indicator",
    "Logic",
    "Meeting",
    "Message",
    "Occasional",
    "Pattern",
    "Plan",
    "Reading",
    "Rule",
    "Rulebook",
    "SpecialMeetingRule",
    "Spoken",
    "Template",
    "Texts",
    "Treaty",
    "Type",
    "Verdict",
    "WithdrawalRule",
    "Yearly",
    "load_rulebook",
    "missing_translations",
    "require_language",
]
