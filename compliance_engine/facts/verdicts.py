"""What is known of a duty on each day, from what sources say of it.

Absence is not evidence: a due date that has passed without a report, and without a statement
that there was none, leaves the duty undetermined. A statement that there was none holds until
the day on which it was made. A day known in part gives the benefit of the doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.model import Basis
from compliance_engine.rulebook.vocabulary import Verdict

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Received:
    """A submission that meets the duty, on some day of `when`."""

    when: PartialDate
    basis: Basis
    period_stated: bool = True
    calendar_year: bool = True


@dataclass(frozen=True)
class Missing:
    """A statement, made on some day of `known`, that it had not been met by then."""

    known: PartialDate
    basis: Basis


@dataclass(frozen=True)
class Evidence:
    """All that the record says of one duty.

    A `doubtful` report may or may not meet it; one that was `sent_elsewhere` may or may not have
    reached those to whom it is owed. Statements that `disagree` leave it undetermined, whichever
    of them is right. Where the date `may_have_moved`, by a decision that is not on record, only
    a statement shows the duty outstanding, and nothing shows it met late.
    """

    received: tuple[Received, ...] = ()
    missing: tuple[Missing, ...] = ()
    doubtful: tuple[Basis, ...] = ()
    sent_elsewhere: tuple[Received, ...] = ()
    disagree: tuple[Basis, ...] = ()
    may_have_moved: bool = False


@dataclass(frozen=True)
class Judged:
    """The verdict on a duty over a span of days, with the evidence that decides it."""

    verdict: Verdict
    held: Span
    basis: tuple[Basis, ...] = ()
    submitted: Received | None = None
    sent_elsewhere: bool = False
    days_late: int | None = None
    known: Missing | None = None

    def concludes_the_same_as(self, other: Judged) -> bool:
        """Whether only the days are others."""
        return (
            self.verdict is other.verdict
            and self.basis == other.basis
            and self.submitted == other.submitted
            and self.sent_elsewhere == other.sent_elsewhere
            and self.days_late == other.days_late
            and self.known == other.known
        )


class DutyClock:
    """The verdicts on one duty, due on `due` (the last day on which it is on time)."""

    def __init__(self, due: date, evidence: Evidence) -> None:
        self._due = due
        received, missing, contrary = _reconciled(due, evidence)
        self._received = received
        self._last_missing = max(missing, key=lambda one: one.known.first, default=None)
        self._unclear = evidence.doubtful + contrary
        self._elsewhere = evidence.sent_elsewhere
        self._may_have_moved = evidence.may_have_moved
        self.sources_disagree = bool(contrary)

    def verdicts(self, opens: date) -> Iterator[Judged]:
        """The verdicts from the day `opens` on, one span after the other."""
        days = {opens, self._due + ONE_DAY}
        for one in (*self._received, *self._elsewhere):
            days |= {one.when.first, one.when.last}
        if self._last_missing is not None:
            days.add(self._last_missing.known.first + ONE_DAY)
        starts = sorted(day for day in days if day >= opens)
        current: Judged | None = None
        for start, until in pairwise([*starts, FOREVER]):
            judged = self._on(start, Span(start, until))
            if current is None:
                current = judged
            elif judged.concludes_the_same_as(current):
                current = replace(current, held=Span(current.held.first, until))
            else:
                yield current
                current = judged
        if current is not None:
            yield current

    def _on(self, day: date, held: Span) -> Judged:
        surely = [one for one in self._received if one.when.surely_by(day)]
        if surely:
            return self._met(surely, held)
        if day <= self._due:
            return Judged(Verdict.NOT_YET_DUE, held)
        if self._unclear:
            return Judged(Verdict.UNDETERMINED, held, self._unclear)
        possibly = [one for one in self._received if one.when.first <= day]
        missing = self._last_missing
        if missing is not None and day <= missing.known.first:
            return Judged(Verdict.OUTSTANDING, held, (missing.basis,), known=missing)
        elsewhere = tuple(one.basis for one in self._elsewhere if one.when.first <= day)
        if elsewhere:
            return Judged(Verdict.UNDETERMINED, held, elsewhere, sent_elsewhere=True)
        if self._received and not possibly and not self._may_have_moved:
            later = min(self._received, key=lambda one: one.when.first)
            return Judged(Verdict.OUTSTANDING, held, (later.basis,))
        if possibly or missing is None:
            return Judged(Verdict.UNDETERMINED, held, tuple(one.basis for one in possibly))
        return Judged(Verdict.LAST_KNOWN_OUTSTANDING, held, (missing.basis,), known=missing)

    def _met(self, surely: Sequence[Received], held: Span) -> Judged:
        """Met on the earliest day that any report allows; late only if every report is.

        Of several reports on time, the one that tells most clearly what it covers decides.
        """
        on_time = [one for one in surely if one.when.surely_by(self._due)]
        if on_time:
            clearest = min(on_time, key=_by_clearness)
            return Judged(Verdict.MET, held, (clearest.basis,), submitted=clearest)
        first = min(surely, key=lambda one: one.when.last)
        basis = (first.basis,)
        earliest = min(one.when.first for one in self._received)
        if earliest <= self._due or self._may_have_moved:
            return Judged(Verdict.MET_TIMELINESS_UNKNOWN, held, basis, submitted=first)
        late = (earliest - self._due).days
        return Judged(Verdict.MET_LATE, held, basis, submitted=first, days_late=late)


def _by_clearness(one: Received) -> tuple[bool, bool, date]:
    """A calendar year before another period, any period before none, then the earlier report."""
    return not one.period_stated, not one.calendar_year, one.when.last


def _reconciled(
    due: date, evidence: Evidence
) -> tuple[tuple[Received, ...], tuple[Missing, ...], tuple[Basis, ...]]:
    """Evidence made to agree: (received, missing after the due date, those that contradict).

    A statement that may have been made on or before the due date says nothing of a duty
    outstanding. One made before a submission moves the earliest day of that submission; one
    made after a submission was surely there contradicts it. "Submitted by" a day adds nothing to
    a report that is dated and can be the one that was meant, nor does "2013" to "2013-05-14".
    """
    received, contrary = [], list(evidence.disagree)
    dated = [one.when.first for one in evidence.received if not one.when.open_start]
    for one in evidence.received:
        if one.when.open_start and any(first <= one.when.last for first in dated):
            continue
        if any(_narrower(other.when, one.when) for other in evidence.received):
            continue
        first, last = one.when.first, one.when.last
        for statement in evidence.missing:
            if last < statement.known.first:
                contrary += [one.basis, statement.basis]
            else:
                first = max(first, min(statement.known.first + ONE_DAY, last))
        received.append(replace(one, when=PartialDate.between(first, last)))
    if contrary:
        return (), (), tuple(dict.fromkeys(contrary))
    missing = tuple(one for one in evidence.missing if one.known.surely_after(due))
    return tuple(received), missing, ()


def _narrower(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date says more of the day than another, and lies within it."""
    within = other.first <= one.first and one.last <= other.last
    return within and (one.first, one.last) != (other.first, other.last)
