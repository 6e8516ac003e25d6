"""What in a record cannot be right under the law, though each statement is well formed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from compliance_engine.dates.partial import PartialDate
from compliance_engine.errors import Problem
from compliance_engine.facts.membership import (
    bound_intervals,
    entry_into_force,
    notice_expiry,
    withdrawal_effective,
)
from compliance_engine.records.covers import CoverKind
from compliance_engine.records.membership import Withdrawal
from compliance_engine.records.model import Record
from compliance_engine.rulebook.treaty import Treaty


def consistency_problems(record: Record, treaty: Treaty) -> Iterator[Problem]:
    """Every contradiction between the record and the treaty's clocks."""
    yield from _entry_into_force(record, treaty)
    yield from _withdrawals(record, treaty)
    yield from _overlaps(record, treaty)
    yield from _early_reports(record, treaty)
    yield from _extensions(record)


def _entry_into_force(record: Record, treaty: Treaty) -> Iterator[Problem]:
    for entry in record.membership:
        computed = entry_into_force(entry, treaty)
        stated = entry.in_force_stated
        if computed is None or stated is None:
            continue
        if computed != stated and entry.difference is None:
            yield Problem(
                entry.place_of("in_force_stated"),
                f"entry into force is stated as {stated}, but the deposit gives {computed}",
                "Correct the dates, or explain the difference in 'difference'.",
            )


def _withdrawals(record: Record, treaty: Treaty) -> Iterator[Problem]:
    for entry in record.membership:
        withdrawal = entry.withdrawal
        if withdrawal is None:
            continue
        in_force, until = entry_into_force(entry, treaty), withdrawal_effective(withdrawal, treaty)
        if in_force is not None and until is not None and until <= in_force:
            yield Problem(
                withdrawal.place,
                f"the withdrawal would take effect on {until}, when the State was not bound "
                f"yet: entry into force is on {in_force}",
                "Correct the dates.",
            )
        if withdrawal.effective is not None:
            yield from _stated_effect(withdrawal, withdrawal.effective, treaty)
        elif treaty.withdrawal is None and withdrawal.revoked is None:
            yield Problem(
                withdrawal.place,
                f"the {treaty.title['en']} has no rule on when a withdrawal takes effect",
                "Give 'effective', or add 'withdrawal' to the file of the treaty.",
            )


def _stated_effect(withdrawal: Withdrawal, effective: date, treaty: Treaty) -> Iterator[Problem]:
    expiry, law = notice_expiry(withdrawal, treaty), treaty.withdrawal
    place = withdrawal.place_of("effective")
    conflict_goes_on = withdrawal.armed_conflict == "yes" and withdrawal.conflict_ended is None
    if effective < expiry:
        yield Problem(
            place,
            f"the withdrawal cannot take effect before {expiry}, when its notice expires",
            "Correct 'notified' or 'effective'.",
        )
    elif law is not None and law.deferral is not None and conflict_goes_on:
        yield Problem(
            place,
            "a withdrawal cannot take effect while the armed conflict goes on",
            "Give 'conflict_ended', or leave 'effective' out.",
        )


def _overlaps(record: Record, treaty: Treaty) -> Iterator[Problem]:
    intervals = bound_intervals(record, treaty)
    for earlier, later in pairwise(intervals):
        if earlier.span.overlaps(later.span):
            yield Problem(
                later.basis[0].place,
                f"this membership begins on {later.in_force}, while an earlier one still runs",
                "Record the withdrawal that ended the earlier one.",
            )


def _early_reports(record: Record, treaty: Treaty) -> Iterator[Problem]:
    intervals = bound_intervals(record, treaty)
    bound_from = intervals[0].in_force if intervals else date.max
    for report in record.article_7.reports:
        when = report.submitted
        if report.covers.kind is CoverKind.VOLUNTARY or report.before_entry_into_force:
            continue
        if isinstance(when, PartialDate) and when.last < bound_from:
            bound = f"the State was bound only from {bound_from}" if intervals else "it never was"
            yield Problem(
                report.place_of("submitted"),
                f"the report was submitted on {when}, but {bound}",
                "Write 'covers: voluntary', or 'before_entry_into_force: true' if a source "
                "counts it as the initial report.",
            )


def _extensions(record: Record) -> Iterator[Problem]:
    """Extensions that would bring the date forward that was in force when they were decided."""
    cleared = record.article_5.clearance
    for extension in record.article_5.extensions:
        earlier = [
            one.deadline
            for one in record.article_5.extensions
            if one.decided.last < extension.decided.first
        ]
        if cleared is not None:
            earlier.append(cleared.original_deadline)
        if earlier and extension.deadline < max(earlier):
            yield Problem(
                extension.place_of("deadline"),
                f"{extension.deadline} is before the date that was in force, {max(earlier)}",
                "Correct the day: an extension gives more time.",
            )
