"""Findings over time: from when until when each held, as the record stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from compliance_engine.dates.span import Span
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.model import finding_id
from compliance_engine.inference.conclusions import Held
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rule, Rulebook

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Phase:
    """Days in a row on which a finding rests on the same verdict; None where it rests on none."""

    held: Span
    verdict: str | None


@dataclass(frozen=True)
class Interval:
    """Days in a row on which a finding holds.

    `ended` is false where it still holds on the last day looked at; `held` then ends with that.
    """

    state: str
    rule: Rule
    key: str
    held: Span
    ended: bool
    phases: tuple[Phase, ...]

    @property
    def id(self) -> str:
        """The id of the finding."""
        return finding_id(self.state, self.rule.id, self.key)

    @property
    def last(self) -> date:
        """The last day on which it holds, of those looked at."""
        return self.held.until - ONE_DAY


def history_of(
    record: Record,
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    *,
    since: date | None = None,
    known_at: date | None = None,
) -> tuple[Interval, ...]:
    """Every interval of every finding of a State, in the order of rules, keys and days.

    Looked at are the days from `since`, by default the treaty's entry into force, to `as_of`,
    both inclusive. What holds on a day is what `check` finds as of that day. With `known_at`, only
    statements known by that day count. Raises EngineError.
    """
    within = Span(since or rulebook.treaty.in_force, as_of + ONE_DAY)
    facts = facts_on(record, rulebook, as_of, known_at)
    held = engine.over_time(record.state, facts, within)
    return tuple(intervals(record.state, held, within.until))


def intervals(state: str, held: Iterable[Held], until: date) -> Iterator[Interval]:
    """The intervals in which findings hold, on days before `until`."""
    holding: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        holding.setdefault((one.rule.id, one.key), []).append(one)
    for (_, key), found in sorted(holding.items()):
        for run in _unbroken(sorted(found, key=lambda one: one.held)):
            days = Span(run[0].held.first, _end(run))
            ended = days.until < until
            yield Interval(state, run[0].rule, key, days, ended, tuple(_phases(run)))


def _unbroken(found: Iterable[Held]) -> Iterator[list[Held]]:
    """What holds day after day, from one fact to the next."""
    run: list[Held] = []
    until = date.min
    for one in found:
        if run and until < one.held.first:
            yield run
            run = []
        run.append(one)
        until = max(until, one.held.until)
    if run:
        yield run


def _end(run: Sequence[Held]) -> date:
    """The day after the last: where two hold at once, the first may well be the longer."""
    return max(one.held.until for one in run)


def _phases(run: Iterable[Held]) -> Iterator[Phase]:
    for verdict, group in groupby(run, key=lambda one: one.subject.fields.get("verdict")):
        alike = list(group)
        shown = str(verdict) if verdict is not None else None
        yield Phase(Span(alike[0].held.first, _end(alike)), shown)
