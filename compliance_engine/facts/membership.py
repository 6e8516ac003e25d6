"""When a State is bound: from entry into force until the day on which a withdrawal takes effect.

Articles 15 to 18 and 20. Signature binds to nothing checked here; a notice of "suspension", an
announcement or a domestic law changes nothing, since the Convention has no such clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.counting import add_months, first_day_of_month_after
from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Basis, Dated, Fact, FactValue, Working
from compliance_engine.records.membership import Membership, Withdrawal
from compliance_engine.records.model import Record
from compliance_engine.rulebook.treaty import Explanation, Treaty, WithdrawalRule


@dataclass(frozen=True)
class BoundInterval:
    """One uninterrupted time as a State Party. `deposited` may come after its beginning.

    `provisionally` is the provision applied from the deposit on, if one was. `end_known` is the
    first day on which it is known when it ends; FOREVER where it does not, as far as is known.
    """

    span: Span
    deposited: date
    provisionally: str | None
    basis: tuple[Basis, ...]
    working: tuple[Working, ...]
    end_known: date = FOREVER

    @property
    def in_force(self) -> date:
        """The day of entry into force for the State."""
        return self.span.first


def entry_into_force(entry: Membership, treaty: Treaty) -> date | None:
    """The day from which an instrument binds (Article 17); None without an instrument."""
    if entry.deposited is None:
        return None
    if entry.in_force is not None:
        return entry.in_force
    ordinary = first_day_of_month_after(entry.deposited, treaty.months_after_deposit)
    return max(treaty.in_force, ordinary)


def notice_expiry(withdrawal: Withdrawal, treaty: Treaty) -> date:
    """The day on which the months of notice have passed (Article 20(3), first sentence)."""
    law = treaty.withdrawal
    if law is None:
        return withdrawal.effective or FOREVER
    return add_months(withdrawal.notified, law.months, law.rounding)


def withdrawal_effective(withdrawal: Withdrawal, treaty: Treaty) -> date | None:
    """The first day on which the State is not bound; None while that is not known.

    A State engaged in an armed conflict when the notice expires stays bound until its end
    (Article 20(3), second sentence); where that is not known, it is treated as bound.
    """
    if withdrawal.revoked is not None:
        return None
    if withdrawal.effective is not None:
        return withdrawal.effective
    expiry = notice_expiry(withdrawal, treaty)
    if treaty.withdrawal is None or treaty.withdrawal.deferral is None:
        return expiry
    match withdrawal.armed_conflict, withdrawal.conflict_ended:
        case "no", _:
            return expiry
        case "yes", date() as ended:
            return max(expiry, ended)
        case _:
            return None


def _end_known(withdrawal: Withdrawal) -> date:
    """The day of the notice or, where an armed conflict puts off its effect, of the conflict's end.

    Before it, the State may be bound on any later day: what falls due then is not due yet.
    """
    if withdrawal.armed_conflict == "yes" and withdrawal.conflict_ended is not None:
        return max(withdrawal.notified, withdrawal.conflict_ended)
    return withdrawal.notified


def bound_intervals(record: Record, treaty: Treaty) -> tuple[BoundInterval, ...]:
    """The times during which the State is bound, in order.

    A withdrawal that takes effect before entry into force leaves none.
    """
    intervals = []
    for entry in record.membership:
        in_force = entry_into_force(entry, treaty)
        if in_force is None or entry.deposited is None:
            continue
        until, end_known = None, FOREVER
        if entry.withdrawal is not None:
            until = withdrawal_effective(entry.withdrawal, treaty)
            end_known = _end_known(entry.withdrawal) if until is not None else FOREVER
        if until is not None and until <= in_force:
            continue
        basis = [basis_of(record, entry)]
        if entry.withdrawal is not None:
            basis.append(basis_of(record, entry.withdrawal))
        intervals.append(
            BoundInterval(
                Span(in_force, until or FOREVER),
                entry.deposited,
                _provisionally(entry, treaty),
                tuple(basis[:1]) if until is None else tuple(basis),
                tuple(_working(entry, in_force, treaty)),
                end_known,
            )
        )
    return tuple(sorted(intervals, key=lambda interval: interval.span))


def _provisionally(entry: Membership, treaty: Treaty) -> str | None:
    if entry.provisional_application and treaty.provisional is not None:
        return treaty.provisional.provision
    return None


def membership_facts(record: Record, treaty: Treaty) -> list[Fact]:
    """The State's standing on every day since its first step towards the Convention."""
    facts = []
    intervals = {interval.deposited: interval for interval in bound_intervals(record, treaty)}
    entries = sorted(record.membership, key=_first_step)
    for index, entry in enumerate(entries):
        next_step = _first_step(entries[index + 1]) if index + 1 < len(entries) else None
        own = (basis_of(record, entry),)
        if entry.signed is not None:
            until = entry.deposited or next_step or FOREVER
            facts += _standing("signatory", entry.signed, until, {}, basis=own)
        interval = intervals.get(entry.deposited) if entry.deposited else None
        if interval is None:
            continue
        in_force, until = interval.span.first, interval.span.until
        steps: dict[str, FactValue] = {"in_force": in_force}
        provisional = {**steps, "applies_article_1": interval.provisionally is not None}
        if interval.provisionally is not None:
            provisional["article_1_from"] = interval.deposited
        facts += _standing(
            "not yet in force",
            interval.deposited,
            in_force,
            provisional,
            basis=own,
            working=interval.working,
        )
        party = {
            **steps,
            "bound": True,
            "applies_article_1": True,
            "article_1_from": interval.deposited if interval.provisionally else in_force,
        }
        facts += _standing("party", in_force, until, party, basis=own, working=interval.working)
        facts += _standing(
            "withdrawn",
            until,
            next_step or FOREVER,
            steps,
            basis=interval.basis,
            working=interval.working,
        )
    return facts


