"""Between two turning days nothing changes; a State's timeline is what each day's check says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance_engine.dates.span import Span
from compliance_engine.facts.building import facts_of
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.inference.horizons import Horizons
from compliance_engine.inference.model import Match
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.shares import Shares
from compliance_engine.records.model import Record
from tests.builders import rulebook
from tests.strategies import days, records
from tests.unit.inference import chance

WITHIN = Span(date(2010, 1, 1), date(2015, 1, 1))
CASES = 600
SHARDS = 4
END = date(2027, 1, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(rulebook(), "plain") as plain:
        yield plain


def some_days(choice: Random, turning: tuple[date, ...]) -> set[date]:
    """Days of the span: any, and those before, on and after a turning day."""
    length = (WITHIN.until - WITHIN.first).days
    found = {WITHIN.first + timedelta(days=choice.randrange(length)) for _ in range(6)}
    for day in choice.sample(turning, min(4, len(turning))):
        found |= {day - ONE_DAY, day, day + ONE_DAY}
    return {day for day in found if day in WITHIN}


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_random_rules_find_changes_on_no_other_days(shard: int) -> None:
    turned = 0
    for number in range(CASES // SHARDS):
        logics = chance.rules(f"horizons {shard} {number}")
        evaluator, horizons = PlainEvaluator(logics), Horizons(logics)
        for of_rules in range(2):
            rows, _ = chance.facts(f"horizons {shard} {number} {of_rules}")
            turning = horizons.turning_days(rows, WITHIN)
            starts = (WITHIN.first, *turning)
            for day in some_days(Random(number), turning):
                start = starts[bisect_right(starts, day) - 1]
                then, found = evaluator.matches_on(rows, (start, day))
                assert found == then, f"case {shard} {number}: {start} and {day}"
                until = horizons.holds_until(rows, day, WITHIN.until - ONE_DAY)
                later = [one for one in turning if one > day]
                assert until <= min(later, default=WITHIN.until)
                last, _ = evaluator.matches_on(rows, (until - ONE_DAY, until))
                assert last == found, f"case {shard} {number}: {day} until {until}"
            turned += len(set(evaluator.matches_on(rows, starts)) - {frozenset[Match]()})
    assert turned > CASES // SHARDS


@settings(max_examples=100, deadline=None)
@given(records(), st.lists(days, min_size=4, max_size=4))
def test_what_is_concluded_over_time_is_what_is_concluded_on_each_day(
    engine: Engine, record: Record, some: list[date]
) -> None:
    facts = facts_of(record, rulebook(), END)
    start = rulebook().treaty.in_force
    held = engine.over_time("XXX", facts, Span(start, END))
    assert all(start <= one.held.first < one.held.until <= END for one in held)
    turning = sorted({day for one in held for day in (one.held.first, one.held.until - ONE_DAY)})
    for day in (*some, *turning[:: max(1, len(turning) // 4)]):
        if start <= day < END:
            then = engine.conclude("XXX", facts, day)
            assert sorted(
                (one.rule.id, one.key, str(one.subject.fields.get("verdict")))
                for one in held
                if day in one.held
            ) == sorted(
                (one.rule.id, one.key, str(one.facts[0].fields.get("verdict"))) for one in then
            )
            lasting = engine.conclude_for_long("XXX", facts, day, END - ONE_DAY)
            assert told(lasting.conclusions) == told(then)
            until = lasting.held.until
            assert told(engine.conclude("XXX", facts, until - ONE_DAY)) == told(then)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_rules_find_of_each_row_in_its_share_what_they_find_in_all(shard: int) -> None:
    compared = 0
    for number in range(CASES // SHARDS):
        logics = [one for one in chance.rules(f"shares {shard} {number}") if one.when]
        evaluator, horizons = PlainEvaluator(logics), Horizons(logics)
        rows, _ = chance.facts(f"shares {shard} {number}")
        days = some_days(Random(number), horizons.turning_days(rows, WITHIN))
        shares = list(Shares(logics, at_once=1 + number % 3).of(rows))
        for day in days:
            whole = {(one.rule, one.rows[0]) for one in evaluator.matches(rows, day)}
            apart = {
                (one.rule, share.subjects[one.rows[0]])
                for share in shares
                for one in evaluator.matches(share.rows, day)
                if one.rows[0] < len(share.subjects)
            }
            assert apart == whole, f"case {shard} {number}: {day}"
            compared += len(whole)
    assert compared > CASES // SHARDS


def told(conclusions: tuple[Conclusion, ...]) -> list[object]:
    """What a conclusion tells, whatever the days on which what it rests on holds."""
    return [
        (
            one.rule.id,
            [(fact.kind, fact.fields, fact.basis) for fact in one.facts],
            [(rest.rule.id, rest.key) for rest in one.rests_on],
        )
        for one in conclusions
    ]
