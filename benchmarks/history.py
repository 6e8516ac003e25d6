"""All that was ever found of every State, in one pass over the days since entry into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.agreement import require_same
from benchmarks.inputs import all_facts, concluded, real_records, real_rulebook
from benchmarks.report import Report, Target, ratio
from benchmarks.timing import measure
from compliance_engine.findings.history import Interval, history_of
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook

LAST = date(2026, 11, 26)
HISTORY, EVALUATION = "the whole history", "one evaluation, as of the last day"


def run(rounds: int) -> Report:
    """Compares the history with evaluations of single days, then times it beside one of them."""
    records, rulebook = real_records(), real_rulebook()
    days = [date(year, 5, 1) for year in range(rulebook.treaty.in_force.year, LAST.year + 1)]
    with Engine(rulebook) as engine:
        intervals = _history(records, rulebook, engine)
        _require_the_same(intervals, records, rulebook, days)
        measured = measure(
            {
                HISTORY: lambda: _history(records, rulebook, engine),
                EVALUATION: lambda: concluded(engine, all_facts(records, rulebook, LAST), LAST),
            },
            rounds,
        )
    return Report(
        f"{len(intervals):,} intervals of findings on {len(records)} States since "
        f"{rulebook.treaty.in_force}; on {len(days)} days, the same as evaluations of the day.",
        rounds,
        measured,
        [Target("the whole history, in evaluations", 15, ratio(measured, HISTORY, EVALUATION))],
        ("durable_rules",),
    )


def _history(
    records: Mapping[str, Record], rulebook: Rulebook, engine: Engine
) -> Sequence[Interval]:
    return [
        interval
        for record in records.values()
        for interval in history_of(record, rulebook, engine, LAST)
    ]


def _require_the_same(
    intervals: Sequence[Interval],
    records: Mapping[str, Record],
    rulebook: Rulebook,
    days: Sequence[date],
) -> None:
    """Raises DifferenceError unless evaluations of these days find what the history says."""
    facts = all_facts(records, rulebook, LAST)
    with Engine(rulebook, "plain") as engine:
        for day in days:
            found = {(one.state, one.rule.id, one.key) for one in intervals if day in one.held}
            require_same(f"the history as of {day}", found, concluded(engine, facts, day))
