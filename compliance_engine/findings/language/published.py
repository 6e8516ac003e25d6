"""Who published a source, of what kind and when, and how it was read, in words."""

from __future__ import annotations

from compliance_engine.findings.language.written import written
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.model import Record


def published_in_words(record: Record, name: str, language: str) -> str:
    """Who published a source, of what kind, on which day, and how it was read."""
    words = Phrases("confidence", language)
    source, publisher = record.sources[name], record.scale.publisher_of(name)
    known = publisher.name != ""
    parts = [publisher.title if known else words("no publisher"), words(f"kind {publisher.kind}")]
    if source.date is not None:
        parts.append(words("dated", day=written(language).date(source.date)))
    elif source.seen is not None:
        parts.append(words("seen", day=written(language).day(source.seen)))
    parts.append(words(f"read {source.read}", by=source.by))
    if source.through is not None:
        copy = record.scale.publishers.get(source.through)
        parts.append(words("through", through=copy.title if copy else source.through))
    if source.carries is not None:
        whose = record.scale.publishers.get(source.carries)
        parts.append(words("carries", carries=whose.title if whose else source.carries))
    return ", ".join(parts)
