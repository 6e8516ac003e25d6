"""All that was ever found of every State, in one pass over the days since entry into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.agreement import require_same
from benchmarks.inputs import all_facts, concluded, real_records, real_rulebook
from benchmarks.report import Report, Target, ratio
from benchmarks.timing import measure
from compliance_engine.dates import Span
from compliance_engine.facts import Fact
from compliance_engine.findings.evaluating import ONE_DAY, facts_on
from compliance_engine.inference import Concluded, Engine
from compliance_engine.records import Record
from compliance_engine.rulebook import Rulebook

LAST = date(2026, 11, 26)
HISTORY, EVALUATION = "the whole history", "one evaluation, as of the last day"


def run(rounds: int) -> Report:
    """Compares the history with evaluations of single days, then times it beside one of them."""
    records, rulebook = real_records(), real_rulebook()
    facts = all_facts(records, rulebook, LAST)
    days = [date(year, 5, 1) for year in range(rulebook.treaty.in_force.year, LAST.year + 1)]
    with Engine(rulebook) as engine:
        over_time = _history(records, rulebook, engine)
        _require_the_same(over_time, facts, rulebook, days)
        measured = measure(
            {
                HISTORY: lambda: _history(records, rulebook, engine),
                EVALUATION: lambda: concluded(engine, all_facts(records, rulebook, LAST), LAST),
            },
            rounds,
        )
    stretches = sum(len(of_state) for of_state in over_time.values())
    return Report(
        f"{stretches:,} stretches of days with the same findings, of {len(over_time)} States since "
        f"{rulebook.treaty.in_force}; the same as evaluations of {len(days)} single days.",
        rounds,
        measured,
        [Target("the whole history, in evaluations", 15, ratio(measured, HISTORY, EVALUATION))],
        ("durable_rules",),
    )


def _history(
    records: Mapping[str, Record], rulebook: Rulebook, engine: Engine
) -> Mapping[str, tuple[Concluded, ...]]:
    since = Span(rulebook.treaty.in_force, LAST + ONE_DAY)
    return {
        code: engine.over_time(code, facts_on(record, rulebook, LAST, None), since)
        for code, record in records.items()
    }


def _require_the_same(
    over_time: Mapping[str, tuple[Concluded, ...]],
    facts: Mapping[str, Sequence[Fact]],
    rulebook: Rulebook,
    days: Sequence[date],
) -> None:
    """Raises DifferenceError unless evaluations of these days find what the history says."""
    with Engine(rulebook, "plain") as engine:
        for day in days:
            found = {
                (code, one.rule.id, one.key)
                for code, stretches in over_time.items()
                for stretch in stretches
                if day in stretch.held
                for one in stretch.conclusions
            }
            require_same(f"the history as of {day}", found, concluded(engine, facts, day))
