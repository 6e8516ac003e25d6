"""An explanation in words: what a reader is told of one rule and one State."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.building import facts_of
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import finding_of
from compliance_engine.findings.explanation.explaining import explain_rule
from compliance_engine.findings.explanation.steps import Explanation, Step
from compliance_engine.findings.explanation.steps_in_words import StepsInWords
from compliance_engine.findings.explanation.telling import Telling
from compliance_engine.findings.explanation.turning import OverTime, horizon
from compliance_engine.findings.explanation.why_not import WhyNot, WhyNots
from compliance_engine.findings.language.prose import capitalised
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.model import Finding
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rule, Rulebook


@dataclass(frozen=True)
class ToldStep:
    """A condition as a plain sentence, what it saw, and the record lines of that."""

    step: Step
    asked: str
    seen: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """An explanation in words; `finding` or `why_not`, never both."""

    explanation: Explanation
    finding: Finding | None
    summary: tuple[str, ...]
    steps: tuple[ToldStep, ...]
    why_not: WhyNot | None

    @property
    def law_checked(self) -> bool:
        """Whether all the law that is told was compared with its text, and meetings' days too."""
        return self.finding.law_checked if self.finding else self.explanation.rule.verified


def accounts(
    record: Record,
    rule: Rule,
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    *,
    language: str,
    known_at: date | None = None,
    key: str | None = None,
) -> tuple[Account, ...]:
    """What is told of each conclusion of the rule, or of why there is none.

    With `known_at`, only statements known by that day count. Raises EngineError.
    """
    known = record if known_at is None else as_known_at(record, known_at)
    facts = facts_of(known, rulebook, horizon(as_of))
    conclusions = engine.conclude(record.state, facts, as_of)
    explanations = explain_rule(rule, facts, conclusions, rulebook.kinds, as_of, key=key)
    wording = Wording(state_of_code(record.state), as_of, language)
    accountant = _Accountant(record, rule, rulebook, facts, wording, as_of=as_of)
    return tuple(accountant.account(one) for one in explanations)


@dataclass(frozen=True)
class Told:
    """A finding with the facts that it was found from; of the first of a rule, why it is found."""

    finding: Finding
    facts: tuple[Fact, ...]
    why: tuple[str, ...]


def told_findings(
    record: Record,
    facts: Sequence[Fact],
    conclusions: Sequence[Conclusion],
    rulebook: Rulebook,
    as_of: date,
    *,
    language: str,
) -> tuple[Told, ...]:
    """All that is concluded of a State on the day, in the order given.

    Why is told as by `accounts`, but when a kind of duty is due only once, if the findings are
    about duties. It is the same for all findings of a rule but for what their messages say.
    """
    wording = Wording(state_of_code(record.state), as_of, language)
    telling = Telling(record, facts, rulebook, wording, as_of)
    found: list[Told] = []
    rules: set[str] = set()
    kinds: set[str] = set()
    for one in conclusions:
        finding = finding_of(record.state, one, rulebook, wording, as_of)
        why: tuple[str, ...] = ()
        if one.rule.id not in rules:
            (explained,) = explain_rule(
                one.rule, facts, conclusions, rulebook.kinds, as_of, key=one.key
            )
            told = kinds if one.facts[0].kind == "duty" else ()
            why = telling.summary(explained, finding.message, told)
            rules.add(one.rule.id)
            kinds |= {str(fact.fields["kind"]) for fact in one.facts if fact.kind == "duty"}
        found.append(Told(finding, one.facts, why))
    return tuple(found)


class _Accountant:
    def __init__(
        self,
        record: Record,
        rule: Rule,
        rulebook: Rulebook,
        facts: Sequence[Fact],
        wording: Wording,
        *,
        as_of: date,
    ) -> None:
        self._record = record
        self._rulebook = rulebook
        self._wording = wording
        self._as_of = as_of
        self._telling = Telling(record, facts, rulebook, wording, as_of)
        self._steps = StepsInWords(rule, rulebook, wording.language)
        self._why_nots = WhyNots(
            rule,
            rulebook,
            wording,
            self._telling,
            OverTime(facts, rulebook.kinds, as_of),
            state=record.state,
            as_of=as_of,
        )

    def account(self, explanation: Explanation) -> Account:
        finding = None
        if explanation.conclusion is not None:
            finding = finding_of(
                self._record.state,
                explanation.conclusion,
                self._rulebook,
                self._wording,
                self._as_of,
            )
        return Account(
            explanation,
            finding,
            self._telling.summary(explanation, finding.message if finding else None),
            tuple(self._told(step) for step in explanation.steps),
            None if finding else self._why_nots.of(explanation),
        )

    def _told(self, step: Step) -> ToldStep:
        basis = self._telling.own_basis(step.fact) if step.fact else ()
        lines = tuple(f"{one.place} {', '.join(one.sources)}" for one in basis)
        return ToldStep(step, capitalised(self._steps.asked(step)), self._steps.seen(step), lines)
