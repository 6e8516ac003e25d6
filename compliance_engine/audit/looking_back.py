"""What the store tells of runs of the past, and of what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from compliance_engine.audit.comparing import Transition, compare
from compliance_engine.audit.items import MATTER, Item
from compliance_engine.audit.letter_news import LetterNews, news_between
from compliance_engine.audit.letters_kept import letters_after
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.reading import (
    items_after,
    renamings,
    seal,
    some_runs,
    transitions_of,
)
from compliance_engine.audit.runs import Run


def outcome_of(connection: Connection, run: Run) -> Outcome:
    """A run as it was told when it was made."""
    before = some_runs(connection, [run.number - 1]).get(run.number - 1)
    items = items_after(connection, run.number)
    kept = [one for one in items.values() if run.kept_from_before(one)]
    stale: Mapping[str, list[Item]] = {
        failure.state: [one for one in kept if one.state == failure.state]
        for failure in run.failures
    }
    transitions = transitions_of(connection, run.number)
    news = letters_between(connection, run.number - 1, run.number)
    return Outcome(run, seal(connection, run.number), before, transitions, items, stale, news)


def letters_between(connection: Connection, one: int, other: int) -> tuple[LetterNews, ...]:
    """What became of letters between two runs, by their numbers, whichever came first."""
    first, second = sorted((one, other))
    return news_between(letters_after(connection, first), letters_after(connection, second))


def changes_between(connection: Connection, first: Run, second: Run) -> tuple[Transition, ...]:
    """What changed from one run to another, in either direction of time.

    Going forward, the reasons are those that the last run told that found the change.
    """
    before = items_after(connection, first.number)
    after = items_after(connection, second.number)
    forward = first.number < second.number
    once = {one.item.id for one in _gone(connection, 0, first.number)} if forward else set()
    told = {one.item.id: one for one in _gone(connection, first.number, second.number)}
    same = _same(connection, first.number, second.number)
    renamed = {
        before[was].content["rule"]: after[is_].content["rule"]
        for was, is_ in same.items()
        if was in before and is_ in after and before[was].about != MATTER
    }
    return tuple(
        replace(one, kind=told[one.item.id].kind, reason=told[one.item.id].reason)
        if one.after is None and one.item.id in told
        else one
        for one in compare(before, after, once, renamed, same)
    )


def _same(connection: Connection, first: int, second: int) -> Mapping[str, str]:
    """The ids after the second of two runs, by those after the first, where they differ."""
    between = [
        (name, former)
        for run, name, former in renamings(connection)
        if min(first, second) < run <= max(first, second)
    ]
    since: dict[str, str] = {}
    for name, former in between:
        first_name = next((one for one, last in since.items() if last == former), former)
        since[first_name] = name
    return since if first < second else {last: one for one, last in since.items()}


def _gone(connection: Connection, after: int, until: int) -> list[Transition]:
    """The transitions in which something went, of the runs after one, up to another."""
    return [
        one
        for number in range(after + 1, until + 1)
        for one in transitions_of(connection, number)
        if one.after is None
    ]
