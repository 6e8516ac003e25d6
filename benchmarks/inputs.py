"""The real records and rulebook, and what the engine finds on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from benchmarks.peers.interface import Finding
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.inference.engine import Engine
from compliance_engine.records.loading import load_records
from compliance_engine.records.model import Record
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.shipped import shipped

DAY = date(2018, 6, 24)
"""The day of the benchmarks: each of their rules finds something on it."""

OTHER_DAYS = (date(2000, 2, 29), date(2004, 12, 3), date(2015, 6, 18), date(2026, 11, 26))
"""Further days on which every program must find the same as the engine."""

RECORDS, RULES_FOLDER = shipped("states"), shipped("rules") / "apmbc"


def real_records() -> Mapping[str, Record]:
    """The shipped record of every State."""
    return load_records(RECORDS).by_state


def real_rulebook() -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook(RULES_FOLDER)


def all_facts(
    records: Mapping[str, Record], rulebook: Rulebook, as_of: date
) -> Mapping[str, Sequence[Fact]]:
    """The facts of every State, complete for a check on the day."""
    return {code: facts_on(record, rulebook, as_of, None) for code, record in records.items()}


def concluded(engine: Engine, facts: Mapping[str, Sequence[Fact]], as_of: date) -> set[Finding]:
    """What the engine concludes of every State."""
    return {
        (code, one.rule.id, one.key)
        for code, of_state in facts.items()
        for one in engine.conclude(code, of_state, as_of)
    }
