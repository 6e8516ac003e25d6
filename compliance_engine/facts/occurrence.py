"""One thing owed once, and the facts that it gives: a verdict for every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Basis, Dated, Fact, FactValue, Working
from compliance_engine.facts.verdicts import DutyClock, Evidence, Judged
from compliance_engine.rulebook.model import Duty
from compliance_engine.rulebook.templates import Texts
from compliance_engine.rulebook.vocabulary import Verdict


@dataclass(frozen=True)
class Occurrence:
    """A duty with its due date, in one membership.

    It is in view from the day `opens` until (not including) `closes`, when a decision has set
    another date.
    """

    duty: Duty
    key: str
    due: date
    opens: date
    interval: BoundInterval
    steps: Mapping[str, FactValue]
    basis: tuple[Basis, ...] = ()
    fields: Mapping[str, FactValue] = field(default_factory=dict)
    closes: date = FOREVER
    explain: Texts | None = None

    def judged(self, evidence: Evidence, why_not_bound: Texts | None = None) -> Iterator[Fact]:
        """Its verdicts over time; a State that is not bound on the due date never owes it.

        From the day on which it is known that it will not be, nothing is called not yet due.
        """
        view = Span(self.opens, self.closes)
        for fact in self._judged(evidence, why_not_bound):
            held = fact.held.shared_with(view)
            if held is not None:
                yield fact if held == fact.held else replace(fact, held=held)

    def _judged(self, evidence: Evidence, why_not_bound: Texts | None) -> Iterator[Fact]:
        until = self.interval.span.until
        working = (*self.interval.working, self._working(self.explain or self.duty.explain))
        if self.due >= until:
            known_from = min(until, self.interval.end_known)
            if self.opens < known_from:
                yield self._fact(Span(self.opens, known_from), Verdict.NOT_YET_DUE, working)
            yield self._ended_before(known_from, working, why_not_bound)
            return
        clock = DutyClock(self.due, evidence)
        for judged in clock.verdicts(self.opens):
            known = {
                "sources_disagree": clock.sources_disagree,
                "filed_early": bool(evidence.doubtful),
                "sent_elsewhere": judged.sent_elsewhere,
                **_known_of(judged),
            }
            yield self._fact(judged.held, judged.verdict, working, judged.basis, known)

    def not_owed(self, from_day: date, why: Texts) -> Fact:
        """That the date passes without a duty, known from a day on, and why."""
        return self._not_owed(from_day, (self._working(why),))

    def _ended_before(self, known: date, working: tuple[Working, ...], why: Texts | None) -> Fact:
        """That the State is not bound on the date: in the duty's words, or the withdrawal's."""
        if why is not None:
            return self.not_owed(known, why)
        *before, withdrawal = self.interval.working
        return self._not_owed(known, (*before, working[-1], withdrawal))

    def _not_owed(self, from_day: date, working: tuple[Working, ...]) -> Fact:
        basis = tuple(dict.fromkeys(self.basis + self.interval.basis))
        return Fact("duty", self._fields(Verdict.NOT_OWED), Span(from_day), basis, working)

    def _fact(
        self,
        held: Span,
        verdict: Verdict,
        working: tuple[Working, ...],
        basis: tuple[Basis, ...] = (),
        known: Mapping[str, FactValue] | None = None,
    ) -> Fact:
        fields = {**self._fields(verdict), **(known or {})}
        rests_on = tuple(dict.fromkeys(self.interval.basis[:1] + self.basis + basis))
        return Fact("duty", fields, held, rests_on, working)

    def _fields(self, verdict: Verdict) -> dict[str, FactValue]:
        return {
            "key": self.key,
            "kind": self.duty.kind,
            "verdict": str(verdict),
            "due": self.due,
            "year": self.due.year,
            "joined": self.interval.in_force,
            "due_estimated": False,
            "sources_disagree": False,
            "filed_early": False,
            "sent_elsewhere": False,
            "extended": False,
            "nature": self.duty.nature,
            **self.fields,
        }

    def _working(self, texts: Texts) -> Working:
        membership: dict[str, FactValue] = {"in_force": self.interval.in_force}
        duty = self._fields(Verdict.NOT_YET_DUE)
        return Working(texts, {"duty": duty, "membership": membership, "working": self.steps})


def _known_of(judged: Judged) -> dict[str, FactValue]:
    fields: dict[str, FactValue] = {}
    if judged.submitted is not None:
        fields["submitted"] = Dated.latest(judged.submitted.when)
        if not judged.submitted.when.open_start:
            fields["submitted_from"] = Dated.earliest(judged.submitted.when)
        fields["period_stated"] = judged.submitted.period_stated
        fields["calendar_year"] = judged.submitted.calendar_year
    if judged.days_late is not None:
        fields["days_late"] = judged.days_late
    if judged.known is not None:
        fields["known"] = Dated.earliest(judged.known.known)
    return fields
