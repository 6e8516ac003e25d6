"""The worked example of a rule: the first of its cases that fires, told."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_engine.findings.cases import record_of_case
from compliance_engine.findings.checking import finding_of
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.language.wording import Wording
from compliance_engine.inference.engine import Engine
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.files import CaseFile, CasesFile
from compliance_engine.rulebook.model import Rule, Rulebook

FIRES = "fires"


@dataclass(frozen=True)
class WorkedExample:
    """A case with what the rule says of it, and how the dates concerned were found.

    `message` and `working` are empty where the rule is not written in the language.
    """

    case: CaseFile
    given: dict[str, object]
    message: str
    working: tuple[str, ...]


def worked_example(
    rule: Rule, cases: CasesFile, rulebook: Rulebook, engine: Engine, language: str
) -> WorkedExample | None:
    """The first case that shows the rule firing; None if no case does.

    Raises InvalidInputError if the record of that case cannot be read.
    """
    case = next((one for one in cases.cases if one.shows == FIRES), None)
    if case is None:
        return None
    given = {**cases.common, **case.record}
    record = record_of_case(cases, case, case.place.file)
    facts = facts_on(record, rulebook, case.as_of, None)
    found = [
        one
        for one in engine.conclude(record.state, facts, case.as_of)
        if one.rule.id == rule.id and case.key in (None, one.key)
    ]
    if not found or not _speaks(rule, language):
        return WorkedExample(case, given, "", ())
    wording = Wording(state_of_code(record.state), case.as_of, language)
    finding = finding_of(record.state, found[0], rulebook, wording, case.as_of)
    steps = [step for fact in found[0].facts for step in fact.working if language in step.texts]
    working = dict.fromkeys(wording.of_working(step) for step in steps)
    return WorkedExample(case, given, finding.message, tuple(working))


def _speaks(rule: Rule, language: str) -> bool:
    """Whether all that a rule says of a finding is written in a language."""
    texts = [message.texts for message in rule.messages]
    return all(language in one for one in (*texts, rule.remedy))
