"""Defects of durable_rules 2.0.28, one function each, to be run in a process of its own.

`python -m tests.canaries.defects NAME` prints what the function returns. The numbers are those of
the notes on the core in the documentation of the encoding: W for a wrong result, C for a crash.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from datetime import date
from itertools import count
from typing import Any

from compliance_engine.errors import EngineError
from compliance_engine.inference.batch import BatchWriter
from compliance_engine.inference.rulesets import compile_rules
from tests.unit.inference import chance

sys.setdlopenflags(os.RTLD_LAZY)  # 2.0.28 names a function that Python 3.13 no longer has
import durable_rules_engine as core  # noqa: E402

Rule = dict[str, Any]
_numbers = count(1)
SAME_HASH = ("f:field_122382", "f:field_339599")
"""Two texts with one FNV-1a hash of 32 bits."""


class Session:
    """Rules in the core, and facts given to them one by one."""

    def __init__(self, **rules: Rule) -> None:
        self.handle = core.create_ruleset(f"canary-{next(_numbers)}", json.dumps(rules))
        self._ids = count(1)

    def tell(self, **fact: object) -> int:
        """Asserts a fact and gives the core's offset of the session."""
        message = {"id": next(self._ids), "sid": "s", **fact}
        return int(core.assert_fact(self.handle, json.dumps(message))[1])

    def fired(self, session: int) -> list[dict[str, Any]]:
        """All that fires, as the facts of each match by alias."""
        found = []
        started = core.start_action_for_state(self.handle, session)
        messages = None if started is None else started[1]
        while messages is not None:
            found += json.loads(messages).values()
            messages = core.complete_and_start_action(self.handle, session)
        return found


def _kind(kind: str, *tests: Rule) -> Rule:
    return {"$and": [{"kind": kind}, *tests]}


def negation_is_not_maintained() -> int:
    """W1: a blocker that comes after the fact does not stop the rule. Right is 0."""
    rule = {"all": [{"p": _kind("duty")}, {"n$not": _kind("report")}]}
    session = Session(rule=rule)
    session.tell(kind="duty")
    return len(session.fired(session.tell(kind="report")))


def retracting_one_of_two_blockers_fires() -> int:
    """W3: the rule fires although the other blocker still stands. Right is 0."""
    rule = {"all": [{"p": _kind("duty")}, {"n$not": _kind("report")}]}
    session = Session(rule=rule)
    blocker = {"id": 91, "sid": "s", "kind": "report"}
    core.assert_fact(session.handle, json.dumps(blocker))
    core.assert_fact(session.handle, json.dumps({**blocker, "id": 92}))
    session.tell(kind="duty")
    return len(session.fired(core.retract_fact(session.handle, json.dumps(blocker))[1]))


def choice_before_a_join_disables_the_join() -> int:
    """W4: the duty of one State is met by the report of another. Right is 0."""
    either = {"$or": [{"year": 2010}, {"year": 2011}]}
    report = {"$and": [{"kind": "report"}, either, {"state": {"p": "state"}}]}
    session = Session(rule={"all": [{"p": _kind("duty")}, {"r": report}]})
    session.tell(kind="duty", state="A")
    return len(session.fired(session.tell(kind="report", state="B", year=2010)))


def sum_with_a_missing_field_holds() -> int:
    """W6: `submitted > due + 7` of a report without a due date. Right is 0."""
    late = {"$gt": {"submitted": {"$add": {"$l": {"$m": "due"}, "$r": 7}}}}
    session = Session(rule={"all": [{"r": _kind("report", late)}]})
    return len(session.fired(session.tell(kind="report", submitted=5)))


def number_equals_its_text() -> int:
    """W8: 1 is "1". Right is 0."""
    session = Session(rule={"all": [{"r": _kind("report", {"year": "1"})}]})
    return len(session.fired(session.tell(kind="report", year=1)))


