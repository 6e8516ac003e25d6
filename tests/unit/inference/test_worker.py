"""The worker's own part: what it does with the C core, and how messages are framed."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from compliance_engine.inference import worker
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import service_rules
from compliance_engine.inference.lint import core_hash
from compliance_engine.inference.schema import MAX_ROWS
from compliance_engine.inference.worker import SESSION, Desk, SessionLeftOpenError
from tests.processes import environment_of_a_process

CORE = worker.load_core()
DUTY: Json = {"kind": "duty", "first": 1, "until": 100, "f:days": 3}
OVER: Json = {**DUTY, "until": 10}
GO: Json = {"kind": "__go__", "asof": 10}


def condition(kind: str, *others: Json) -> Json:
    held = [{"$lte": {"first": {"t": "asof"}}}, {"$gt": {"until": {"t": "asof"}}}]
    return {"$and": [{"kind": kind}, *others, *held, {"$and": [{"kind": kind}]}]}


def rules(*conditions: Json) -> dict[str, Json]:
    trigger = {"t": {"$and": [{"kind": "__go__"}]}}
    rule = {"all": [trigger, *conditions], "cap": 65_535, "dist": 0}
    return {**service_rules(), "r0": rule}


@pytest.fixture
def duties() -> Iterator[int]:
    """A ruleset with one rule, that finds every duty."""
    made: int = CORE.create_ruleset("duties", json.dumps(rules({"p1": condition("duty")})))
    yield made
    CORE.delete_ruleset(made)


def batch(*facts: Json) -> str:
    numbered = [{"id": number, "sid": SESSION, **fact} for number, fact in enumerate(facts)]
    return json.dumps([{"id": 1_000, "sid": SESSION, "kind": "__hdr__"}, *numbered])


def run(ruleset: int, *facts: Json, core: Any = CORE) -> dict[str, list[list[int]]]:
    """The ids of the facts of each match, by rule."""
    found: dict[str, list[list[int]]] = {}
    for answer in worker.run(core, ruleset, batch(*facts), 1_001):
        for name, frames in json.loads(answer).items():
            ids = [[fact["id"] for fact in frame.values()] for frame in frames]
            found.setdefault(name, []).extend(ids)
    return found


def has_session(ruleset: int) -> bool:
    try:
        CORE.get_state(ruleset, SESSION)
    except CORE.error as error:
        return "309" not in str(error)  # what the core says of a session that there is not
    return True


def works(ruleset: int) -> bool:
    return run(ruleset, OVER, DUTY, OVER, GO).get("r0") == [[3, 1]]


def test_each_match_is_answered_with_its_facts(duties: int) -> None:
    assert run(duties, OVER, DUTY, GO) == {
        "__hdr__": [[1_000]],
        "__done__": [[2]],
        "r0": [[2, 1]],
    }
    assert not has_session(duties)


def test_each_trigger_finds_what_holds_on_its_day(duties: int) -> None:
    later = {**GO, "asof": 50}
    found = run(duties, OVER, DUTY, {**GO, "asof": 5}, later, {**GO, "asof": 200})
    assert sorted(found["r0"]) == [[2, 0], [2, 1], [3, 1]]
    assert sorted(found["__done__"]) == [[2], [3], [4]]


def test_nothing_of_a_session_is_left_for_the_next(duties: int) -> None:
    assert len(run(duties, *[DUTY] * 5, GO)["r0"]) == 5
    assert len(run(duties, DUTY, GO)["r0"]) == 1


def test_more_matches_than_the_core_gives_at_once_are_all_taken() -> None:
    both = rules({"p1": condition("duty")}, {"p2": condition("duty")})
    pairs = CORE.create_ruleset("pairs", json.dumps(both))
    found = run(pairs, *[DUTY] * 260, GO)["r0"]
    assert len(found) == 260 * 260 > 65_535
    assert len({tuple(frame) for frame in found}) == len(found)
    CORE.delete_ruleset(pairs)


def test_a_fact_that_the_core_takes_for_another_is_an_error(duties: int) -> None:
    with pytest.raises(ValueError, match="refused facts"):
        run(duties, DUTY, {**DUTY, "id": 0}, GO)
    assert not has_session(duties)
    assert works(duties)


def test_a_session_that_fails_before_any_action_is_closed() -> None:
    crowd = rules(*({f"n{number}$not": condition("duty")} for number in range(65)))
    crowded = CORE.create_ruleset("crowded", json.dumps(crowd))
    for _ in range(50):
        with pytest.raises(CORE.error, match="303"):
            run(crowded, DUTY, GO)
        assert not has_session(crowded)
        assert run(crowded, GO)["r0"] == [[0]]


def test_a_missing_property_in_a_join_is_an_error_not_a_match() -> None:
    asked = condition("duty", {"$gt": {"f:days": {"p1": "no"}}})
    unguarded = CORE.create_ruleset(
        "unguarded", json.dumps(rules({"p1": condition("duty")}, {"p2": asked}))
    )
    with pytest.raises(CORE.error, match="311"):
        run(unguarded, DUTY, GO)
    assert not has_session(unguarded)


class Tampered:
    """The C module with one of its functions exchanged."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        self._functions = functions

    def __getattr__(self, name: str) -> Any:
        return self._functions.get(name) or getattr(CORE, name)


