from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference import core
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.core import SESSION, CoreRuleset
from compliance_engine.inference.encoding import service_rules
from compliance_engine.inference.lint import core_hash
from compliance_engine.inference.model import Scalar
from compliance_engine.inference.schema import MAX_ROWS

GO: Mapping[str, Scalar] = {"kind": "__go__", "asof": 10}
DUTY: Mapping[str, Scalar] = {"kind": "duty", "first": 1, "until": 100, "f:days": 3}
OVER: Mapping[str, Scalar] = {**DUTY, "until": 10}


def condition(kind: str, *others: Json) -> Json:
    held = [{"$lte": {"first": {"t": "asof"}}}, {"$gt": {"until": {"t": "asof"}}}]
    return {"$and": [{"kind": kind}, *others, *held, {"$and": [{"kind": kind}]}]}


def rules(*conditions: Json) -> dict[str, Json]:
    trigger = {"t": {"$and": [{"kind": "__go__"}]}}
    rule = {"all": [trigger, *conditions], "cap": 65_535, "dist": 0}
    return {**service_rules(), "r0": rule}


@pytest.fixture
def duties() -> Iterator[CoreRuleset]:
    """A ruleset with one rule, that finds every duty."""
    ruleset = CoreRuleset(rules({"p1": condition("duty")}))
    yield ruleset
    ruleset.close()


def has_session(ruleset: CoreRuleset) -> bool:
    try:
        core._core().get_state(ruleset._handle, SESSION)
    except core._core().error as error:
        return "309" not in str(error)  # what the core says of a session that there is not
    return True


def works(duties: CoreRuleset) -> bool:
    return duties.run([OVER, DUTY, OVER], GO) == {"r0": [{"t": 3, "p1": 1}]}


def test_a_match_names_the_positions_of_its_facts(duties: CoreRuleset) -> None:
    assert duties.run([OVER, DUTY], GO) == {"r0": [{"t": 2, "p1": 1}]}
    assert not has_session(duties)


def test_rules_that_find_nothing_are_left_out(duties: CoreRuleset) -> None:
    assert duties.run([OVER], GO) == {}
    assert duties.run([], GO) == {}


def test_nothing_of_a_session_is_left_for_the_next(duties: CoreRuleset) -> None:
    assert len(duties.run([DUTY] * 5, GO)["r0"]) == 5
    assert len(duties.run([DUTY], GO)["r0"]) == 1


def test_more_matches_than_the_core_gives_at_once_are_all_taken() -> None:
    pairs = CoreRuleset(rules({"p1": condition("duty")}, {"p2": condition("duty")}))
    found = pairs.run([DUTY] * 260, GO)["r0"]
    assert len(found) == 260 * 260 > 65_535
    assert len({(frame["p1"], frame["p2"]) for frame in found}) == len(found)


@pytest.mark.parametrize("number", [1e-05, float("inf"), float("-inf")])
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_batch_that_the_core_takes_only_in_part_is_an_error(
    duties: CoreRuleset, number: float, position: int
) -> None:
    facts: list[Any] = [DUTY, DUTY]
    facts.insert(position, {"kind": "duty", "f:days": number})
    with pytest.raises(EngineError, match="did not take the whole batch"):
        duties.run(facts, GO)
    assert not has_session(duties)
    assert works(duties)


def test_a_trigger_that_the_core_cannot_read_is_an_error(duties: CoreRuleset) -> None:
    trigger: Any = {"kind": "__go__", "asof": 1e-05}
    with pytest.raises(EngineError, match="did not take the whole batch"):
        duties.run([DUTY], trigger)
    assert works(duties)


def test_a_fact_that_the_core_takes_for_another_is_an_error(duties: CoreRuleset) -> None:
    with pytest.raises(EngineError, match="refused facts"):
        duties.run([DUTY, {**DUTY, "id": 1}], GO)
    assert not has_session(duties)
    assert works(duties)


def test_a_session_that_fails_before_any_action_is_closed() -> None:
    crowded = CoreRuleset(rules(*({f"n{number}$not": condition("duty")} for number in range(65))))
    for _ in range(50):
        with pytest.raises(EngineError, match=r"the core failed: .*303"):
            crowded.run([DUTY], GO)
        assert not has_session(crowded)
        assert crowded.run([], GO) == {"r0": [{"t": 0}]}


def test_a_missing_property_in_a_join_is_an_error_not_a_match() -> None:
    unguarded = CoreRuleset(
        rules(
            {"p1": condition("duty")}, {"p2": condition("duty", {"$gt": {"f:days": {"p1": "no"}}})}
        )
    )
    with pytest.raises(EngineError, match=r"the core failed: .*311"):
        unguarded.run([DUTY], GO)
    assert not has_session(unguarded)


def test_a_ruleset_that_the_core_cannot_read_is_an_error() -> None:
    with pytest.raises(EngineError, match="refuses a ruleset"):
        CoreRuleset({"r0": {"all": [{"t": 1}], "cap": "many", "dist": 0}})


def test_a_closed_ruleset_is_not_used_again() -> None:
    ruleset = CoreRuleset(service_rules())
    ruleset.close()
    ruleset.close()
    with pytest.raises(EngineError, match="closed"):
        ruleset.run([], GO)