def facts_are_told_apart_by_32_bits() -> list[int]:
    """W12: the second of two facts with different ids was, says code 2, already observed."""
    session = Session(rule={"all": [{"r": _kind("report")}]})
    facts = [{"id": name, "sid": "s", "kind": "report"} for name in SAME_HASH]
    return [core.assert_fact(session.handle, json.dumps(fact))[0] for fact in facts]


def batch_ends_at_what_it_cannot_read() -> list[int]:
    """W14: the core says that all is well, and has taken one fact of three."""
    session = Session(rule={"all": [{"r": _kind("report")}]})
    facts = [
        {"id": 1, "sid": "s", "kind": "report"},
        {"id": 2, "sid": "s", "kind": "report", "x": 1e-05},
        {"id": 3, "sid": "s", "kind": "report"},
    ]
    code, offset = core.assert_facts(session.handle, json.dumps(facts))
    return [code, len(session.fired(offset))]


def condition_beside_another_is_ignored() -> int:
    """W19: of two tests that do not stand in `$and`, one is passed over. Right is 0."""
    session = Session(rule={"all": [{"r": {"kind": "report", "year": 1}}]})
    return len(session.fired(session.tell(kind="report", year=2)))


def false_join_reads_past_its_end() -> int:
    """C1: a condition ends in a join that is false; here, our own without their padding.

    Their last comparison is with the day of the check: on other days, facts do not hold.
    """
    for number in range(2_000):
        rows, as_of = chance.facts(f"facts {number}")
        days = [as_of, date(1990, 1, 1), date(2100, 1, 1)]
        try:
            rulesets = compile_rules(chance.rules(number))
        except EngineError:
            continue
        for ruleset in rulesets:
            bare = {name: _without_padding(rule) for name, rule in ruleset.rules.items()}
            (batch,) = BatchWriter([ruleset.looks_at]).batches(rows, days)
            core.assert_facts(Session(**bare).handle, batch.text)
    return 0


def _without_padding(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_padding(one) for one in part]
    if not isinstance(part, dict):
        return part
    tests = part.get("$and", [])
    if len(tests) > 1 and list(tests[-1]) == ["$and"]:
        return {"$and": tests[:-1]}
    return {key: _without_padding(one) for key, one in part.items()}


def session_without_an_action_cannot_be_deleted() -> int:
    """C3: memory is freed that was never set."""
    for number in range(50):
        rules = {"rule": {"all": [{"r": _kind("report")}, {"s": _kind("duty")}]}}
        handle = core.create_ruleset(f"canary-{number}", json.dumps(rules))
        core.assert_fact(handle, json.dumps({"id": 1, "sid": "s", "kind": "report"}))
        core.delete_state(handle, "s")
    return 0


def session_1025_kills() -> int:
    """C5: the 1,025th session at a time is refused for want of memory; then it ends the process."""
    handle = core.create_ruleset("canary", json.dumps({"rule": {"all": [{"r": _kind("report")}]}}))
    for number in range(1_024):
        fact = {"id": number, "sid": f"s{number}", "kind": "report"}
        core.assert_fact(handle, json.dumps(fact))
    fact = {"id": 1_024, "sid": "s1024", "kind": "report"}
    with suppress(MemoryError):
        core.assert_fact(handle, json.dumps(fact))
    core.assert_fact(handle, json.dumps(fact))
    return 0


def rules_on_one_test_kill() -> int:
    """C6: 256 rules that ask the same."""
    both = {"all": [{"p": _kind("report")}, {"q": _kind("duty")}]}
    session = Session(**{f"r{number}": both for number in range(256)})
    session.tell(kind="duty")
    session.tell(kind="report")
    return 0


def batch_of_an_empty_fact_kills() -> int:
    """C7: a batch whose first fact has nothing in it."""
    session = Session(rule={"all": [{"r": _kind("report")}]})
    core.assert_facts(session.handle, "[{}]")
    return 0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(globals()[sys.argv[1]]()))
