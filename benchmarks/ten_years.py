"""Ten years of nights in the store of the audit, with 2 % of the records changing each week.

The records begin as they were known years before; whenever one changes, it becomes what was
known somewhat later. Evaluations are used again for as long as they hold, so that what is
timed of each run is the rest: the comparison with the night before, the store, its copy. What
an evaluation of all States takes is timed at the beginning and at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.agreement import DifferenceError
from benchmarks.inputs import RECORDS, RULES_FOLDER, real_records, real_rulebook
from benchmarks.report import Report, Target
from benchmarks.timing import Measurement
from compliance_engine import __version__
from compliance_engine.audit.files import RECORD, Folders, SeenFiles
from compliance_engine.audit.items import Item
from compliance_engine.audit.lives import life
from compliance_engine.audit.night import Night, items_of, languages_of, night_of
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.reading import all_runs, counts_by_kind, ids_like, runs_in
from compliance_engine.audit.running import Circumstances, add_night
from compliance_engine.audit.verifying import verify
from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import evaluate, facts_on
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.store.backups import KEPT
from compliance_engine.store.canonical import digest_of_value
from compliance_engine.store.location import location_of
from compliance_engine.store.opened import Store

NIGHTS = 3_650
FIRST = date(2016, 11, 26)
CHANGED_EACH_NIGHT = 0.02 / 7
KNOWN_FIRST = date(2008, 1, 1)
KNOWN_LATER = timedelta(days=600)
"""By how much later it is known what a changed record says."""

AHEAD = timedelta(days=366)
COMPARED = 100
"""How many nights at the beginning are compared with as many at the end."""

LIVES = 50
MEGABYTE = 1_000_000
EARLY = f"the store, in the first {COMPARED} runs"
LATE = f"the store, in the last {COMPARED} runs"
EVALUATED_FIRST, EVALUATED_LAST = (
    "the evaluation of the first run",
    "the evaluation of the last run",
)
LIFE = "`audit finding`"


def run(rounds: int) -> Report:
    """Ten years of nights, each timed but for its evaluation, which is timed at either end."""
    records, rulebook = real_records(), real_rulebook()
    took: list[float] = []
    with TemporaryDirectory() as folder, Engine(rulebook, "plain") as engine:
        store = Store(location_of(str(Path(folder) / "audit.sqlite")))
        years = _Years(records, rulebook, engine)
        evaluated_first = years.evaluated(FIRST, rounds)
        transitions = 0
        for day, seen, night in years.nights():
            begins = perf_counter()
            outcome = _added(store, day, seen, night, years)
            took.append(perf_counter() - begins)
            transitions += len(outcome.transitions)
            _require_all_there(outcome, night)
        evaluated_last = years.evaluated(day, rounds)
        assert store.location.path is not None
        size = store.location.path.stat().st_size
        lives = [*_lives(store)]
        log, verified = _timed_log(store), _timed_verify(store)
    early, late = took[1 : COMPARED + 1], took[-COMPARED:]
    first, last = median(evaluated_first), median(evaluated_last)
    return Report(
        f"{len(took):,} runs on {len(records)} States with {years.changes:,} changes of records "
        f"and {transitions:,} changes of findings and matters; after each run, what stands is "
        "what was evaluated. The very first run, in which all is new, does not count.",
        rounds,
        [
            Measurement(EVALUATED_FIRST, evaluated_first),
            Measurement(EVALUATED_LAST, evaluated_last),
            Measurement(EARLY, tuple(early)),
            Measurement(LATE, tuple(late)),
            Measurement(f"{LIFE}, {LIVES} of them", tuple(lives)),
            Measurement("`audit log` of all runs", (log,)),
            Measurement("`audit verify`", (verified,)),
        ],
        [
            Target(
                "a run at the end, of one at the beginning (medians)",
                2,
                (last + median(late)) / (first + median(early)),
            ),
            Target("the store", 500, size / MEGABYTE, " MB"),
            Target(f"the store with its {KEPT} copies", 500, size * (KEPT + 1) / MEGABYTE, " MB"),
            Target(f"{LIFE}, the slowest of {LIVES}", 100, 1_000 * max(lives), " ms"),
        ],
        ("SQLAlchemy", "durable_rules"),
    )


@dataclass(frozen=True)
class _State:
    """A State on a night: its record as it was then known, and what was concluded of it."""

    record: Record
    evaluation: Evaluation
    items: tuple[Item, ...]
    digest: str


class _Years:
    """The records from night to night, and what they give."""

    def __init__(self, records: Mapping[str, Record], rulebook: Rulebook, engine: Engine) -> None:
        self._records, self.rulebook, self._engine = records, rulebook, engine
        self._languages = languages_of(rulebook)
        self._known = dict.fromkeys(records, KNOWN_FIRST)
        self._states: dict[str, _State] = {}
        self._chance = Random(2026)
        self.states = len(records)
        self.changes = 0

    def nights(self) -> Iterator[tuple[date, SeenFiles, Night]]:
        """Each night with the files that it saw and what it concluded."""
        nowhere = Path("no judgements")
        contents = dict(SeenFiles.of(Folders(RECORDS, RULES_FOLDER, nowhere)).contents)
        for number in range(NIGHTS):
            day = FIRST + timedelta(days=number)
            for code in self._records:
                if number and self._chance.random() < CHANGED_EACH_NIGHT:
                    self._known[code] += KNOWN_LATER
                    self.changes += 1
                    contents[RECORD, f"{code}.yaml"] += f"# change {self.changes}\n".encode()
                    self._states.pop(code, None)
            yield day, SeenFiles(dict(contents)), self._night(day)

    def evaluated(self, day: date, rounds: int) -> tuple[float, ...]:
        """How long it takes, each time, to evaluate all States as they are known on a night."""
        known = {
            code: as_known_at(record, self._known[code]) for code, record in self._records.items()
        }
        took = []
        with Engine(self.rulebook) as both:
            for _ in range(rounds + 1):
                begins = perf_counter()
                night_of(known, known.__getitem__, self.rulebook, both, day)
                took.append(perf_counter() - begins)
        return tuple(took[1:])

    def facts_of(self, code: str, day: date) -> Sequence[Fact]:
        """The facts of a State as they are known on a night."""
        return facts_on(self._states[code].record, self.rulebook, day, None)

    def _night(self, day: date) -> Night:
        items: dict[str, Item] = {}
        for code in self._records:
            if code not in self._states or day not in self._states[code].evaluation.held:
                self._states[code] = self._evaluated(code, day)
            items |= {item.id: item for item in self._states[code].items}
        digests = [self._states[code].digest for code in self._records]
        return Night(day, items, (), digest_of_value(digests), {})

    def _evaluated(self, code: str, day: date) -> _State:
        record = as_known_at(self._records[code], self._known[code])
        made = evaluate(record, self.rulebook, self._engine, day, last=day + AHEAD)
        told = [*items_of(made, self.rulebook, day, self._languages)]
        digest = digest_of_value([down_to_lines for _, down_to_lines in told])
        return _State(record, made, tuple(item for item, _ in told), digest)


def _added(store: Store, day: date, seen: SeenFiles, night: Night, years: _Years) -> Outcome:
    """Adds a night as the command does: the store looked at before, and copied after."""
    at = datetime.combine(day, time(2), UTC)
    made_with = Circumstances(
        "plain", __version__, years.rulebook, "0" * 64, years.states, at, lambda: at
    )
    store.prepare()
    with store.writing() as connection:
        outcome = add_night(
            connection, night, seen, lambda code: years.facts_of(code, day), made_with
        )
    store.back_up(outcome.run.number)
    return outcome


def _require_all_there(outcome: Outcome, night: Night) -> None:
    found = {name: one.sha256 for name, one in outcome.items.items()}
    if found != {name: one.sha256 for name, one in night.items.items()}:
        raise DifferenceError(f"run {outcome.run.number} does not stand as it was evaluated")


def _lives(store: Store) -> Iterator[float]:
    """How long it takes to tell the lives of findings, chosen by chance."""
    with runs_in(store) as connection:
        names = ids_like(connection)
    for name in Random(1).sample(names, LIVES):
        begins = perf_counter()
        with runs_in(store) as connection:
            life(connection, name)
        yield perf_counter() - begins


def _timed_log(store: Store) -> float:
    begins = perf_counter()
    with runs_in(store) as connection:
        all_runs(connection)
        counts_by_kind(connection)
    return perf_counter() - begins


def _timed_verify(store: Store) -> float:
    begins = perf_counter()
    with runs_in(store) as connection:
        verify(connection)
    return perf_counter() - begins
