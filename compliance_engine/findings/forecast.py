"""What is coming as the record stands: dates that fall due, and findings that begin or end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact
from compliance_engine.findings.evaluating import facts_on
from compliance_engine.findings.history import intervals
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Duty, Rule, Rulebook
from compliance_engine.rulebook.vocabulary import KEY, Verdict

ONE_DAY = timedelta(days=1)


class Change(StrEnum):
    """What comes on a day, in the order in which a day's changes are told."""

    STANDING = "standing"
    """Another standing under the treaty."""
    DUE = "due"
    """The last day on which a duty is on time."""
    NOT_KNOWN = "not known"
    """The day from which on it is not known whether a duty was met, unless the record says."""
    BEGINS = "begins"
    """The first day of a finding."""
    ENDS = "ends"
    """The first day on which a finding no longer holds."""


@dataclass(frozen=True)
class Coming:
    """Something that comes for a State on a day: of a duty, of a rule, or of its standing.

    `key` tells it apart from others of the duty or rule; of a standing, it is the new one. Of a
    date that falls due, `since` is the day from which on it has been that date.
    """

    day: date
    state: str
    change: Change
    subject: Duty | Rule | None
    key: str
    since: date | None = None

    @property
    def article(self) -> str | None:
        """What it is listed under."""
        return self.subject.article if self.subject else None


def forecast_of(
    record: Record,
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    until: date,
    *,
    known_at: date | None = None,
) -> tuple[Coming, ...]:
    """What comes for a State after `as_of`, up to `until` (inclusive), in the order of days.

    With `known_at`, only statements known by that day count. Raises EngineError.
    """
    days = Span(as_of + ONE_DAY, until + ONE_DAY)
    facts = facts_on(record, rulebook, until, known_at)
    held = engine.over_time(record.state, facts, Span(as_of, days.until))
    found = [
        *_standings(record.state, facts, days),
        *_duties(record.state, facts, rulebook, days),
    ]
    for one in intervals(record.state, held, days.until):
        if one.held.first in days:
            found.append(Coming(one.held.first, record.state, Change.BEGINS, one.rule, one.key))
        if one.ended:
            found.append(Coming(one.held.until, record.state, Change.ENDS, one.rule, one.key))
    order = list(Change)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.change))))


def falling_due(record: Record, rulebook: Rulebook, as_of: date, until: date) -> tuple[Coming, ...]:
    """The last days after `as_of`, up to `until` (inclusive), on which a duty is on time.

    They are the same as in the whole forecast, and need no rule.
    """
    days = Span(as_of + ONE_DAY, until + ONE_DAY)
    duties = _duties(record.state, facts_on(record, rulebook, until, None), rulebook, days)
    due = (one for one in duties if one.change is Change.DUE)
    return tuple(sorted(due, key=lambda one: one.day))


def _standings(state: str, facts: Sequence[Fact], days: Span) -> Iterator[Coming]:
    for fact in facts:
        if fact.kind == "membership" and fact.held.first in days:
            status = str(fact.fields["status"])
            yield Coming(fact.held.first, state, Change.STANDING, None, status)


def _duties(state: str, facts: Sequence[Fact], rulebook: Rulebook, days: Span) -> Iterator[Coming]:
    for fact in facts:
        if fact.kind != "duty":
            continue
        duty, key = rulebook.duty(str(fact.fields["kind"])), str(fact.fields[KEY])
        due, verdict = fact.fields["due"], fact.fields["verdict"]
        assert isinstance(due, date)
        if verdict == Verdict.NOT_YET_DUE and due in days and due in fact.held:
            yield Coming(due, state, Change.DUE, duty, key, fact.held.first)
        if verdict == Verdict.UNDETERMINED and fact.held.first in days:
            yield Coming(fact.held.first, state, Change.NOT_KNOWN, duty, key)
