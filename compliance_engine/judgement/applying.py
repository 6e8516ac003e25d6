"""Judgements laid beside the findings of a day: which is in force on which, and what of the rest.

Findings stay as they are, each in its place. The judgement of a finding is its own, else the
waiver of its rule.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from compliance_engine.findings.model import Check, Finding
from compliance_engine.judgement.model import Decision, Determination, Judgement, Said, Waiver
from compliance_engine.judgement.remembering import said_by

MEMBERSHIP = "membership"
_DAY_IN_KEY = re.compile(r"\d{4}-\d{2}")
_SETTLED = (Decision.NOT_APPLICABLE, Decision.RESOLVED)


class Phase(StrEnum):
    """Where a day stands among the days of a judgement."""

    NOT_YET = "not yet in force"
    IN_FORCE = "in force"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Judged:
    """The judgement in force on a finding, and in what the finding has changed since, by name."""

    judgement: Judgement
    changed: tuple[str, ...]

    @property
    def set_aside(self) -> bool:
        """Whether the finding needs no follow-up for the time being.

        It is waived, or determined not applicable or resolved, and has not changed since.
        """
        one = self.judgement
        settled = isinstance(one, Determination) and one.decision in _SETTLED
        return not self.changed and (settled or isinstance(one, Waiver))


@dataclass(frozen=True)
class Line:
    """A judgement on the day: its phase, and the findings that it is on, by id.

    `changed` are those that say something else than when they were judged, with what changed;
    `not_remembered` those judged one by one of which the file does not keep what they said.
    `perhaps` is a finding that it may be on, if the day that ends the id was corrected.
    """

    judgement: Judgement
    phase: Phase
    findings: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    not_remembered: tuple[str, ...]
    perhaps: str | None = None

    @property
    def unused(self) -> bool:
        """Whether it is in force, but on no finding of the day."""
        return self.phase is Phase.IN_FORCE and not self.findings


@dataclass(frozen=True)
class Applied:
    """Judgements on a day: `of` each finding by id, and a line for each in the order given."""

    as_of: date
    of: Mapping[str, Judged]
    lines: tuple[Line, ...]

    def sets_aside(self, finding: Finding) -> bool:
        """Whether a finding needs no follow-up for the time being."""
        return finding.id in self.of and self.of[finding.id].set_aside

    @property
    def expired(self) -> tuple[Line, ...]:
        """Those whose last day has passed."""
        return tuple(one for one in self.lines if one.phase is Phase.EXPIRED)

    @property
    def lapsed(self) -> tuple[Line, ...]:
        """Those expired whose finding stands, with no other judgement in force on it."""
        return tuple(
            one for one in self.expired if any(name not in self.of for name in one.findings)
        )

    @property
    def not_yet(self) -> tuple[Line, ...]:
        """Those whose first day is still to come, or was not yet known."""
        return tuple(one for one in self.lines if one.phase is Phase.NOT_YET)

    @property
    def unused(self) -> tuple[Line, ...]:
        """Those in force on no finding of the day."""
        return tuple(one for one in self.lines if one.unused)

    @property
    def changed(self) -> tuple[Line, ...]:
        """Those in force on a finding that says something else than when it was judged."""
        return tuple(one for one in self.lines if one.phase is Phase.IN_FORCE and one.changed)

    def expiring(self, days: int) -> tuple[Line, ...]:
        """Those in force whose last day is at most so many days ahead (0: the day itself)."""
        latest = self.as_of + timedelta(days=days)
        return tuple(
            one
            for one in self.lines
            if one.phase is Phase.IN_FORCE and one.judgement.last <= latest
        )


def apply(check: Check, judgements: Iterable[Judgement], as_of: date) -> Applied:
    """The judgements on the findings of a check, on the day `as_of`.

    They should be on findings of the States that were checked: on others they count as unused.
    One that was made later than what the check counts as known is not yet in force.
    """
    given = tuple(judgements)
    of_rule: dict[tuple[str, str], dict[str, Finding]] = {}
    for finding in check.findings:
        of_rule.setdefault((finding.state, finding.rule), {})[finding.id] = finding
    near: dict[tuple[str, str], tuple[str, ...]] = {}
    known_at = as_of if check.known_at is None else min(as_of, check.known_at)
    lines: list[Line] = []
    own: dict[str, Judged] = {}
    of_rules: dict[str, Judged] = {}
    named = frozenset(one.finding for one in given)
    for one in given:
        about = (one.state, one.rule)
        of_its_rule = of_rule.get(about, {})
        found = _findings_of(one, of_its_rule, named)
        line = _line(one, found, _phase(one, as_of, known_at))
        if line.unused:
            if about not in near:
                near[about] = _with_a_day(one, of_its_rule, named)
            line = replace(line, perhaps=_perhaps(one, near[about]))
        lines.append(line)
        if line.phase is Phase.IN_FORCE:
            judged = {name: Judged(one, line.changed.get(name, ())) for name in line.findings}
            (of_rules if one.key is None else own).update(judged)
    return Applied(as_of, {**of_rules, **own}, tuple(lines))


def _phase(one: Judgement, as_of: date, known_at: date) -> Phase:
    if one.held.until <= as_of:
        return Phase.EXPIRED
    return Phase.IN_FORCE if one.held.first <= known_at else Phase.NOT_YET


def _findings_of(
    one: Judgement, found: Mapping[str, Finding], named: frozenset[str | None]
) -> tuple[Finding, ...]:
    """The findings of its rule and State that a judgement is on; `named` have one of their own.

    A State has one membership on a day: a finding on it is the same though the day of entry
    into force, which ends its id, was corrected.
    """
    if one.key is None:
        return tuple(found.values())
    if (same := found.get(one.finding or "")) is not None:
        return (same,)
    if len(found) != 1 or one.key == "" or named & found.keys():
        return ()
    (only,) = found.values()
    return (only,) if only.evidence[0].fact == MEMBERSHIP else ()


def _before(one: Judgement, finding: Finding) -> Said | None:
    """What a finding said when it was judged, also if a person has corrected its id since."""
    if one.finding is None or one.finding in one.as_judged:
        return one.as_judged.get(one.finding or finding.id)
    return next(iter(one.as_judged.values()), None)


def _with_a_day(
    one: Judgement, found: Iterable[str], named: Collection[str | None]
) -> tuple[str, ...]:
    """The findings of its rule and State with a day in their id, on which there is no judgement."""
    before = f"{one.state}/{one.rule}/"
    return tuple(
        other
        for other in found
        if other not in named and _DAY_IN_KEY.match(other.removeprefix(before))
    )


def _perhaps(one: Judgement, near: Sequence[str]) -> str | None:
    """The one finding of its rule and State with another day in its id, on which there is none.

    It may be another matter: a person has to tell.
    """
    return near[0] if len(near) == 1 and _DAY_IN_KEY.match(one.key or "") else None


def _line(one: Judgement, found: Sequence[Finding], phase: Phase) -> Line:
    changed: dict[str, tuple[str, ...]] = {}
    not_remembered = []
    for finding in found:
        before = _before(one, finding)
        differs = before.differs_in(said_by(finding)) if before else ()
        if one.finding not in (None, finding.id):
            differs = ("id", *differs)
        if differs:
            changed[finding.id] = differs
        if before is None and one.finding is not None:
            not_remembered.append(finding.id)
    return Line(one, phase, tuple(one.id for one in found), changed, tuple(not_remembered))
