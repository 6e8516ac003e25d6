"""A check as a person runs it, beside standalone programs that read the same records.

The peers read the YAML by hand: they check nothing of it, know no places and no sources, write
no messages, and have twelve rules; the engine has all of them, and two evaluators.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from benchmarks.agreement import require_same
from benchmarks.inputs import DAY, RECORDS
from benchmarks.peers.__main__ import PEERS, peer
from benchmarks.peers.interface import Finding
from benchmarks.report import Report, Target, ratio
from benchmarks.rules import RULES
from benchmarks.timing import measure
from compliance_engine.cache.entries import VARIABLE
from tests.processes import environment_of_a_process

FIRST, SECOND = "`check`, first run", "`check`, second run"
AT_MOST = {FIRST: 1.0, SECOND: 0.5}
"""What share of the fastest peer's time the engine may take."""


def run(rounds: int) -> Report:
    """Compares the findings of all programs, then times all of them from start to end."""
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        expected = _of_check(_check(kept))
        peers = {peer(module).name: partial(_peer, module) for module in PEERS}
        for name, program in peers.items():
            require_same(name, _of_peer(program()), expected)
        measured = measure(
            {
                FIRST: lambda: _check(Path(mkdtemp(dir=folder))),
                SECOND: partial(_check, kept),
                **peers,
            },
            rounds,
        )
    of_peers = [one for one in measured if one.what in peers]
    fastest = min(of_peers, key=lambda one: one.seconds).what
    return Report(
        f"{len(expected)} findings of the {len(RULES)} rules that the peers have, the same by all.",
        rounds,
        measured,
        [
            Target(f"{own}, of the time of the fastest peer", share, ratio(measured, own, fastest))
            for own, share in AT_MOST.items()
        ],
        ("durable_rules", "duckdb", "polars", "clingo", "clipspy", "zen-engine", "PyYAML"),
    )


def _check(cache: Path) -> str:
    command = ("-m", "compliance_engine", "check", "--as-of", str(DAY), "--format", "json")
    return _output(*command, cache=cache)


def _peer(module: str) -> str:
    return _output("-m", "benchmarks.peers", module, str(RECORDS), str(DAY))


def _output(*arguments: str, cache: Path | None = None) -> str:
    """What a program in a process of its own writes."""
    command = (sys.executable, *arguments)
    more = {VARIABLE: str(cache)} if cache else None
    ran = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment_of_a_process(more)
    )
    return ran.stdout


def _of_check(output: str) -> set[Finding]:
    """The findings of the rules that the peers have too."""
    findings = json.loads(output)["findings"]
    return {
        (one["state"], one["rule"], one["id"].removeprefix(f"{one['state']}/{one['rule']}")[1:])
        for one in findings
        if one["rule"] in RULES
    }


def _of_peer(output: str) -> set[Finding]:
    return {(state, rule, key) for state, rule, key in json.loads(output)}
