"""Which findings ask for follow-up: all that are not set aside, or those that newly do."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.audit.comparing import Kind
from compliance_engine.audit.items import Item
from compliance_engine.audit.outcome import Outcome


def to_follow_up(outcome: Outcome) -> Iterator[Item]:
    """The findings that stand and are not set aside by a judgement."""
    judgements = outcome.judgements
    return (one for name, one in judgements.findings.items() if not judgements.sets_aside(name))


def newly_to_follow_up(outcome: Outcome) -> Iterator[Item]:
    """Those of them that are new or reopened, or were set aside until now.

    What arose while it was waived thus counts once the waiver is over, and not before.
    """
    arisen = {one.item.id for one in outcome.transitions if one.kind in (Kind.NEW, Kind.REOPENED)}
    before = outcome.judgements_before
    for one in to_follow_up(outcome):
        if one.id in arisen or before.sets_aside(outcome.called_before(one.id)):
            yield one
