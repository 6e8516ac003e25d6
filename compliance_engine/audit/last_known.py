"""What is kept of States of which a file cannot be used: as last known, never as resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compliance_engine.audit.items import JUDGED, Item
from compliance_engine.audit.judging import judged_items, kept_until
from compliance_engine.audit.night import Night
from compliance_engine.audit.runs import JUDGEMENTS, RECORD
from compliance_engine.rulebook.model import Rulebook


def as_last_known(kept: Iterable[Item], night: Night, rulebook: Rulebook) -> Mapping[str, Item]:
    """What holds of the States that failed, by id, of what was `kept` of the run before.

    Where the record cannot be used, its findings are kept, and judgements are laid beside these.
    Where the file of judgements cannot be used, these are kept until their last day.
    """
    unread = {one.state for one in night.failures if one.about == RECORD}
    unjudged = {one.state for one in night.failures if one.about == JUDGEMENTS}
    given = tuple(kept)
    stale = [one for one in given if one.about != JUDGED and one.state in unread]
    stale += [
        kept_until(one, night.as_of)
        for one in given
        if one.about == JUDGED and one.state in unjudged
    ]
    for code in sorted(unread - unjudged):
        of_state = [one for one in stale if one.state == code]
        stale += judged_items(of_state, night.judgements.get(code, ()), rulebook, night.as_of)
    return {one.id: one for one in stale}
