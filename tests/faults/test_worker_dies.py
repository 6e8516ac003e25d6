"""The worker dies at 200 points of a run: each time it is told clearly, and nothing is lost."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from compliance_engine.errors import EngineCrashError, EngineCrashWarning
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.inference import process
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import load_records
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.shipped import shipped
from tests.builders import rulebook
from tests.faults.faulty import Fault, fault_at
from tests.unit.inference.test_process import is_there

DAY = date(2020, 6, 30)
STATES = ("AFG", "BEN", "GNQ", "SLB", "TUV", "UKR")
FAULTS = 200
SHARDS = 8
REQUESTS = 2 + 2 * len(STATES)
"""One to make the rules of each level, and one for each State and level."""

Run = dict[str, tuple[Conclusion, ...]]


@cache
def rules() -> Rulebook:
    """A few rules of both levels, so that an engine is made in no time."""
    whole = rulebook()
    upper = [rule for rule in whole.rules if rule.level == 2][:2]
    lower = [rule for rule in whole.rules if rule.level == 1 and rule.id.startswith("article-7")]
    return replace(whole, rules=(*lower[:4], *upper))


@cache
def facts() -> dict[str, tuple[Fact, ...]]:
    records = load_records(shipped("states")).by_state
    return {code: facts_on(records[code], rulebook(), DAY, None) for code in STATES}


def run(engine: Engine) -> Run:
    return {code: engine.conclude(code, given, DAY) for code, given in facts().items()}


@cache
def right() -> Run:
    with Engine(rules(), "plain") as engine:
        found = run(engine)
    assert sum(map(len, found.values())) > len(STATES)
    return found


def states_at(fault: Fault) -> tuple[str, ...]:
    """Of which States the error may tell: of the next one, if it may come too late for one."""
    first = max(fault.number - 3, 0) // 2
    last = max(fault.number - 3 + fault.is_late, 0) // 2
    return STATES[first : last + 1]


def dies_clearly(fault: Fault, folder: Path, choice: str) -> None:
    started = fault.started(folder)
    expected = (
        rf"({'|'.join(states_at(fault))}), rule pack apmbc: the inference engine {fault.said}"
    )
    with Engine(rules(), choice, process=started) as engine:  # type: ignore[arg-type]
        if choice == "auto":
            with pytest.warns(EngineCrashWarning, match=f"{expected}.*only the plain evaluator"):
                assert run(engine) == right()
            assert engine.crash is not None
            assert engine.used == f"both, but plain alone from {engine.crash.state} on"
        else:
            with pytest.raises(EngineCrashError, match=f"{expected}.*Run it again"):
                run(engine)
            with pytest.raises(EngineCrashError, match=fault.said):
                run(engine)
        assert not is_there(started.pid)
    assert not is_there(started.pid)


@pytest.mark.deep(quick=1)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_worker_may_die_at_any_point(
    shard: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each fault, a run in this same process gives what is right."""
    for seed in range(shard, FAULTS, SHARDS):
        fault = fault_at(seed, REQUESTS)
        choice = ("rete", "both", "auto")[seed % 3]
        try:
            with monkeypatch.context() as patch:
                if fault.what == "pipes closed":  # it never dies, and is waited for in vain
                    patch.setattr(process, "_TO_DIE", 0.05)
                dies_clearly(fault, tmp_path, choice)
            with Engine(rules(), "rete") as engine:
                assert run(engine) == right()
        except BaseException as error:
            error.add_note(f"with {choice} and {fault}, of the seed {seed}")
            raise


def test_without_a_fault_auto_is_both_and_says_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Engine(rules(), "auto") as engine:
            assert run(engine) == right()
    assert engine.crash is None
    assert engine.used == "both"


def test_the_faults_are_of_every_kind_and_at_every_request() -> None:
    faults = [fault_at(seed, REQUESTS) for seed in range(FAULTS)]
    assert {fault.number for fault in faults} == set(range(1, REQUESTS))
    assert len({(fault.what, fault.moment) for fault in faults}) > 30


def test_a_disagreement_still_stops_auto(monkeypatch: pytest.MonkeyPatch) -> None:
    from compliance_engine.inference.agreement import DisagreementError
    from compliance_engine.inference.plain import PlainEvaluator

    monkeypatch.setattr(
        PlainEvaluator, "matches_on", lambda _, rows, days: tuple(frozenset() for _ in days)
    )
    with Engine(rules(), "auto") as engine, pytest.raises(DisagreementError, match="disagree"):
        run(engine)
