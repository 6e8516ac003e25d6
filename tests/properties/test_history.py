"""A check as of a day is the history cut at that day; a year of nights is what each night is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance_engine.cache.entries import Cache
from compliance_engine.findings.checking import check, told
from compliance_engine.findings.history import Interval, history_of
from compliance_engine.findings.remembering import Evaluations
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import load_records
from compliance_engine.records.model import Record
from compliance_engine.shipped import shipped
from tests.builders import rulebook
from tests.strategies import days, records

START, END = date(1999, 3, 1), date(2027, 1, 1)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(rulebook(), "plain") as plain:
        yield plain


def cut(history: tuple[Interval, ...], day: date) -> list[tuple[str, str | None]]:
    """The findings that hold on a day, with their verdicts."""
    return [
        (one.id, phase.verdict)
        for one in history
        for phase in one.phases
        if day in one.held and day in phase.held
    ]


def on_day(record: Record, engine: Engine, day: date) -> list[tuple[str, str | None]]:
    found = check({record.state: record}, rulebook(), engine, day).findings
    return sorted((one.id, one.verdict) for one in found)


@settings(max_examples=60, deadline=None)
@given(records(), st.lists(days, min_size=3, max_size=3))
def test_a_check_of_a_random_record_is_its_history_cut_at_the_day(
    engine: Engine, record: Record, some: list[date]
) -> None:
    history = history_of(record, rulebook(), engine, END)
    bounds = {day for one in history for day in (one.held.first, one.last, one.held.until)}
    for day in (*some, *Random(0).sample(sorted(bounds), min(3, len(bounds)))):
        if START <= day <= END:
            assert sorted(cut(history, day)) == on_day(record, engine, day)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("shard", range(4))
def test_a_check_of_every_state_is_its_history_cut_at_the_day(engine: Engine, shard: int) -> None:
    found = 0
    for code, record in list(load_records(shipped("states")).by_state.items())[shard::4]:
        history = history_of(record, rulebook(), engine, END)
        bounds = sorted({day for one in history for day in (one.held.first, one.last)})
        for day in Random(code).sample(bounds, min(4, len(bounds))):
            cut_there = sorted(cut(history, day))
            assert cut_there == on_day(record, engine, day), f"{code} on {day}"
            found += len(cut_there)
    assert found > 100


@pytest.mark.deep
def test_a_year_of_nights_with_the_cache_is_the_same_as_without(
    engine: Engine, tmp_path: Path
) -> None:
    """Each night the record of one State changes: that of a State whose record is another's."""
    shipped_records = load_records(shipped("states")).by_state
    now = {code: shipped_records[code] for code in ("AFG", "GNQ", "KHM", "SSD", "TUV", "UKR")}
    digests = dict.fromkeys(now, 0)
    chance, read = Random(5), 0
    cache = Cache(tmp_path)
    for night in range(0, 365, 3):
        day = date(2012, 1, 1) + timedelta(days=night)
        changed = chance.choice(sorted(now))
        other = chance.choice(sorted(shipped_records))
        now[changed] = shipped_records[other].model_copy(update={"state": changed})
        digests[changed] = sorted(shipped_records).index(other) + 1
        evaluations = Evaluations(rulebook(), engine, cache)
        made = []
        for code, record in now.items():

            def reading(record: Record = record) -> Record:
                nonlocal read
                read += 1
                return record

            made.append(evaluations.of(code, str(digests[code]), reading, day))
        assert told(made, rulebook(), day) == check(now, rulebook(), engine, day)
    assert read < 122 * 2