@pytest.mark.parametrize("code", [2, 3, 4])
def test_an_odd_return_code_is_an_error(duties: int, code: int) -> None:
    tampered = Tampered(assert_facts=lambda *given: (code, CORE.assert_facts(*given)[1]))
    with pytest.raises(ValueError, match=rf"code {code}"):
        run(duties, DUTY, GO, core=tampered)
    assert not has_session(duties)
    assert works(duties)


@pytest.mark.parametrize(
    "function", ["assert_facts", "start_action_for_state", "complete_and_start_action"]
)
@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("error", [MemoryError, ValueError, KeyboardInterrupt])
def test_an_error_in_between_closes_the_session(
    duties: int, function: str, done: bool, error: type[BaseException]
) -> None:
    failures = [error]
    real = getattr(CORE, function)

    def fail_once(*given: Any) -> Any:
        answer = real(*given) if done or not failures else None
        if failures:
            raise failures.pop()
        return answer

    with pytest.raises(error):
        run(duties, DUTY, GO, core=Tampered(**{function: fail_once}))
    assert not has_session(duties)
    assert works(duties)


def test_a_session_that_cannot_be_closed_is_an_error_of_its_own(duties: int) -> None:
    def fail(*given: Any) -> None:
        raise MemoryError

    with pytest.raises(SessionLeftOpenError):
        run(duties, DUTY, GO, core=Tampered(delete_state=fail))


def test_the_ids_of_all_facts_and_of_the_session_itself_differ_in_the_core() -> None:
    ids = [str(number) for number in range(MAX_ROWS + 3)]
    hashes = {core_hash.__wrapped__(one) for one in (*ids, f"sid-{SESSION}")}
    assert len(hashes) == len(ids) + 1


# Requests


def test_rulesets_are_made_run_and_dropped() -> None:
    desk = Desk(CORE)
    text = json.dumps(rules({"p1": condition("duty")})).encode()
    assert desk.answer([worker.MAKE, b"one", text, b"other", text]) == [worker.DONE]
    given = batch(DUTY, GO).encode()
    done, one, other = desk.answer([worker.RUN, b"one", given, b"9", b"other", given, b"9"])
    assert done == worker.DONE
    assert json.loads(one) == json.loads(other)
    assert [frame["p1"]["id"] for said in json.loads(one) for frame in said.get("r0", ())] == [0]
    assert desk.answer([worker.DROP, b"one"]) == [worker.DONE]
    assert desk.answer([worker.RUN, b"one", given, b"9"])[0] == worker.FAILED
    assert desk.answer([worker.RUN, b"other", given, b"9"])[0] == worker.DONE


@pytest.mark.parametrize(
    "request_", [[b"make", b"one", b"{"], [b"make", b"one"], [b"run", b"?", b"[]", b"1"], [b"?"]]
)
def test_a_request_that_cannot_be_met_is_answered_with_why(request_: list[bytes]) -> None:
    answer, why = Desk(CORE).answer(request_)
    assert answer == worker.FAILED
    assert why.startswith(b"the core failed: ")


