"""The check: what the rules find of every State on a day, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from compliance_engine.facts import Dated, Fact, as_known_at, facts_of
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.model import Check, Evidence, Finding, Undetermined, finding_id
from compliance_engine.inference import Conclusion, Engine
from compliance_engine.inference.plain import test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.records import Confidence, Record, state_of_code
from compliance_engine.rulebook import KEY, Rulebook, Verdict

OVERDUE = (Verdict.OUTSTANDING, Verdict.LAST_KNOWN_OUTSTANDING)
NOTHING_KNOWN = "not known"


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
    findings: list[Finding] = []
    undetermined: list[Undetermined] = []
    notes: dict[str, tuple[str, ...]] = {}
    for code, record in sorted(records.items()):
        facts = facts_on(record, rulebook, as_of, known_at)
        conclusions = engine.conclude(code, facts, as_of)
        wording = Wording(state_of_code(code), as_of, language)
        findings += [finding_of(code, one, rulebook, wording, as_of) for one in conclusions]
        undetermined += _undetermined(code, facts, rulebook, as_of)
        if said := tuple(_notes(facts, wording, as_of)):
            notes[code] = said
    return Check(as_of, known_at, len(records), tuple(findings), tuple(undetermined), notes)


def facts_on(
    record: Record, rulebook: Rulebook, as_of: date, known_at: date | None
) -> tuple[Fact, ...]:
    """The State's facts, complete for a check on the day."""
    known = record if known_at is None else as_known_at(record, known_at)
    return facts_of(known, rulebook, as_of + timedelta(days=1))


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
        confidence=Confidence.weakest(tuple(fact.confidence for fact in conclusion.facts)),
        verified=_verified(conclusion, rulebook),
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


def _verified(conclusion: Conclusion, rulebook: Rulebook) -> bool:
    """Whether all the law that a conclusion rests on, and every meeting's days, are verified."""
    return (
        conclusion.rule.verified
        and all(_fact_verified(fact, rulebook) for fact in conclusion.facts)
        and all(_verified(one, rulebook) for one in conclusion.rests_on)
    )


def _fact_verified(fact: Fact, rulebook: Rulebook) -> bool:
    match fact.kind:
        case "duty":
            return rulebook.duty(str(fact.fields["kind"])).verified
        case "meeting":
            return fact.fields["verified"] is True
        case _:
            return True


def _undetermined(
    code: str, facts: Sequence[Fact], rulebook: Rulebook, as_of: date
) -> Iterator[Undetermined]:
    """What is not known of a State on the day: of what its present membership asks of it."""
    today = [fact for fact in facts if as_of in fact.held]
    standing = next((fact.fields for fact in today if fact.kind == "membership"), {})
    on_measures = rulebook.provision_on("measure")
    on_cases = rulebook.provision_on("case")
    for fact in today:
        key = str(fact.fields.get(KEY, ""))
        disagree = fact.fields.get("sources_disagree") is True
        first = fact.kind == "case" and not _of_armed_group(fact)
        asked = standing.get("applies_article_1" if first else "bound", False)
        if not asked or fact.fields.get("joined", standing["in_force"]) != standing["in_force"]:
            continue
        match fact.kind:
            case "duty" if fact.fields["verdict"] == Verdict.UNDETERMINED:
                due = fact.fields["due"]
                duty = rulebook.duty(str(fact.fields["kind"]))
                assert isinstance(due, date)
                yield Undetermined(code, duty.kind, duty.article, key, due, disagree)
            case "measure" if on_measures and fact.fields["status"] == NOTHING_KNOWN:
                matter = "national implementation measures"
                yield Undetermined(code, matter, on_measures, key, None, False)
            case "case" if on_cases and _case_unclear(fact):
                article = on_measures if _of_armed_group(fact) else str(fact.fields["provision"])
                yield Undetermined(code, "alleged matter", article or on_cases, key, None, False)


def _case_unclear(fact: Fact) -> bool:
    """Whether it is not known if a case is still open, or if Article 1 applied to it."""
    status, applied = fact.fields["status"], fact.fields["article_1_applied"]
    if fact.fields["actor_kind"] == "another State":
        return False
    return status == NOTHING_KNOWN or (status == "open" and applied == NOTHING_KNOWN)


def _of_armed_group(fact: Fact) -> bool:
    """What is laid at the door of an armed group raises a question on the State's measures only."""
    return fact.fields["actor_kind"] == "non-State armed group"


def _notes(facts: Sequence[Fact], wording: Wording, as_of: date) -> Iterator[str]:
    """What is to be said of a State's standing beside its findings."""
    for fact in facts:
        if fact.kind == "notice" and as_of in fact.held:
            for step in fact.working:
                yield wording.of_working(step)
