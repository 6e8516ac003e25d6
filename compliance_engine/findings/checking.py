"""The check: what the rules find of every State on a day, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from compliance_engine.facts.model import Basis, Dated, Fact, confidence_in, sayings_in
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.model import Check, Evidence, Finding, Undetermined, finding_id
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.inference.plain_conditions import test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import Verdict

if TYPE_CHECKING:
    from compliance_engine.records.model import Record

OVERDUE = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)


def check(
    records: Mapping[str, Record],
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    known_at: date | None = None,
    *,
    language: str = "en",
) -> Check:
    """What the rules find of these States on the day `as_of`, told in `language`.

    With `known_at`, only statements known by that day count. Raises EngineError if the
    evaluators cannot be relied on for some State.
    """
    from compliance_engine.findings.evaluating import evaluate

    evaluations = (
        evaluate(record, rulebook, engine, as_of, known_at) for _, record in sorted(records.items())
    )
    return told(evaluations, rulebook, as_of, known_at, language=language)


def told(
    evaluations: Iterable[Evaluation],
    rulebook: Rulebook,
    as_of: date,
    known_at: date | None = None,
    *,
    language: str = "en",
) -> Check:
    """What was concluded of States, in the order given, as findings in words.

    Each evaluation is let go once it is told.
    """
    states: list[str] = []
    findings: list[Finding] = []
    undetermined: list[Undetermined] = []
    notes: dict[str, tuple[str, ...]] = {}
    for one in evaluations:
        states.append(one.state)
        wording = Wording(state_of_code(one.state), as_of, language)
        findings += [
            finding_of(one.state, conclusion, rulebook, wording, as_of)
            for conclusion in one.conclusions
        ]
        undetermined += one.undetermined
        if one.notes:
            notes[one.state] = tuple(wording.of_working(note) for note in one.notes)
    return Check(as_of, known_at, len(states), tuple(findings), tuple(undetermined), notes)


def finding_of(
    code: str, conclusion: Conclusion, rulebook: Rulebook, wording: Wording, as_of: date
) -> Finding:
    """A conclusion in words, with its evidence."""
    rule, subject = conclusion.rule, conclusion.facts[0]
    due, known, days = subject.fields.get("due"), subject.fields.get("known"), None
    verdict = subject.fields.get("verdict")
    if isinstance(due, date) and verdict in OVERDUE:
        days = (as_of - due).days
    elif isinstance(late := subject.fields.get("days_late"), int):
        days = late
    basis = basis_under(conclusion)
    last_known = verdict == Verdict.LAST_KNOWN_OUTSTANDING or verdict is None
    return Finding(
        id=finding_id(code, rule.id, conclusion.key),
        state=code,
        rule=rule.id,
        article=rule.article,
        nature=rule.nature,
        severity=rule.severity,
        verdict=str(verdict) if verdict is not None else None,
        due=due if isinstance(due, date) else None,
        days=days,
        known=known.shown.text if isinstance(known, Dated) and last_known else None,
        message=_message(conclusion, rulebook, wording, as_of),
        remedy=wording.sentence(rule.remedy, {}),
        evidence=tuple(evidence_of(fact) for fact in conclusion.facts),
        rests_on=tuple(finding_id(code, one.rule.id, one.key) for one in conclusion.rests_on),
        confidence=confidence_in(basis),
        said_by=sayings_in(basis),
        law_checked=_law_checked(conclusion, rulebook),
        follow_up=rule.follow_up,
    )


def evidence_of(fact: Fact) -> Evidence:
    """What a fact says and where the record says it."""
    return Evidence(
        fact.kind,
        fact.fields,
        tuple(str(one.place) for one in fact.basis),
        tuple(dict.fromkeys(name for one in fact.basis for name in one.sources)),
    )


def _message(conclusion: Conclusion, rulebook: Rulebook, wording: Wording, as_of: date) -> str:
    named = conclusion.named
    rows = {name: row_of(fact, rulebook.kinds) for name, fact in named.items()}
    first = next(iter(rows.values()))
    for message in conclusion.rule.messages:
        if all(test_holds(test, first, rows, as_of) for test in message.tests):
            return wording.of_facts(message.texts, named)
    raise AssertionError(f"{conclusion.rule.id} has no message that holds in every case")


def basis_under(conclusion: Conclusion) -> tuple[Basis, ...]:
    """Every statement that a conclusion rests on, also through other conclusions."""
    own = [one for fact in conclusion.facts for one in fact.basis]
    below = [one for other in conclusion.rests_on for one in basis_under(other)]
    return tuple(dict.fromkeys([*own, *below]))


def _law_checked(conclusion: Conclusion, rulebook: Rulebook) -> bool:
    """Whether all the law that a conclusion rests on, and every meeting's days, were checked."""
    return (
        conclusion.rule.verified
        and all(_fact_verified(fact, rulebook) for fact in conclusion.facts)
        and all(_law_checked(one, rulebook) for one in conclusion.rests_on)
    )


def _fact_verified(fact: Fact, rulebook: Rulebook) -> bool:
    match fact.kind:
        case "duty":
            return rulebook.duty(str(fact.fields["kind"])).verified
        case "meeting":
            return fact.fields["days_checked"] is True
        case _:
            return True
