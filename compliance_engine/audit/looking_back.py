"""What the store tells of runs and findings of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from compliance_engine.audit.comparing import Kind, Transition, compare
from compliance_engine.audit.items import Item
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.reading import (
    ids_like,
    items_after,
    last_run,
    life_of,
    seal,
    some_runs,
    transitions_of,
)
from compliance_engine.audit.runs import Run
from compliance_engine.errors import UsageError
from compliance_engine.suggestions import did_you_mean


@dataclass(frozen=True)
class Life:
    """All that was heard of a finding: each transition with its run, and the last run of all."""

    id: str
    told: Sequence[tuple[Run, Transition]]
    last: Run

    @property
    def stands(self) -> bool:
        """Whether it is there after the last run."""
        return self.told[-1][1].after is not None

    @property
    def stale(self) -> bool:
        """Whether the last run could not use the record of its State."""
        return self.stands and self.told[-1][1].item.state in {
            one.state for one in self.last.failures
        }


def outcome_of(connection: Connection, run: Run) -> Outcome:
    """A run as it was told when it was made."""
    before = some_runs(connection, [run.number - 1]).get(run.number - 1)
    items = items_after(connection, run.number)
    stale: Mapping[str, list[Item]] = {
        failure.state: [one for one in items.values() if one.state == failure.state]
        for failure in run.failures
    }
    transitions = transitions_of(connection, run.number)
    return Outcome(run, seal(connection, run.number), before, transitions, items, stale)


def changes_between(connection: Connection, first: Run, second: Run) -> tuple[Transition, ...]:
    """What changed from one run to another, in either direction of time.

    Going forward, the reasons are those that the last run told that found the change.
    """
    before = items_after(connection, first.number)
    after = items_after(connection, second.number)
    forward = first.number < second.number
    once = {one.item.id for one in _gone(connection, 0, first.number)} if forward else set()
    reasons = {one.item.id: one.reason for one in _gone(connection, first.number, second.number)}
    return tuple(
        replace(one, reason=reasons.get(one.item.id)) if one.after is None else one
        for one in compare(before, after, once)
    )


def _gone(connection: Connection, after: int, until: int) -> list[Transition]:
    """The transitions in which something went, of the runs after one, up to another."""
    return [
        one
        for number in range(after + 1, until + 1)
        for one in transitions_of(connection, number)
        if one.kind in (Kind.RESOLVED, Kind.KNOWN)
    ]


def life(connection: Connection, name: str) -> Life:
    """The life of a finding. Raises UsageError if there never was one of this id."""
    last = last_run(connection)
    told = life_of(connection, name)
    if last is None or not told:
        hint = did_you_mean(name, ids_like(connection), "To list ids: compliance-engine check")
        raise UsageError(f"no run has found '{name}'. {hint}")
    runs = some_runs(connection, (number for number, _ in told))
    return Life(name, [(runs[number], one) for number, one in told], last)
