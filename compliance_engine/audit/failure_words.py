"""What could not be used in a run, and what is kept of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.audit.items import FINDING, JUDGED
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.runs import JUDGEMENTS, RECORD, Failure
from compliance_engine.phrases.phrases import Phrases

_HEADINGS = {RECORD: "failed", JUDGEMENTS: "judged failed"}


def failures(outcome: Outcome, language: str) -> Iterator[tuple[str, list[tuple[Failure, str]]]]:
    """How many records, then files of judgements, could not be used, and what is kept of each."""
    phrases = Phrases("audit", language)
    for about, heading in _HEADINGS.items():
        found = [one for one in outcome.run.failures if one.about == about]
        if found:
            told = [(one, _kept(outcome, one, phrases)) for one in found]
            yield phrases.counted(heading, len(found)), told


def _kept(outcome: Outcome, failure: Failure, phrases: Phrases) -> str:
    items = outcome.stale.get(failure.state, ())
    if failure.about == JUDGEMENTS:
        return phrases.counted("judgements kept", sum(one.about == JUDGED for one in items))
    number = sum(one.about == FINDING for one in items)
    return phrases("kept", findings=phrases.counted("findings", number))