def _first_step(entry: Membership) -> date:
    return entry.signed or entry.deposited or FOREVER


def _standing(
    status: str,
    first: date,
    until: date,
    fields: dict[str, FactValue],
    *,
    basis: tuple[Basis, ...],
    working: tuple[Working, ...] = (),
) -> list[Fact]:
    if first >= until:
        return []
    key = str(fields.get("in_force", first))
    always: dict[str, FactValue] = {
        "key": key,
        "status": status,
        "bound": False,
        "applies_article_1": False,
    }
    return [Fact("membership", {**always, **fields}, Span(first, until), basis, working)]


def _working(entry: Membership, in_force: date, treaty: Treaty) -> list[Working]:
    """How the interval was found, step by step."""
    assert entry.deposited is not None
    values: dict[str, FactValue] = {"in_force": in_force, "deposited": entry.deposited}
    steps: list[Explanation] = []
    if entry.in_force is not None:
        values["reason"] = entry.in_force_reason or ""
        steps.append(treaty.explain_stated)
    elif in_force == treaty.in_force:
        steps.append(treaty.explain_first)
    else:
        steps.append(treaty.explain)
    if entry.provisional_application and treaty.provisional is not None:
        steps.append(treaty.provisional.explain)
    withdrawal, law = entry.withdrawal, treaty.withdrawal
    if withdrawal is not None and law is not None and withdrawal.revoked is None:
        notified = PartialDate.of(withdrawal.notified)
        inferred = "notified" in withdrawal.inferred
        received = Dated.latest(notified, inferred=inferred)
        values |= {"notified": received, "expiry": notice_expiry(withdrawal, treaty)}
        effective = withdrawal_effective(withdrawal, treaty)
        if effective is not None:
            values["effective"] = effective
        if withdrawal.conflict_ended is not None:
            values["conflict_ended"] = withdrawal.conflict_ended
        steps.append(_on_withdrawal(withdrawal, effective, law, treaty))
    return [
        Working(step.texts, {"membership": values}, step.cites, step.in_short) for step in steps
    ]


def _on_withdrawal(
    withdrawal: Withdrawal, effective: date | None, law: WithdrawalRule, treaty: Treaty
) -> Explanation:
    """What is said of a withdrawal; a conflict is named only where it puts off the effect."""
    deferral = law.deferral
    if deferral is None or effective == notice_expiry(withdrawal, treaty):
        return law.explain
    if effective is not None:
        return deferral.ended if withdrawal.armed_conflict == "yes" else law.explain
    return deferral.unknown if withdrawal.armed_conflict == "unknown" else deferral.pending
