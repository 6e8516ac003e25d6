"""All States on one day, in one process, from flat facts to the set of findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from benchmarks.agreement import require_same
from benchmarks.evaluators import rete_and_plain
from benchmarks.inputs import DAY, OTHER_DAYS, all_facts, concluded, real_records, real_rulebook
from benchmarks.peers.__main__ import PEERS, peer
from benchmarks.peers.duckdb_sql import ResidentDuckdbSql
from benchmarks.peers.interface import Finding
from benchmarks.report import Report, Target, ratio
from benchmarks.rules import chosen
from benchmarks.timing import measure
from compliance_engine.inference.engine import Engine
from compliance_engine.inference.model import Row
from compliance_engine.inference.rows import row_of
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook

States = Mapping[str, Sequence[Row]]

AT_MOST = {"clingo": 0.6, "GoRules zen": 0.6, "CLIPS": 0.6, "DuckDB SQL": 1.0}
"""What share of a peer's time `rete` may take."""


def run(rounds: int) -> Report:
    """Compares the findings of all on several days, then times all on one."""
    rulebook, records = chosen(real_rulebook()), real_records()
    peers = {one.name: one.findings for one in map(peer, PEERS)}
    with rete_and_plain(rulebook) as evaluators:
        own = {name: levels.findings for name, levels in evaluators.items()}
        programs: dict[str, Callable[[States, date], set[Finding]]] = {**own, **peers}
        for day in (*OTHER_DAYS, DAY):
            rows, expected = _on(day, records, rulebook)
            resident = ResidentDuckdbSql(rows)
            for name, findings in programs.items():
                require_same(f"{name} as of {day}", findings(rows, day), expected)
            require_same(f"{resident.name} as of {day}", resident.findings(day), expected)
        measured = measure(
            {
                **{name: partial(findings, rows, DAY) for name, findings in programs.items()},
                resident.name: partial(resident.findings, DAY),
            },
            rounds,
        )
    return Report(
        f"{len(expected)} findings of {len(rulebook.rules)} rules on {len(rows)} States, the same "
        f"by all; so on {len(OTHER_DAYS)} other days.",
        rounds,
        measured,
        [
            Target(f"`rete`, of the time of {other}", share, ratio(measured, "rete", other))
            for other, share in AT_MOST.items()
        ],
        ("durable_rules", "duckdb", "polars", "clingo", "clipspy", "zen-engine"),
    )


def _on(
    day: date, records: Mapping[str, Record], rulebook: Rulebook
) -> tuple[States, set[Finding]]:
    """The rows of all States on a day, and what both evaluators agree on."""
    facts = all_facts(records, rulebook, day)
    with Engine(rulebook) as engine:
        expected = concluded(engine, facts, day)
    rows = {
        code: [row_of(fact, rulebook.kinds) for fact in of_state]
        for code, of_state in facts.items()
    }
    return rows, expected