class Tampered:
    """The C module with one of its functions exchanged."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        self._functions = functions
        self._real = core._core()

    def __getattr__(self, name: str) -> Any:
        return self._functions.get(name) or getattr(self._real, name)


def frame(**facts: int) -> str:
    return json.dumps({"r0": [{alias: {"id": number} for alias, number in facts.items()}]})


def answering(*extra: str) -> Callable[..., Any]:
    """The core's function that gives the next result, giving some more at the end."""
    real, left = core._core().complete_and_start_action, list(extra)
    ended = False

    def complete(handle: int, session: int) -> Any:
        nonlocal ended
        messages = None if ended else real(handle, session)
        ended = messages is None
        return messages or (left.pop() if left else None)

    return complete


@pytest.mark.parametrize(
    ("extra", "what"),
    [
        (frame(t=2, p1=1), None),
        (frame(t=2), "unexpected match of r0"),
        (frame(t=2, p1=1, p2=1), "unexpected match of r0"),
        (frame(t=1, p1=1), "unexpected match of r0"),
        (frame(t=2, p1=2), "unexpected match of r0"),
        (frame(t=2, p1=0), "unexpected match of r0"),
        ('{"r9": [{"t": {"id": 2}}]}', "unexpected match of r9"),
        ('{"__stop__": [{"s": {"id": 2}}]}', "unexpected match of __stop__"),
        ('{"__done__": [{"t": {"id": 2}}]}', "did not take the whole batch"),
        ('{"r0": [{"t": {"id": "2"}}]}', "cannot be read"),
        ('{"r0": [{"t": {}}]}', "cannot be read"),
        ('{"r0": 1}', "cannot be read"),
        ("[]", "cannot be read"),
        ("{", "cannot be read"),
    ],
)
def test_an_answer_that_is_not_as_expected_is_an_error(
    duties: CoreRuleset, monkeypatch: pytest.MonkeyPatch, extra: str, what: str | None
) -> None:
    tampered = Tampered(complete_and_start_action=answering(extra))
    monkeypatch.setattr(core, "_core", lambda: tampered)
    if what is None:
        assert len(duties.run([DUTY], GO)["r0"]) == 2
        return
    with pytest.raises(EngineError, match=what):
        duties.run([DUTY], GO)
    monkeypatch.undo()
    assert not has_session(duties)
    assert works(duties)


@pytest.mark.parametrize("code", [2, 3, 4])
def test_an_odd_return_code_is_an_error(
    duties: CoreRuleset, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = core._core().assert_facts
    tampered = Tampered(assert_facts=lambda *given: (code, real(*given)[1]))
    monkeypatch.setattr(core, "_core", lambda: tampered)
    with pytest.raises(EngineError, match=rf"code {code}"):
        duties.run([DUTY], GO)
    monkeypatch.undo()
    assert not has_session(duties)
    assert works(duties)


@pytest.mark.parametrize(
    "function", ["assert_facts", "start_action_for_state", "complete_and_start_action"]
)
@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_an_error_or_a_ctrl_c_in_between_closes_the_session(
    duties: CoreRuleset,
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    done: bool,
    error: type[BaseException],
) -> None:
    failures = [error]
    real = getattr(core._core(), function)

    def fail_once(*given: Any) -> Any:
        answer = real(*given) if done or not failures else None
        if failures:
            raise failures.pop()
        return answer

    tampered = Tampered(**{function: fail_once})
    monkeypatch.setattr(core, "_core", lambda: tampered)
    with pytest.raises(EngineError if error is MemoryError else error):
        duties.run([DUTY], GO)
    monkeypatch.undo()
    assert not has_session(duties)
    assert works(duties)


def test_a_session_that_cannot_be_closed_is_an_error_and_ends_the_use_of_the_ruleset(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleset = CoreRuleset(service_rules())

    def fail(*given: Any) -> None:
        raise MemoryError

    tampered = Tampered(delete_state=fail)
    monkeypatch.setattr(core, "_core", lambda: tampered)
    with pytest.raises(EngineError, match="could not close"):
        ruleset.run([], GO)
    monkeypatch.undo()
    with pytest.raises(EngineError, match="could not close"):
        ruleset.run([], GO)


def test_a_core_that_cannot_be_loaded_is_an_error_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    core._core.cache_clear()
    with pytest.raises(EngineError, match=r"durable_rules 2\.0\.28.*C compiler"):
        core._core()


def test_the_core_is_loaded_only_when_it_is_used() -> None:
    script = (
        "import sys, compliance_engine.inference.rete; "
        "sys.exit('durable_rules_engine' in sys.modules or 'durable' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_ids_of_all_facts_and_of_the_session_itself_differ_in_the_core() -> None:
    ids = [str(number) for number in range(MAX_ROWS + 3)]
    hashes = {core_hash.__wrapped__(one) for one in (*ids, f"sid-{SESSION}")}
    assert len(hashes) == len(ids) + 1


def peak_in_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def test_3000_sessions_do_not_need_more_memory_than_300(duties: CoreRuleset) -> None:
    facts = [DUTY] * 20
    for _ in range(300):
        duties.run(facts, GO)
    before = peak_in_mb()
    for _ in range(3_000):
        assert len(duties.run(facts, GO)["r0"]) == 20
    assert peak_in_mb() - before < 20  # a session left open takes 0.2 MB


def test_2000_rulesets_do_not_need_more_memory_than_200() -> None:
    def make_and_drop() -> None:
        CoreRuleset(rules({"p1": condition("duty")})).run([DUTY], GO)

    for _ in range(200):
        make_and_drop()
    gc.collect()
    before = peak_in_mb()
    for _ in range(2_000):
        make_and_drop()
    assert peak_in_mb() - before < 10  # a ruleset left alone takes 0.05 MB
