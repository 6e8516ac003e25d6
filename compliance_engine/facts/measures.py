"""National implementation measures over time: the latest known holds until the next."""

from __future__ import annotations

from datetime import date

from compliance_engine.dates import FOREVER, Span
from compliance_engine.facts.membership import BoundInterval
from compliance_engine.facts.model import Basis, Dated, Fact, FactValue, basis_of
from compliance_engine.records import Measure, Record

ADOPTED = ("legislation in force", "legislation adopted", "adopted, not in force")
NOT_KNOWN = "not known"


def measure_facts(record: Record, intervals: tuple[BoundInterval, ...]) -> list[Fact]:
    """What is known of Article 9 measures on every day since entry into force.

    Before the first that is known, nothing is: "not known" is no statement that there are none.
    """
    if not intervals:
        return []
    starts = sorted(
        ((_start(measure), measure) for measure in record.article_9), key=lambda pair: pair[0]
    )
    in_force = intervals[0].in_force
    facts = []
    if not starts or in_force < starts[0][0]:
        until = starts[0][0] if starts else FOREVER
        nothing: dict[str, FactValue] = {
            "key": "",
            "status": NOT_KNOWN,
            "penal_sanctions": "not stated",
        }
        facts.append(Fact("measure", nothing, Span(in_force, until), intervals[0].basis[:1]))
    for index, (start, measure) in enumerate(starts):
        until = starts[index + 1][0] if index + 1 < len(starts) else FOREVER
        if start < until:
            facts.append(_fact(measure, Span(start, until), basis_of(record, measure)))
    return facts


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
