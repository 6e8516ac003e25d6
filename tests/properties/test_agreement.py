"""The two evaluators agree: on random records, and on the real ones whenever anything changes.

`AgreeingEvaluators` raises where they do not, so each example runs both on everything. Real records
that were changed at random are in `tests/fuzz`; those here are made from nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from compliance_engine.facts.building import facts_of
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import Records, load_records
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import rulebook
from tests.fuzz.records import days_of_change
from tests.strategies import days, records

CASES = 400
SHARDS = 2
END = date(2026, 12, 31)
SAMPLE = 4


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(rulebook(), "both") as both:
        yield both


@pytest.fixture(scope="module")
def real() -> Records:
    return load_records(shipped("states"))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_both_evaluators_find_the_same_in_random_records(engine: Engine, shard: int) -> None:
    found = 0

    @seed(shard)
    @settings(max_examples=CASES // SHARDS, deadline=None, database=None, derandomize=False)
    @given(records(), st.lists(days, min_size=1, max_size=3))
    def agree(record: Record, on: list[date]) -> None:
        nonlocal found
        facts = facts_of(record, rulebook(), max(on))
        for day in on:
            found += len(engine.conclude("XXX", facts, day))

    agree()
    assert found > CASES // SHARDS


def test_both_evaluators_find_the_same_of_every_state_whenever_anything_changes(
    engine: Engine, real: Records
) -> None:
    """A sample of the days of each State; all of them with SWEEP=all (make sweep)."""
    whole = os.environ.get("SWEEP") == "all"
    evaluations, found, start = 0, 0, rulebook().treaty.in_force
    for code, record in real.by_state.items():
        facts = facts_of(record, rulebook(), END)
        changing = days_of_change(facts, END)
        beside = {day + timedelta(days=step) for day in changing for step in (-1, 0, 1)}
        every_day = sorted(day for day in beside if start <= day <= END)
        some = every_day if whole else Random(code).sample(every_day, SAMPLE)
        for day in some:
            found += len(engine.conclude(code, facts, day))
            evaluations += 1
    assert evaluations >= len(real.by_state) * SAMPLE
    assert found > evaluations
