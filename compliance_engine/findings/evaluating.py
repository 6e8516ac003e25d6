"""What the rules conclude of one State on a day, before it is put into words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from compliance_engine.facts.building import facts_of
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.not_known import undetermined_matters
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook

ONE_DAY = timedelta(days=1)


def facts_on(
    record: Record, rulebook: Rulebook, as_of: date, known_at: date | None
) -> tuple[Fact, ...]:
    """The State's facts, complete for a check on the day."""
    known = record if known_at is None else as_known_at(record, known_at)
    return facts_of(known, rulebook, as_of + ONE_DAY)


def evaluate(
    record: Record,
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    known_at: date | None = None,
    *,
    last: date | None = None,
) -> Evaluation:
    """What the rules conclude of a State on the day `as_of`.

    With `known_at`, only statements known by that day count. With `last`, it is also found out
    for how many of the days up to that one (inclusive) the same holds without a break. Raises
    EngineError if the evaluators cannot be relied on.
    """
    last = last or as_of
    facts = facts_on(record, rulebook, last, known_at)
    found = engine.conclude_for_long(record.state, facts, as_of, last)
    return Evaluation(
        record.state,
        found.held,
        tuple(_without_working(one) for one in found.conclusions),
        tuple(undetermined_matters(record.state, facts, rulebook, as_of)),
        tuple(
            step
            for fact in facts
            if fact.kind == "notice" and as_of in fact.held
            for step in fact.working
        ),
    )


def _without_working(conclusion: Conclusion) -> Conclusion:
    """A conclusion with what a finding needs of its facts: not how they were worked out."""
    return replace(
        conclusion,
        facts=tuple(replace(fact, working=()) for fact in conclusion.facts),
        rests_on=tuple(_without_working(one) for one in conclusion.rests_on),
    )
