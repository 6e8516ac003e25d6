"""How a source is named in a note."""

from __future__ import annotations

from collections.abc import Iterable

from compliance_engine.records.statement import Source
from compliance_engine.reports.brief.wording import Words


def named_sources(sources: Iterable[Source], words: Words) -> str:
    """Sources by their titles, days and addresses."""
    return words.say("between two").join(dict.fromkeys(_named(one) for one in sources))


def _named(source: Source) -> str:
    """The title, the day unless the title has it, and the address."""
    day = None if source.date is None or str(source.date) in source.title else str(source.date)
    return ", ".join(part for part in (source.title, day, source.url) if part)
