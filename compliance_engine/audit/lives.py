"""The life of a finding, under all its ids, with the judgements that were on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.items import FINDING, JUDGED, Item
from compliance_engine.audit.judging import ALL, judged_of
from compliance_engine.audit.reading import ids_like, last_run, life_of, renamings, some_runs
from compliance_engine.audit.runs import Run
from compliance_engine.errors import UsageError
from compliance_engine.judgement.applying import Judged, Phase
from compliance_engine.suggestions import did_you_mean

Told = Sequence[tuple[Run, Transition]]


@dataclass(frozen=True)
class Life:
    """All that was heard of a finding: each transition with its run, and the last run of all.

    `id` is its present one. Among what is `told` are the judgements on it; `own` is without them.
    `judged` is the judgement in force on it after the last run.
    """

    id: str
    told: Told
    own: Told
    last: Run
    judged: Judged | None

    @property
    def stands(self) -> bool:
        """Whether it is there after the last run."""
        return self.own[-1][1].after is not None

    @property
    def stale(self) -> bool:
        """Whether the last run could not use the record of its State."""
        return self.stands and self.last.kept_from_before(self.own[-1][1].item)


def life(connection: Connection, name: str) -> Life:
    """The life of a finding, by any of its ids. Raises UsageError if there never was one."""
    last = last_run(connection)
    names = _names(connection, name)
    found = life_of(connection, names)
    if last is None or not found:
        hint = did_you_mean(name, ids_like(connection), "To list ids: compliance-engine check")
        raise UsageError(f"no run has found '{name}'. {hint}")
    judged = _judged(connection, found)
    while_there = [(number, one) for number, one in judged if _stood(found, number)]
    told = sorted((*found, *while_there), key=lambda one: one[0])
    runs = some_runs(connection, (number for number, _ in told))
    stands = found[-1][1].after is not None
    return Life(
        names[-1],
        [(runs[number], one) for number, one in told],
        [(runs[number], one) for number, one in found],
        last,
        _in_force(judged, names[-1]) if stands else None,
    )


def _names(connection: Connection, name: str) -> list[str]:
    """All ids of an item, the first one first."""
    known = [(since, former) for _, since, former in renamings(connection)]
    names = [name]
    for since, former in known:
        if former == names[-1]:
            names.append(since)
    for since, former in reversed(known):
        if since == names[0]:
            names.insert(0, former)
    return names


def _judged(
    connection: Connection, found: Sequence[tuple[int, Transition]]
) -> list[tuple[int, Transition]]:
    """What was heard of the judgements on a finding, and on all findings of its rule."""
    subjects = set()
    for item in _versions(found):
        if item.about == FINDING:
            rule = item.content["rule"]
            key = item.id.removeprefix(f"{item.state}/{rule}")
            judged = f"{item.state}/{JUDGED}/{rule}"
            subjects |= {f"{judged}{key}", f"{judged}/{ALL}"}
    return life_of(connection, subjects) if subjects else []


def _in_force(judged: Iterable[tuple[int, Transition]], finding: str) -> Judged | None:
    """The judgement in force on a finding: its own before that of its rule."""
    last = {one.item.id: one.after for _, one in judged}
    in_force = [one for one in last.values() if one and one.content["phase"] == Phase.IN_FORCE]
    own = [one for one in in_force if one.content["on"] == finding]
    of_rule = [one for one in in_force if one.content["key"] is None]
    return next((judged_of(one, finding) for one in (*own, *of_rule)), None)


def _versions(found: Iterable[tuple[int, Transition]]) -> list[Item]:
    return [end for _, one in found for end in (one.before, one.after) if end is not None]


def _stood(found: Sequence[tuple[int, Transition]], number: int) -> bool:
    """Whether a finding was there before a run or after it."""
    before = [one for at, one in found if at < number]
    there = bool(before) and before[-1].after is not None
    return there or any(at == number for at, _ in found)
