"""The judgements among the items of a run: which is on which finding, and which ask for a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.audit.items import FINDING, JUDGED, WAIVER, Item
from compliance_engine.audit.judging import judged_of
from compliance_engine.dates.partial import parse_day
from compliance_engine.judgement.applying import Judged, Phase


@dataclass(frozen=True)
class Judgements:
    """The judgements of a run: all of them, by id, and the one in force `of` each finding."""

    all: tuple[Item, ...]
    of: Mapping[str, Item]
    findings: Mapping[str, Item]

    @classmethod
    def among(cls, items: Iterable[Item]) -> Judgements:
        """Those among items, with the findings among them."""
        given = tuple(items)
        findings = {one.id: one for one in given if one.about == FINDING}
        judged = tuple(
            sorted((one for one in given if one.about == JUDGED), key=lambda one: one.id)
        )
        in_force = [one for one in judged if one.content["phase"] == Phase.IN_FORCE]
        of_rule = {(one.state, one.content["rule"]): one for one in in_force if _of_rule(one)}
        own = {one.content["on"]: one for one in in_force if one.content["on"] is not None}
        of = {name: of_rule.get((one.state, one.content["rule"])) for name, one in findings.items()}
        of |= {name: one for name, one in own.items() if name in findings}
        return cls(judged, {name: one for name, one in of.items() if one is not None}, findings)

    def judged(self, finding: str) -> Judged | None:
        """What was decided on a finding and is in force, and in what the finding has changed."""
        item = self.of.get(finding)
        return judged_of(item, finding) if item else None

    def sets_aside(self, finding: str) -> bool:
        """Whether a finding needs no follow-up for the time being."""
        judged = self.judged(finding)
        return judged is not None and judged.set_aside

    @property
    def waivers(self) -> int:
        """How many findings are waived."""
        return sum(one.content["kind"] == WAIVER for one in self.of.values())

    @property
    def determinations(self) -> int:
        """On how many findings a determination is in force."""
        return len(self.of) - self.waivers

    @property
    def changed(self) -> tuple[Item, ...]:
        """Those in force on a finding that says something else than when it was judged."""
        return tuple(one for one in self.all if one.content["changed"])

    @property
    def unused(self) -> tuple[Item, ...]:
        """Those in force on no finding."""
        return tuple(one for one in self.all if one.content["unused"])

    @property
    def lapsed(self) -> tuple[Item, ...]:
        """Those expired whose finding stands, with no other judgement in force on it."""
        bare = {name: one for name, one in self.findings.items() if name not in self.of}
        rules = {(one.state, one.content["rule"]) for one in bare.values()}
        return tuple(
            one
            for one in self.all
            if one.content["phase"] == Phase.EXPIRED
            and (
                (one.state, one.content["rule"]) in rules
                if _of_rule(one)
                else one.content["finding"] in bare
            )
        )

    def expiring(self, as_of: date, days: int) -> tuple[Item, ...]:
        """Those in force whose last day is at most so many days ahead (0: the day itself)."""
        latest = as_of + timedelta(days=days)
        return tuple(
            one
            for one in self.all
            if one.content["phase"] == Phase.IN_FORCE and parse_day(one.content["until"]) <= latest
        )


def _of_rule(item: Item) -> bool:
    """Whether a judgement is on all findings of a rule."""
    return item.content["key"] is None
