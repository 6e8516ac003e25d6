"""Findings over time: from when until when each held, as the record stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from compliance_engine.dates import Span
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.model import finding_id
from compliance_engine.inference import Concluded, Conclusion, Engine
from compliance_engine.records import Record
from compliance_engine.rulebook import Rule, Rulebook

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
    return tuple(intervals(record.state, engine.over_time(record.state, facts, within)))


def intervals(state: str, timeline: Iterable[Concluded]) -> Iterator[Interval]:
    """The intervals in which findings hold along a timeline without gaps."""
    stretches = list(timeline)
    holding: dict[tuple[str, str], list[tuple[Span, Conclusion]]] = {}
    for stretch in stretches:
        for one in stretch.conclusions:
            holding.setdefault((one.rule.id, one.key), []).append((stretch.held, one))
    for (_, key), found in sorted(holding.items()):
        for run in _unbroken(found):
            held = Span(run[0][0].first, run[-1][0].until)
            ended = held.until < stretches[-1].held.until
            yield Interval(state, run[0][1].rule, key, held, ended, tuple(_phases(run)))


def _unbroken(
    found: Iterable[tuple[Span, Conclusion]],
) -> Iterator[list[tuple[Span, Conclusion]]]:
    run: list[tuple[Span, Conclusion]] = []
    for held, conclusion in found:
        if run and run[-1][0].until < held.first:
            yield run
            run = []
        run.append((held, conclusion))
    if run:
        yield run


def _phases(run: Iterable[tuple[Span, Conclusion]]) -> Iterator[Phase]:
    for verdict, group in groupby(run, key=lambda one: one[1].facts[0].fields.get("verdict")):
        spans = [held for held, _ in group]
        shown = str(verdict) if verdict is not None else None
        yield Phase(Span(spans[0].first, spans[-1].until), shown)
