"""A hundred times the States, one after the other: does memory stay what it was?

``python -m benchmarks.many_states TIMES`` checks the record of every State so many times, and
writes the seconds that it took, the peak of its memory in MB, and the number of findings.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import repeat
from time import perf_counter
from typing import Any

from benchmarks.agreement import DifferenceError
from benchmarks.inputs import DAY, real_records, real_rulebook
from benchmarks.report import Report, Target, ratio
from benchmarks.timing import Measurement
from compliance_engine.findings.evaluating import evaluate
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from tests.processes import environment_of_a_process

TIMES = 100
MEASURED = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
"""Whose memory counts: the process that checks, and the one in which the core of `rete` runs."""

BYTES_OF_MAXRSS = 1 if sys.platform == "darwin" else 1_024


def run(rounds: int) -> Report:
    """Runs the States once and a hundred times, each in a process of its own."""
    once = [_child(1) for _ in range(rounds)]
    often = _child(TIMES)
    findings = once[0]["findings"]
    if often["findings"] != TIMES * findings:
        raise DifferenceError(f"{often['findings']} findings are not {TIMES} times {findings}")
    few, many = f"{once[0]['states']} States", f"{often['states']:,} States"
    measured = [
        Measurement(few, tuple(one["seconds"] for one in once)),
        Measurement(many, (often["seconds"],)),
    ]
    more = often["megabytes"] - min(one["megabytes"] for one in once)
    return Report(
        f"{often['findings']:,} findings, {TIMES} times those of {few}. The {many} were run once.",
        rounds,
        measured,
        [
            Target("time, of that for a hundredth of the States", 110, ratio(measured, many, few)),
            Target("more memory at the peak", 50, more, " MB"),
        ],
        ("durable_rules",),
    )


def _child(times: int) -> dict[str, Any]:
    command = (sys.executable, "-m", "benchmarks.many_states", str(times))
    ran = subprocess.run(
        command, env=environment_of_a_process(), check=True, capture_output=True, text=True
    )
    result: dict[str, Any] = json.loads(ran.stdout)
    return result


def _check_many(times: int) -> dict[str, Any]:
    rulebook, records = real_rulebook(), real_records()
    with Engine(rulebook) as engine:
        begins = perf_counter()  # what is concluded is counted and dropped
        findings = sum(
            len(evaluate(record, rulebook, engine, DAY).conclusions)
            for record in _again(records, times)
        )
        seconds = perf_counter() - begins
    peaks = (resource.getrusage(who).ru_maxrss for who in MEASURED)
    return {
        "states": times * len(records),
        "findings": findings,
        "seconds": seconds,
        "megabytes": sum(peaks) * BYTES_OF_MAXRSS / 1_000_000,
    }


def _again(records: Mapping[str, Record], times: int) -> Iterator[Record]:
    """Every record so many times, as if each time were another State."""
    for again in repeat(records.values(), times):
        yield from again


if __name__ == "__main__":
    json.dump(_check_many(int(sys.argv[1])), sys.stdout)
