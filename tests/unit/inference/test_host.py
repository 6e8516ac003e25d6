"""The compiled rules are ordinary durable_rules rulesets: its public `Host` finds the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from compliance_engine.inference.batch import BatchWriter
from compliance_engine.inference.comparisons import alias
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.inference.rulesets import Ruleset, compile_rules
from tests.unit.inference.writing import KINDS, process, row, rule, when

OUTSTANDING = 'verdict in ["outstanding", "last known outstanding"]'
LOGICS = [
    rule(when("duty", f"{OUTSTANDING} and due < as_of"), name="outstanding"),
    rule(
        when("duty", OUTSTANDING),
        when("duty as before", f"year == duty.year - 1 and {OUTSTANDING}", duty="duty"),
        unless=[
            when("duty as after", 'year > duty.year and verdict != "not yet due"', duty="duty")
        ],
        name="two years silent",
    ),
    rule(
        when("measure", 'status == "none" and known <= as_of - years(1)'),
        unless=[when("duty", "submitted >= measure.known", measure="measure")],
        name="no measures",
    ),
]
DAY = date(2012, 2, 29)


def duties(*verdicts: str) -> list[Row]:
    return [
        row("duty", date(2000, 1, 1), verdict=verdict, year=year, due=date(year, 4, 30))
        for year, verdict in enumerate(verdicts, start=2008)
    ]


STATES: dict[str, Sequence[Row]] = {
    "silent": duties("met", "outstanding", "outstanding", "last known outstanding", "not yet due"),
    "reporting": duties("met", "met", "outstanding", "met", "not yet due"),
    "gap": duties("outstanding", "met", "outstanding"),
    "measures": [row("measure", status="none", known=date(2011, 2, 28))],
    "measures, and a report": [
        row("measure", status="none", known=date(2011, 2, 28)),
        row("duty", submitted=date(2011, 2, 28)),
    ],
    "nothing": [],
}


def host_matches(ruleset: Ruleset, rows: Sequence[Row], as_of: date) -> set[Match]:
    """What the public interface of durable_rules finds, with callbacks as it documents them."""
    from durable.engine import Host, MessageNotHandledException

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Starts no threads of its own."""

    found: set[Match] = set()
    (batch,) = BatchWriter([ruleset.looks_at]).batches(rows, [as_of])
    _, *facts, trigger = json.loads(batch.text)

    def take(name: str) -> Any:
        def run(c: Any) -> None:
            logic = ruleset.stands_for[name]
            for frame in c.m:
                ids = [frame[alias(slot)]["id"] for slot in range(1, len(logic.when) + 1)]
                found.add(Match(logic.rule, tuple(int(one) - 1 for one in ids)))

        return run

    rules = {
        name: {**deepcopy(ruleset.rules[name]), "run": take(name)} for name in ruleset.stands_for
    }
    host = QuietHost()
    host.set_rulesets({"rules": rules})
    for fact in facts:
        with suppress(MessageNotHandledException):
            host.assert_fact("rules", fact)
    host.assert_fact("rules", trigger)
    return found


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning")
@pytest.mark.parametrize("state", STATES)
def test_the_public_host_finds_what_the_evaluator_finds(state: str) -> None:
    with ReteEvaluator(LOGICS, KINDS, process()) as evaluator:
        found = evaluator.matches(STATES[state], DAY)
    (ruleset,) = compile_rules(LOGICS)
    assert host_matches(ruleset, STATES[state], DAY) == found


def test_the_states_differ_in_what_is_found_of_them() -> None:
    with ReteEvaluator(LOGICS, KINDS, process()) as evaluator:
        found = {
            state: sorted(match.rule for match in evaluator.matches(rows, DAY))
            for state, rows in STATES.items()
        }
    assert found == {
        "silent": ["outstanding", "outstanding", "outstanding", "two years silent"],
        "reporting": ["outstanding"],
        "gap": ["outstanding", "outstanding"],
        "measures": ["no measures"],
        "measures, and a report": [],
        "nothing": [],
    }
