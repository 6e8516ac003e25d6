"""The day named as that from which a condition holds is the first one, on random records."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compliance_engine.facts.building import facts_of
from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.explaining import explain_rule
from compliance_engine.findings.explanation.steps import Exists, InEffect, NoneMatches, Step
from compliance_engine.findings.explanation.turning import OverTime, horizon, is_same_thing
from compliance_engine.inference import plain_conditions as plain
from compliance_engine.inference.engine import Engine
from compliance_engine.inference.rows import row_of
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.parsing import Scope, parse_condition
from tests.builders import rulebook
from tests.strategies import records

BOOK = rulebook()
KINDS = BOOK.kinds
ENGINE = Engine(BOOK, "plain")
ONE_DAY = timedelta(days=1)
DAYS_TRIED = 800
"""As many days after the check are tried one by one."""

LAST_DAY = date(2028, 1, 1)
as_of_days = st.dates(date(1999, 3, 1), LAST_DAY)
conditions = st.sampled_from(
    [
        ("duty", "due < as_of"),
        ("duty", "as_of == due + years(1)"),
        ("duty", "as_of - due > 400"),
        ("duty", "due + 45 <= as_of - 30"),
        ("duty", 'verdict in ["undetermined", "outstanding"]'),
        ("duty", 'verdict != "not yet due"'),
        ("duty", "submitted < as_of"),
        ("duty", "known(submitted)"),
        ("case", "last_update + years(1) < as_of"),
        ("case", 'status == "closed"'),
        ("case", "as_of - years(2) >= happened_until"),
        ("measure", 'status == "in progress"'),
        ("measure", "known + years(1) != as_of"),
        ("membership", "bound"),
        ("membership", 'status == "withdrawn"'),
    ]
)


def then(facts: list[Fact], fact: Fact, day: date) -> Fact | None:
    """What a fact has become on a day."""
    return next((one for one in facts if day in one.held and is_same_thing(one, fact)), None)


def holds(step: Step, facts: list[Fact], day: date) -> bool:
    """Whether the condition of a step holds on a day, asked of that day alone."""
    today = (fact for fact in facts if day in fact.held)
    named = {ref.pattern for ref in step.named} - {None}
    earlier = {name: then(facts, step.earlier[name], day) for name in named if name is not None}
    rows = {name: row_of(one, KINDS) for name, one in earlier.items() if one is not None}
    match step.asked:
        case InEffect(span=span):
            return day in span
        case Exists(pattern=pattern, key=key):
            return any(
                one.kind == pattern.kind and key in (None, one.fields.get("key")) for one in today
            )
    if len(rows) < len(named):
        return False
    match step.asked:
        case NoneMatches(pattern=pattern):
            return not any(
                plain.pattern_holds(pattern, row_of(one, KINDS), rows, day)
                for one in today
                if one.kind == pattern.kind
            )
        case test:
            own = then(facts, step.fact, day) if step.fact else None
            return own is not None and plain.test_holds(test, row_of(own, KINDS), rows, day)


def is_first_day(step: Step, facts: list[Fact], as_of: date) -> None:
    """Compares what is said of a step with every day in the time after the check."""
    first = OverTime(facts, KINDS, as_of).turning(step).first
    tried = [as_of + ONE_DAY * number for number in range(1, DAYS_TRIED)]
    found = next((day for day in tried if holds(step, facts, day)), None)
    assert found == (first if first is not None and first <= tried[-1] else None)
    if first is not None:
        assert holds(step, facts, first)
        assert not holds(step, facts, first - ONE_DAY)


@settings(max_examples=150, deadline=None)
@given(records(), conditions, st.data())
def test_a_condition_holds_from_the_day_named_and_on_none_before(
    record: Record, condition: tuple[str, str], data: st.DataObject
) -> None:
    kind, text = condition
    facts = list(facts_of(record, BOOK, horizon(LAST_DAY)))
    (test,) = parse_condition(text, Scope(KINDS[kind], {}))
    asked = [one for one in facts if one.kind == kind and one.held.first <= LAST_DAY]
    assume(asked)
    fact = data.draw(st.sampled_from(asked))
    last = min(fact.held.until - ONE_DAY, LAST_DAY, fact.held.first + ONE_DAY * DAYS_TRIED)
    as_of = data.draw(st.dates(fact.held.first, last))
    assume(not plain.test_holds(test, row_of(fact, KINDS), {}, as_of))
    is_first_day(Step(kind, test, False, fact), facts, as_of)


@settings(max_examples=40, deadline=None)
@given(records(), st.sampled_from([one for one in BOOK.rules if one.level == 1]), as_of_days)
def test_what_stopped_a_rule_stops_until_the_day_named(
    record: Record, rule: Rule, as_of: date
) -> None:
    facts = list(facts_of(record, BOOK, horizon(as_of)))
    conclusions = ENGINE.conclude(record.state, facts, as_of)
    for one in explain_rule(rule, facts, conclusions, KINDS, as_of):
        if one.conclusion is None:
            is_first_day(one.steps[-1], facts, as_of)
