"""The next formal meeting, for States whose record holds a request that may be taken to one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from compliance_engine.dates.span import Span
from compliance_engine.facts.basis import basis_of_request
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.records.model import Record
from compliance_engine.rulebook.model import Rulebook

FORMAL = ("Meeting of the States Parties", "Review Conference")
ONE_DAY = timedelta(days=1)


def meeting_facts(record: Record, rulebook: Rulebook) -> Iterator[Fact]:
    """Each formal meeting while it is the next of its kind: until the end of its last day."""
    requests = record.article_8.requests
    if not requests:
        return
    first = min(requests, key=lambda one: one.made.first)
    for kind in FORMAL:
        opens = first.made.first
        for meeting in rulebook.meetings:
            if meeting.kind != kind or meeting.closes.last < opens:
                continue
            until = meeting.closes.last + ONE_DAY
            fields: dict[str, FactValue] = {
                "key": meeting.name,
                "kind": kind,
                "opens": Dated.earliest(meeting.opens),
                "closes": Dated.latest(meeting.closes),
                "days_checked": meeting.verified,
            }
            yield Fact("meeting", fields, Span(opens, until), (basis_of_request(record, first),))
            opens = until
