"""What is asked of the core and what it answers, through a worker and as if from one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from compliance_engine.errors import EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.core import Batch, CoreRulesets, Frame
from compliance_engine.inference.process import Answer, CoreProcess
from compliance_engine.inference.worker import SESSION
from tests.unit.inference.test_worker import DUTY, GO, OVER, condition, rules
from tests.unit.inference.writing import process

TOOK_NOT_ALL = r"^the core did not take the whole batch of facts$"
DUTIES = rules({"p1": condition("duty")})
"""A ruleset with one rule, that finds every duty."""


@pytest.fixture
def duties() -> Iterator[CoreRulesets]:
    made = CoreRulesets(process(), [DUTIES])
    yield made
    made.close()


def batch(*facts: Any, triggers: Sequence[Any] = (GO,)) -> Batch:
    numbered = [
        {"id": number, "sid": SESSION, **fact}
        for number, fact in enumerate(({"kind": "__hdr__"}, *facts, *triggers))
    ]
    return Batch(json.dumps(numbered), len(facts) + 1, len(triggers))


def test_a_match_names_its_trigger_its_rule_and_its_facts(duties: CoreRulesets) -> None:
    assert duties.begin([batch(OVER, DUTY)])() == [[Frame(0, "r0", (2,))]]
    assert duties.begin([batch(OVER)])() == [[]]
    assert duties.begin([batch()])() == [[]]


def test_each_trigger_has_its_own_matches(duties: CoreRulesets) -> None:
    days = [{**GO, "asof": day} for day in (5, 500, 50)]
    ((one, other, third),) = [sorted(duties.begin([batch(OVER, DUTY, triggers=days)])()[0])]
    assert [one, other, third] == [Frame(0, "r0", (1,)), Frame(0, "r0", (2,)), Frame(2, "r0", (2,))]


def test_each_ruleset_answers_to_its_own_batch() -> None:
    two = CoreRulesets(process(), [DUTIES, DUTIES])
    found = two.begin([batch(OVER), batch(DUTY)])()
    assert found == [[], [Frame(0, "r0", (1,))]]
    two.close()


@pytest.mark.parametrize("batches", [[], [batch(OVER)] * 2])
def test_each_ruleset_must_be_given_its_batch(
    duties: CoreRulesets, batches: Sequence[Batch]
) -> None:
    with pytest.raises(ValueError, match="zip"):
        duties.begin(batches)


def test_answers_can_be_asked_for_late_in_any_order_or_never(duties: CoreRulesets) -> None:
    begun = [duties.begin([batch(*[DUTY] * count)]) for count in range(50)]
    for count in (49, 3, 17, 4):
        assert len(begun[count]()[0]) == count
    assert len(duties.begin([batch(DUTY)])()[0]) == 1


@pytest.mark.parametrize("number", [1e-05, float("inf"), float("-inf")])
@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_batch_that_the_core_takes_only_in_part_is_an_error(
    duties: CoreRulesets, number: float, position: int
) -> None:
    facts: list[Any] = [DUTY, DUTY]
    facts.insert(position, {"kind": "duty", "f:days": number})
    with pytest.raises(EngineError, match=TOOK_NOT_ALL):
        duties.begin([batch(*facts)])()
    assert len(duties.begin([batch(DUTY)])()[0]) == 1


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_trigger_that_the_core_cannot_read_is_an_error(
    duties: CoreRulesets, position: int
) -> None:
    triggers: list[Json] = [GO, {**GO, "asof": 20}]
    triggers.insert(position, {"kind": "__go__", "asof": 1e-05})
    with pytest.raises(EngineError, match=TOOK_NOT_ALL):
        duties.begin([batch(DUTY, triggers=triggers)])()


def test_what_the_core_refuses_is_an_error_and_harms_nothing(duties: CoreRulesets) -> None:
    with pytest.raises(EngineError, match="the core failed: it refused facts"):
        duties.begin([batch(DUTY, {**DUTY, "id": 1})])()
    assert len(duties.begin([batch(DUTY)])()[0]) == 1


def test_a_ruleset_that_the_core_cannot_read_is_an_error() -> None:
    bad = CoreRulesets(process(), [{"r0": {"all": [{"t": 1}], "cap": "many", "dist": 0}}])
    with pytest.raises(EngineError, match="the core failed"):
        bad.begin([batch()])()


def test_a_closed_ruleset_is_not_used_again() -> None:
    ruleset = CoreRulesets(process(), [DUTIES])
    ruleset.close()
    with pytest.raises(EngineError, match="the core failed"):
        ruleset.begin([batch()])()


# As if from the core

HEADER, DONE = '{"__hdr__": [{"h": {"id": 0}}]}', '{"__done__": [{"t": {"id": 2}}]}'


class Said(CoreProcess):
    """A process that is none, and answers what it is told to."""

    def __init__(self, *answers: str) -> None:
        self._answers = [answer.encode() for answer in answers]
        self.asked: list[tuple[bytes, ...]] = []

    def new_name(self) -> bytes:
        return b"one"

    def ask(self, *request: bytes) -> Answer:
        self.asked.append(request)
        return lambda: self._answers


def frames(*messages: str) -> list[Frame]:
    """What is read in these messages of the core."""
    core = CoreRulesets(Said(f"[{','.join(messages)}]"), [DUTIES])
    ((found),) = core.begin([batch(DUTY)])()
    return found


def frame(**facts: object) -> str:
    return json.dumps({"r0": [{alias: {"id": number} for alias, number in facts.items()}]})


def test_the_worker_is_told_a_number_that_nothing_in_the_batch_has() -> None:
    said = Said()
    CoreRulesets(said, [DUTIES]).begin([batch(DUTY, DUTY, triggers=[GO, GO])])
    _, _, text, unused = said.asked[-1]
    assert int(unused) > max(one["id"] for one in json.loads(text))


def test_all_messages_of_an_answer_are_read() -> None:
    one = Frame(0, "r0", (1,))
    assert frames(HEADER, frame(t=2, p1=1), DONE) == [one]
    assert frames(HEADER, frame(t=2, p1=1), frame(p1=1, t=2), DONE) == [one, one]
    assert frames(DONE, HEADER) == []


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (frame(t=2), "unexpected match of r0"),
        (frame(t=2, p1=1, p2=1), "unexpected match of r0"),
        (frame(t=2, p2=1), "unexpected match of r0"),
        (frame(t=1, p1=1), "unexpected match of r0"),
        (frame(t=3, p1=1), "unexpected match of r0"),
        (frame(t=2, p1=2), "unexpected match of r0"),
        (frame(t=2, p1=0), "unexpected match of r0"),
        ('{"r9": [{"t": {"id": 2}}]}', "unexpected match of r9"),
        ('{"r9": [{}]}', "unexpected match of r9"),
        ('{"__stop__": [{"s": {"id": 2}}]}', "unexpected match of __stop__"),
        (DONE, "did not take the whole batch"),
        (HEADER, "did not take the whole batch"),
        ('{"__hdr__": [{"h": {"id": 1}}]}', "did not take the whole batch"),
        (frame(t="2", p1=1), "cannot be read"),
        (frame(t=2, p1="1"), "cannot be read"),
        ('{"r0": [{"t": {"id": 2}, "p1": {}}]}', "cannot be read"),
        ('{"r0": 1}', "cannot be read"),
        ('{"r0": [1]}', "cannot be read"),
        ("[]", "cannot be read"),
        ("{", "cannot be read"),
    ],
)
def test_an_answer_that_is_not_as_expected_is_an_error(message: str, what: str) -> None:
    with pytest.raises(EngineError, match=what):
        frames(HEADER, message, DONE)


def test_an_answer_that_begins_twice_is_an_error() -> None:
    with pytest.raises(EngineError, match=TOOK_NOT_ALL):
        frames('{"__hdr__": [{"h": {"id": 0}}, {"h": {"id": 0}}]}', DONE)


@pytest.mark.parametrize("messages", [(), (HEADER,), (DONE,)])
def test_an_answer_without_header_or_end_is_an_error(messages: Sequence[str]) -> None:
    with pytest.raises(EngineError, match=TOOK_NOT_ALL):
        frames(*messages, frame(t=2, p1=1))


@pytest.mark.parametrize("answers", [(), ("[]", "[]")])
def test_an_answer_for_fewer_or_more_rulesets_is_an_error(answers: Sequence[str]) -> None:
    with pytest.raises(EngineError, match=r"^the core did not answer for every ruleset$"):
        CoreRulesets(Said(*answers), [DUTIES]).begin([batch(DUTY)])()
