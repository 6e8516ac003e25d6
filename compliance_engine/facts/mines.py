"""Mines that a State keeps or has found: what is known of them over time (Articles 3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from compliance_engine.dates.partial import PartialDate
from compliance_engine.dates.span import FOREVER, Span
from compliance_engine.facts.basis import basis_of
from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.records.articles import FoundStock
from compliance_engine.records.model import Record

ONE_DAY = timedelta(days=1)


def retained_facts(record: Record) -> Iterator[Fact]:
    """The number of mines retained, from the day a source said so until the next one did.

    A statement without any date belongs to no day, and tells nothing here.
    """
    dated = [(one.known, one) for one in record.article_3 if one.known is not None]
    dated.sort(key=lambda pair: pair[0].last)
    for index, (known, one) in enumerate(dated):
        until = dated[index + 1][0].last if index + 1 < len(dated) else FOREVER
        if known.last < until:
            fields: dict[str, FactValue] = {
                "key": "",
                "mines": one.mines,
                "known": Dated.earliest(known),
            }
            yield Fact("retained", fields, Span(known.last, until), (basis_of(record, one),))


def stock_facts(record: Record) -> Iterator[Fact]:
    """Each stock found later, from the latest possible day on which it was found."""
    for found in record.article_4.found_later if record.article_4 else ():
        first = found.found.last
        always: dict[str, FactValue] = {"key": str(found.found), "found": Dated.latest(found.found)}
        if found.mines is not None:
            always["mines"] = found.mines
        for held, fields in _destruction(found):
            shared = held.shared_with(Span(first))
            if shared is not None:
                yield Fact("stock", always | fields, shared, (basis_of(record, found),))


def _destruction(found: FoundStock) -> Iterator[tuple[Span, dict[str, FactValue]]]:
    """What is known of the destruction, one span of days after the other."""
    match found.destroyed:
        case PartialDate() as when:
            begins = when.first if not when.open_start else found.found.last
            if found.found.last < begins:
                yield Span(found.found.last, begins), {"status": "not destroyed"}
            if begins < when.last:
                yield Span(begins, when.last), {"status": "not known"}
            yield Span(when.last), {"status": "destroyed", "destroyed": Dated.latest(when)}
        case "none" if found.known is not None:
            known: dict[str, FactValue] = {"known": Dated.earliest(found.known)}
            after = max(found.known.first + ONE_DAY, found.found.last)
            if found.found.last < after:
                yield Span(found.found.last, after), {"status": "not destroyed", **known}
            yield Span(after), {"status": "last known not destroyed", **known}
        case _:
            yield Span(found.found.last), {"status": "not known"}
