"""Communications about a State's standing that change nothing by themselves."""

from __future__ import annotations

from compliance_engine.dates.span import Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Dated, Fact, Working
from compliance_engine.records.model import Record
from compliance_engine.rulebook.treaty import Treaty


def notice_facts(record: Record, treaty: Treaty) -> list[Fact]:
    """The notices of which the treaty's file says something, from their latest possible day."""
    facts = []
    for event in record.events:
        said = treaty.notices.get(event.event)
        if said is None:
            continue
        given = Dated.latest(event.date, inferred="date" in event.inferred)
        facts.append(
            Fact(
                "notice",
                {"key": str(event.date), "kind": event.event, "given": given, "what": event.what},
                Span(given.day),
                (basis_of(record, event),),
                (Working(said.texts, {"membership": {"given": given}}, said.cites),),
            )
        )
    return facts
