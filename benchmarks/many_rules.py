"""The rulebook made larger: what a rule costs among many."""

from __future__ import annotations

from functools import partial

from benchmarks.agreement import require_same
from benchmarks.inputs import DAY, all_facts, concluded, real_records, real_rulebook
from benchmarks.report import Report, Target, ratio
from benchmarks.rules import enlarged, original
from benchmarks.timing import measure
from compliance_engine.inference.engine import Engine

RULES = 300


def run(rounds: int) -> Report:
    """Has both evaluators check each other on every State, then times `rete` on all of them."""
    real = real_rulebook()
    large = enlarged(real, RULES)
    facts = all_facts(real_records(), real, DAY)
    with Engine(real) as engine:
        expected = concluded(engine, facts, DAY)
    with Engine(large) as engine:
        found = concluded(engine, facts, DAY)
    present = {rule.id for rule in large.rules}
    copies = {
        (state, rule, key)
        for state, of, key in expected
        for rule in present
        if original(rule) == of
    }
    require_same(f"the rulebook of {RULES} rules", found, copies)
    few, many = f"`rete`, {len(real.rules)} rules", f"`rete`, {RULES} rules"
    with Engine(real, "rete") as small_engine, Engine(large, "rete") as large_engine:
        measured = measure(
            {
                few: partial(concluded, small_engine, facts, DAY),
                many: partial(concluded, large_engine, facts, DAY),
            },
            rounds,
        )
    per_rule = ratio(measured, many, few) * len(real.rules) / RULES
    return Report(
        f"{len(found)} findings on {len(facts)} States: both evaluators agree, and every copy of a "
        "rule finds what the rule does.",
        rounds,
        measured,
        [Target("time per rule, of that with the real rulebook", 1.5, per_rule)],
        ("durable_rules",),
    )
