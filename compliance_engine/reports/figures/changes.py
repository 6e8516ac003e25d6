"""What changed between two days: reports received, measures, matters, standings and findings.

A change is one of the days, as the records stand: what was recorded of earlier days since then
is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Dated, Fact
from compliance_engine.findings.history import Interval
from compliance_engine.reports.figures.measures import Category, measures_on
from compliance_engine.reports.figures.membership import NewStanding, new_standings, parties_on
from compliance_engine.rulebook.vocabulary import Verdict

ONE_DAY = timedelta(days=1)
RECORDS = "record"
"""The nature of what is for the unit to settle in the records: nothing changed for a State."""

_ASKED = ("State", "not established")
"""To whom a matter must be attributed to be one of the State under Article 1."""

_MET = (Verdict.MET, Verdict.MET_LATE, Verdict.MET_TIMELINESS_UNKNOWN)


@dataclass(frozen=True)
class Done:
    """What a State did about a duty in the time: submitted a report, or completed what was due.

    `surely` is false where the source leaves it open whether it was before.
    """

    state: str
    kind: str
    key: str
    due: date
    when: Dated
    verdict: Verdict
    surely: bool


@dataclass(frozen=True)
class NewMeasure:
    """A State Party whose measures were of another category before."""

    state: str
    before: Category | None
    now: Category


@dataclass(frozen=True)
class NewOnCase:
    """What came of a matter under Article 1: ``raised``, ``closed``, or an ``update`` by the State.

    `surely` is false where the source leaves it open whether it was before.
    """

    state: str
    case: str
    when: Dated
    what: str
    surely: bool


@dataclass(frozen=True)
class Changes:
    """What changed on the days from the one after `since` to `as_of`, by States in order.

    `begun` has, by rule, the States of which it finds something and did not on the day `since`,
    `ended` those of which it did and no longer does, though it still binds them. A State of which
    it finds the same of another year is in neither. `left` are States that are bound no longer.
    """

    since: date
    as_of: date
    standings: tuple[NewStanding, ...]
    done: tuple[Done, ...]
    measures: tuple[NewMeasure, ...]
    cases: tuple[NewOnCase, ...]
    begun: Mapping[str, tuple[str, ...]]
    ended: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...]


def changes_between(
    facts: Mapping[str, Sequence[Fact]],
    history: Iterable[Interval],
    since: date,
    as_of: date,
) -> Changes:
    """What changed after `since`, up to `as_of`, both of which `facts` are complete for.

    `history` holds the findings of all States from `since` to `as_of`, at least.
    """
    days = Span(since + ONE_DAY, as_of + ONE_DAY)
    told = [one for one in history if one.rule.nature != RECORDS]
    before, now = _found_on(told, since), _found_on(told, as_of)
    parties = parties_on(facts, as_of)
    ended = {(rule, state) for rule, state in before - now if state in parties}
    return Changes(
        since,
        as_of,
        new_standings(facts, days),
        tuple(_done(facts, days)),
        _new_measures(facts, since, as_of),
        tuple(_new_on_cases(facts, days)),
        _by_rule(now - before),
        _by_rule(ended),
        tuple(sorted(set(parties_on(facts, since)) - set(parties))),
    )


def _found_on(history: Iterable[Interval], day: date) -> set[tuple[str, str]]:
    """The rules that find something on a day, each with the State."""
    return {(one.rule.id, one.state) for one in history if day in one.held}


def _by_rule(found: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    states: dict[str, list[str]] = {}
    for rule, state in sorted(found):
        states.setdefault(rule, []).append(state)
    return {rule: tuple(of_rule) for rule, of_rule in states.items()}


def _done(facts: Mapping[str, Sequence[Fact]], days: Span) -> Iterable[Done]:
    as_of = days.until - ONE_DAY
    for code, of_state in sorted(facts.items()):
        for fact in of_state:
            when = fact.fields.get("submitted")
            if fact.kind != "duty" or as_of not in fact.held or not isinstance(when, Dated):
                continue
            verdict, due = Verdict(str(fact.fields["verdict"])), fact.fields["due"]
            assert isinstance(due, date)
            if verdict in _MET and when.shown.last in days:
                surely = when.shown.first in days
                kind, key = str(fact.fields["kind"]), str(fact.fields["key"])
                yield Done(code, kind, key, due, when, verdict, surely)


def _new_measures(
    facts: Mapping[str, Sequence[Fact]], since: date, as_of: date
) -> tuple[NewMeasure, ...]:
    before, now = measures_on(facts, since), measures_on(facts, as_of)
    return tuple(
        NewMeasure(code, before.of(code), category)
        for code in now.parties
        if (category := now.of(code)) is not None
        and category is not Category.NOT_KNOWN
        and category is not before.of(code)
    )


def _new_on_cases(facts: Mapping[str, Sequence[Fact]], days: Span) -> Iterable[NewOnCase]:
    for code, of_state in sorted(facts.items()):
        by_case: dict[str, list[Fact]] = {}
        for fact in of_state:
            if fact.kind == "case" and fact.fields["actor_kind"] in _ASKED:
                by_case.setdefault(str(fact.fields["key"]), []).append(fact)
        for case, held in by_case.items():
            yield from _of_case(code, case, sorted(held, key=lambda one: one.held), days)


def _of_case(code: str, case: str, facts: Sequence[Fact], days: Span) -> Iterable[NewOnCase]:
    before: Fact | None = None
    for fact in facts:
        day = fact.held.first
        if day in days and fact.fields["article_1_applied"] == "yes":
            if before is None and fact.fields["status"] == "open":
                yield NewOnCase(code, case, Dated.latest(PartialDate.of(day)), "raised", True)
            elif before is not None:
                update = fact.fields.get("last_update")
                if isinstance(update, Dated) and update != before.fields.get("last_update"):
                    surely = update.shown.first in days
                    yield NewOnCase(code, case, update, "update", surely)
                if fact.fields["status"] == "closed" != before.fields["status"]:
                    yield NewOnCase(code, case, Dated.latest(PartialDate.of(day)), "closed", True)
        before = fact
