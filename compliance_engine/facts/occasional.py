"""A duty that arises once for an occasion: when it is due, and what is known of it over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from compliance_engine.dates.counting import add_days, add_months, add_years
from compliance_engine.facts.basis import basis_of, basis_of_request
from compliance_engine.facts.evidence import Matter, evidence_on
from compliance_engine.facts.extension import DateInTime, dates_in_time
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Basis, Dated, Fact, FactValue
from compliance_engine.facts.occurrence import Occurrence
from compliance_engine.records.articles import ClarificationRequest, FoundStock
from compliance_engine.records.model import Record
from compliance_engine.records.states import UnknownStateError, state_of_code
from compliance_engine.rulebook.model import Duty, Occasional


def due_after(occasion: date, once: Occasional) -> date:
    """The due date: years, then months, then days after the occasion, which is day 0."""
    years = add_years(occasion, once.years, once.rounding)
    return add_days(add_months(years, once.months, once.rounding), once.days)


@dataclass(frozen=True)
class _Occasion:
    """What gave rise to a duty: its latest possible day, and the statement that tells of it."""

    day: date
    shown: FactValue
    key: str = ""
    basis: tuple[Basis, ...] = ()
    fields: Mapping[str, FactValue] = field(default_factory=dict)
    request: ClarificationRequest | None = None
    found: FoundStock | None = None


def facts_of_occasions(
    record: Record,
    duty: Duty,
    once: Occasional,
    interval: BoundInterval,
    intervals: tuple[BoundInterval, ...],
) -> Iterator[Fact]:
    """The facts of a duty in one membership, for each occasion that gives rise to it."""
    if not _is_owed(record, duty.owed_where):
        return
    for occasion in _occasions(record, once.after, interval, intervals):
        if occasion.day not in interval.span or occasion.day not in duty.in_effect:
            continue
        ordinary = due_after(occasion.day, once)
        dates = [DateInTime(ordinary, occasion.day)]
        if once.extendable:
            dates = dates_in_time(record, ordinary, occasion.day)
        for one in dates:
            yield from _judged(record, duty, occasion, one, interval=interval, intervals=intervals)


def _judged(
    record: Record,
    duty: Duty,
    occasion: _Occasion,
    dated: DateInTime,
    *,
    interval: BoundInterval,
    intervals: tuple[BoundInterval, ...],
) -> Iterator[Fact]:
    matter = Matter(
        dated.due,
        interval,
        intervals,
        decided=dated.opens if dated.set_by else date.min,
        closes=dated.closes,
        request=occasion.request,
        found=occasion.found,
    )
    texts = {"by decision": duty.explain_extended, "by source": duty.explain_later_date}
    occurrence = Occurrence(
        duty,
        occasion.key,
        dated.due,
        dated.opens,
        interval,
        {"occasion": occasion.shown, **dated.steps},
        occasion.basis + dated.basis,
        {**occasion.fields, "extended": dated.set_by is not None},
        dated.closes,
        texts[dated.set_by] if dated.set_by else None,
    )
    yield from occurrence.judged(evidence_on(record, duty.met_by, matter))


def _is_owed(record: Record, where: str | None) -> bool:
    """Whether what a duty is about is on record at all."""
    match where:
        case "stockpiled mines are on record":
            stock = record.article_4
            return stock is not None and bool(
                stock.completed or stock.mines_destroyed or stock.known
            )
        case "mined areas are on record":
            return record.article_5.clearance is not None
        case _:
            return True


def _occasions(
    record: Record, after: str, interval: BoundInterval, intervals: tuple[BoundInterval, ...]
) -> Iterator[_Occasion]:
    match after:
        case "entry into force":
            key = "" if interval == intervals[0] else str(interval.in_force)
            yield _Occasion(interval.in_force, interval.in_force, key)
        case "request for clarification received":
            for request in record.article_8.requests:
                yield _received(record, request)
        case "stock found":
            for found in record.article_4.found_later if record.article_4 else ():
                day = Dated.latest(found.found)
                known: dict[str, FactValue] = {"arose": day, "due_estimated": not found.found.exact}
                basis = (basis_of(record, found),)
                yield _Occasion(day.day, day, str(found.found), basis, known, found=found)


def _received(record: Record, request: ClarificationRequest) -> _Occasion:
    day = Dated.latest(request.received or request.made)
    fields: dict[str, FactValue] = {
        "due_estimated": request.received is None or not request.received.exact,
        "arose": day,
        "receipt_known": request.received is not None,
        "by": _requesting_state(request),
    }
    basis = (basis_of_request(record, request),)
    return _Occasion(day.day, day, request.id, basis, fields, request=request)


def _requesting_state(request: ClarificationRequest) -> FactValue:
    try:
        return state_of_code(request.by)
    except UnknownStateError:
        return request.by