# Messages

PARTS = [[], [b""], [b"one"], [b"", b"two", b"\0" * 70_000]]


@pytest.mark.parametrize("parts", PARTS, ids=len)
def test_a_message_is_read_as_it_was_written_once_it_is_whole(parts: Sequence[bytes]) -> None:
    message = worker.packed(parts)
    for cut in {0, 1, 7, 8, len(message) - 1}:
        assert worker.taken_from(bytearray(message[: min(cut, len(message) - 1)])) is None
    buffer = bytearray(message + message + b"x")
    assert worker.taken_from(buffer) == parts
    assert worker.taken_from(buffer) == parts
    assert buffer == b"x"


@pytest.mark.parametrize(
    "garbage",
    [b"\xff" * 8, bytes(7) + b"\x04" + b"abcd", bytes(7) + b"\x09" + bytes(7) + b"\x05a"],
)
def test_what_is_no_message_is_an_error(garbage: bytes) -> None:
    with pytest.raises(ValueError, match="message"):
        worker.taken_from(bytearray(garbage))


# The program

PROGRAM = [sys.executable, "-P", worker.__file__]


def served(*requests: Sequence[bytes], more: str = "") -> subprocess.CompletedProcess[bytes]:
    """What the program answers to these requests, and then ends."""
    sent = b"".join(worker.packed(one) for one in requests)
    command = [sys.executable, "-P", "-c", more] if more else [*PROGRAM, "0", "60"]
    return subprocess.run(
        command, env=environment_of_a_process(), input=sent, capture_output=True, check=False
    )


def test_the_worker_ends_with_its_input_and_says_nothing_else() -> None:
    ended = served([worker.DROP])
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert worker.taken_from(bytearray(ended.stdout)) == [worker.DONE]


def test_the_worker_imports_nothing_of_the_package_and_no_library() -> None:
    script = (
        f"import runpy, sys; sys.argv[1:] = ['0', '60']; "
        f"runpy.run_path({worker.__file__!r}, run_name='__main__'); "
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    imported = served(more=script).stderr.decode()
    assert "durable_rules_engine" in imported
    for name in ("compliance_engine", "pydantic", "yaml", "click", "json", "asyncio", "typing_"):
        assert f"'{name}'" not in imported


def test_without_the_core_every_request_is_answered_with_why() -> None:
    script = (
        "import runpy, sys; sys.argv[1:] = ['0', '60']; "
        "sys.modules['durable_rules_engine'] = None; "
        f"runpy.run_path({worker.__file__!r}, run_name='__main__')"
    )
    answers = bytearray(served([worker.MAKE], [worker.RUN], more=script).stdout)
    for _ in range(2):
        match worker.taken_from(answers):
            case [worker.MISSING, why]:
                assert b"durable_rules_engine" in why
            case other:
                pytest.fail(f"answered with {other}")


# Memory


def peak_in_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def test_3000_sessions_do_not_need_more_memory_than_300(duties: int) -> None:
    facts = [DUTY] * 20
    for _ in range(300):
        run(duties, *facts, GO)
    before = peak_in_mb()
    for _ in range(3_000):
        assert len(run(duties, *facts, GO)["r0"]) == 20
    assert peak_in_mb() - before < 20  # a session left open takes 0.2 MB


def test_2000_rulesets_do_not_need_more_memory_than_200() -> None:
    desk = Desk(CORE)
    text = json.dumps(rules({"p1": condition("duty")})).encode()

    def make_and_drop() -> None:
        desk.answer([worker.MAKE, b"one", text])
        assert desk.answer([worker.RUN, b"one", batch(DUTY, GO).encode(), b"9"])[0] == worker.DONE
        assert desk.answer([worker.DROP, b"one"]) == [worker.DONE]

    for _ in range(200):
        make_and_drop()
    before = peak_in_mb()
    for _ in range(2_000):
        make_and_drop()
    assert peak_in_mb() - before < 10  # a ruleset left alone takes 0.05 MB
