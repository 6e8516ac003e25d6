"""A year of nights, on each of which the record of one State has changed.

The records begin as they were known years before; each night one of them becomes what is known
now, and in the next round what it was. Whatever has not changed comes from the cache, for as
long as its findings cannot have changed with the days. A night is over when it is known what
stands, and what is new of the States that have changed; the findings that stand are read after
that, and compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, cycle
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.agreement import require_same
from benchmarks.inputs import DAY, concluded, real_records, real_rulebook
from benchmarks.peers.interface import Finding
from benchmarks.report import Report, Target
from benchmarks.timing import Measurement
from compliance_engine.cache.entries import Cache
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import evaluate, facts_on
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.remembering import Evaluations
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook

NIGHTS = 365
LAST = DAY + timedelta(days=NIGHTS)
KNOWN_BEFORE = date(2012, 1, 1)
NIGHT, EVALUATION = "a night with one changed record", "a night with nothing kept"
READ = "the same, and every finding of every State read again"


@dataclass(frozen=True)
class Version:
    """A record as it stands on a night; no two versions have the same digest."""

    digest: str
    record: Record

    def read(self) -> Record:
        """The record, as if it were read from its file."""
        return self.record


def run(rounds: int) -> Report:
    """Times each night of a year and, spread over it, as many without anything kept as rounds."""
    records, rulebook = real_records(), real_rulebook()
    nightly: list[float] = []
    read: list[float] = []
    full: list[float] = []
    compared = 0
    with (
        TemporaryDirectory() as folder,
        Engine(rulebook) as engine,
        Engine(rulebook, "plain") as plain,
    ):
        cache, known = Cache(Path(folder)), _Facts(rulebook)
        for number, (day, versions) in enumerate(_nights(records)):
            begins = perf_counter()
            kept = Evaluations(rulebook, engine, cache)
            standing = [
                kept.standing(code, one.digest, one.read, day) for code, one in versions.items()
            ]
            nightly.append(perf_counter() - begins)
            made = [one.evaluation() for one in standing]
            read.append(perf_counter() - begins)
            if number % (NIGHTS // rounds) == 1:
                begins = perf_counter()
                for one in versions.values():
                    evaluate(one.record, rulebook, engine, day)
                full.append(perf_counter() - begins)
            expected = concluded(plain, known.of(versions), day)
            require_same(f"the night of {day}", _found(made), expected)
            compared += len(expected)
    share = mean(nightly[1:]) / mean(full)
    measured = [
        Measurement(NIGHT, tuple(nightly[1:])),
        Measurement(READ, tuple(read[1:])),
        Measurement(EVALUATION, tuple(full)),
    ]
    return Report(
        f"{compared:,} findings on {len(records)} States, the same as with nothing kept. "
        "The first night, on which nothing is kept yet, does not count.",
        rounds,
        measured,
        [Target(f"{NIGHT}, of one with nothing kept (means)", 0.03, share)],
        ("durable_rules",),
    )


def _nights(records: Mapping[str, Record]) -> Iterator[tuple[date, Mapping[str, Version]]]:
    """Each night with all records: on the first as they were known before, then one changes."""
    before = {code: as_known_at(record, KNOWN_BEFORE) for code, record in records.items()}
    versions = {code: Version(f"{code} before", record) for code, record in before.items()}
    yield DAY, versions
    changes = chain.from_iterable(
        ((code, of[code]) for code in records) for of in cycle((records, before))
    )
    for number, (code, record) in zip(range(1, NIGHTS + 1), changes, strict=False):
        versions = {**versions, code: Version(f"{code} {number}", record)}
        yield DAY + timedelta(days=number), versions


class _Facts:
    """The facts of each version of a record, for evaluations of every night with nothing kept."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._known: dict[str, tuple[str, tuple[Fact, ...]]] = {}

    def of(self, versions: Mapping[str, Version]) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of all States; those of a version that is no more are let go."""
        for code, one in versions.items():
            if code not in self._known or self._known[code][0] != one.digest:
                self._known[code] = one.digest, facts_on(one.record, self._rulebook, LAST, None)
        return {code: facts for code, (_, facts) in self._known.items()}


def _found(evaluations: Iterable[Evaluation]) -> set[Finding]:
    return {
        (evaluation.state, one.rule.id, one.key)
        for evaluation in evaluations
        for one in evaluation.conclusions
    }
