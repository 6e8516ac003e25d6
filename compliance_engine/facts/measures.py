"""National implementation measures over time: the latest statement holds until the next."""

from __future__ import annotations

from datetime import date

from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Basis, Dated, Fact, FactValue
from compliance_engine.records.articles import Measure
from compliance_engine.records.model import Record

ADOPTED = ("legislation in force", "legislation adopted", "adopted, not in force")
LAW = (*ADOPTED, "existing law considered sufficient")
NOT_KNOWN = "not known"
NONE_REPORTED = "none reported"


def measure_facts(record: Record, intervals: tuple[BoundInterval, ...]) -> list[Fact]:
    """What is known of Article 9 measures on every day since entry into force.

    A statement made later corrects those made before from its own beginning on; that nothing is
    known corrects nothing. Before the first statement, "not known" says no more than that.
    """
    if not intervals:
        return []
    known: list[tuple[date, Measure]] = []
    for measure in sorted(record.article_9, key=lambda one: one.known.last):
        if _adds_nothing(measure, [earlier for _, earlier in known]):
            continue
        start = _start(measure)
        known = [earlier for earlier in known if earlier[0] < start]
        known.append((start, measure))
    in_force = intervals[0].in_force
    first = known[0][0] if known else FOREVER
    facts = []
    if in_force < first:
        nothing: dict[str, FactValue] = {
            "key": "",
            "status": NOT_KNOWN,
            "penal_sanctions": "not stated",
        }
        facts.append(Fact("measure", nothing, Span(in_force, first), intervals[0].basis[:1]))
    for index, (start, measure) in enumerate(known):
        until = known[index + 1][0] if index + 1 < len(known) else FOREVER
        facts.append(_fact(measure, Span(start, until), basis_of(record, measure)))
    return facts


def _adds_nothing(measure: Measure, before: list[Measure]) -> bool:
    """Whether a statement leaves what is known as it is.

    That nothing is known adds nothing, nor does a report that repeats no measures after law was
    known: the latest known law is carried forward.
    """
    if measure.status == NOT_KNOWN:
        return bool(before)
    return measure.status == NONE_REPORTED and any(one.status in LAW for one in before)


def _start(measure: Measure) -> date:
    """Law is known to be there from its adoption; anything else from the day it was said."""
    if measure.status in ADOPTED and measure.adopted is not None:
        return min(measure.adopted.first, measure.known.last)
    return measure.known.last


def _fact(measure: Measure, held: Span, basis: Basis) -> Fact:
    fields: dict[str, FactValue] = {
        "key": "",
        "status": measure.status,
        "penal_sanctions": measure.penal_sanctions,
        "known": Dated.earliest(measure.known),
    }
    if measure.law is not None:
        fields["law"] = measure.law
    return Fact("measure", fields, held, (basis,))
