"""A record as it was known on a day: statements made later are left out.

A statement became known on the day that it names for that, else on the latest possible day of
what it tells; a disagreement of sources with the statements that it can be about.
"""

from __future__ import annotations

from datetime import date

from compliance_engine.dates.partial import PartialDate
from compliance_engine.facts.cases import OPEN
from compliance_engine.facts.extension import GRANTED
from compliance_engine.records.articles import Article5, Case, Clearance, FoundStock, Stockpile
from compliance_engine.records.correspondence import SentLetter
from compliance_engine.records.covers import CoverKind, Covers
from compliance_engine.records.membership import Membership, Withdrawal
from compliance_engine.records.model import Record
from compliance_engine.records.reporting import Disagreement, Report


def as_known_at(record: Record, day: date) -> Record:
    """The record with only what had become known by `day` (inclusive)."""

    def by_then(when: PartialDate | None) -> bool:
        return when is None or when.last <= day

    article_7 = record.article_7
    reports = tuple(one for one in article_7.reports if by_then(_known(one)))
    complete = article_7.complete_until is not None and article_7.complete_until <= day
    return record.model_copy(
        update={
            "membership": tuple(
                _membership(one, day)
                for one in record.membership
                if (one.signed or one.deposited or date.max) <= day
            ),
            "events": tuple(one for one in record.events if by_then(one.date)),
            "article_1": record.article_1.model_copy(
                update={
                    "cases": tuple(
                        _case(one, day)
                        for one in record.article_1.cases
                        if by_then(one.alleged or one.happened_from)
                    )
                }
            ),
            "article_3": tuple(one for one in record.article_3 if by_then(one.known)),
            "article_4": _stockpile(record.article_4, day),
            "article_5": record.article_5.model_copy(
                update={
                    "clearance": _clearance(record.article_5, day),
                    "extensions": tuple(
                        one for one in record.article_5.extensions if by_then(one.decided)
                    ),
                }
            ),
            "article_7": article_7.model_copy(
                update={
                    "complete_from": article_7.complete_from if complete else None,
                    "complete_until": article_7.complete_until if complete else None,
                    "complete_source": article_7.complete_source if complete else None,
                    "reports": reports,
                    "lists": tuple(one for one in article_7.lists if one.on <= day),
                    "disagreements": tuple(
                        one
                        for one in article_7.disagreements
                        if _told(one, reports) or not _told(one, article_7.reports)
                    ),
                }
            ),
            "article_8": record.article_8.model_copy(
                update={
                    "requests": tuple(
                        one.model_copy(update={"answered": None, "known": None})
                        if not by_then(one.known or _date(one.answered))
                        else one
                        for one in record.article_8.requests
                        if by_then(one.made)
                    )
                }
            ),
            "article_9": tuple(one for one in record.article_9 if by_then(one.known)),
            "letters": tuple(_letter(one, day) for one in record.letters if by_then(one.sent)),
        }
    )


def _known(report: Report) -> PartialDate | None:
    return report.known or _date(report.submitted)


def _told(disagreement: Disagreement, reports: tuple[Report, ...]) -> bool:
    """Whether one of these statements can be about the report on which sources disagree."""
    return any(_may_be_about(disagreement.covers, one) for one in reports)


def _may_be_about(covers: Covers, report: Report) -> bool:
    other = report.covers
    if covers.text == other.text:
        return True
    if covers.first is None or covers.last is None:
        return False
    if other.kind is CoverKind.NOT_STATED and report.submitted != "none":
        return covers.first.year < report.submitted.last.year <= covers.last.year + 1
    if other.first is None or other.last is None:
        return False
    return other.first <= covers.last and covers.first <= other.last


def _date(when: PartialDate | str | None) -> PartialDate | None:
    return when if isinstance(when, PartialDate) else None


def _membership(entry: Membership, day: date) -> Membership:
    update: dict[str, object] = {}
    if entry.deposited is not None and entry.deposited > day:
        update = {"deposited": None, "instrument": None, "in_force": None, "withdrawal": None}
    elif entry.withdrawal is not None:
        update = {"withdrawal": _withdrawal(entry.withdrawal, day)}
    return entry.model_copy(update=update)


def _withdrawal(withdrawal: Withdrawal, day: date) -> Withdrawal | None:
    """A withdrawal without what came later: its revocation, the end of a conflict, its effect."""
    if withdrawal.notified > day:
        return None
    update: dict[str, object] = {}
    if withdrawal.revoked is not None and withdrawal.revoked > day:
        update["revoked"] = None
    if withdrawal.conflict_ended is not None and withdrawal.conflict_ended > day:
        update |= {"conflict_ended": None, "effective": None}
    return withdrawal.model_copy(update=update)


def _stockpile(stock: Stockpile | None, day: date) -> Stockpile | None:
    """What was known of the stockpile: not its destruction, if that came later."""
    if stock is None:
        return None
    later = stock.completed is not None and stock.completed.last > day
    unknown = {"completed": None, "deadline_met": "not stated", "mines_destroyed": None}
    found = (one for one in stock.found_later if one.found.last <= day)
    told = stock.known is not None and stock.known.last <= day
    return stock.model_copy(
        update={
            **(unknown if later else {}),
            "known": stock.known if told else None,
            "found_later": tuple(_found(one, day) for one in found),
        }
    )


def _found(found: FoundStock, day: date) -> FoundStock:
    told = found.known or _date(found.destroyed)
    if told is not None and told.last > day:
        return found.model_copy(update={"destroyed": None, "known": None})
    return found


def _clearance(article_5: Article5, day: date) -> Clearance | None:
    """What was known of the mined areas: later dates, and completion, only from their day on."""
    clearance = article_5.clearance
    if clearance is None:
        return None
    granted = [one for one in article_5.extensions if one.decision == GRANTED]
    by_then = [one.deadline for one in granted if one.decided.last <= day]
    latest = max(by_then, default=clearance.original_deadline)
    update: dict[str, object] = {}
    if any(one.decided.last > day for one in article_5.extensions):
        update["latest_deadline_known"] = max(latest, clearance.original_deadline)
    if clearance.completed is not None and clearance.completed.last > day:
        update["completed"] = None
    if clearance.not_extended is not None and clearance.not_extended.last > day:
        update["not_extended"] = None
    return clearance.model_copy(update=update)


def _letter(letter: SentLetter, day: date) -> SentLetter:
    later = {
        name: None
        for name, when in (("answered", letter.answered), ("closed", letter.closed))
        if when is not None and when.last > day
    }
    return letter.model_copy(update=later)


def _case(case: Case, day: date) -> Case:
    history = tuple(step for step in case.history if step.date.last <= day)
    closed = any(step.event == "closed" for step in case.history)
    reopened = closed and not any(step.event == "closed" for step in history)
    told_later = case.known is not None and case.known.last > day
    open_then = (reopened and case.status not in OPEN) or (
        told_later and case.status != "before entry into force"
    )
    return case.model_copy(
        update={"history": history, "status": "open" if open_then else case.status}
    )
