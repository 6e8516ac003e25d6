"""Judgements as items of a run: the one on each subject, as it stands on the day.

A subject is a finding, or a rule on a State. Its judgement is the one in force or else, so that it
can be told that it has expired, the last one. None makes anything met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from compliance_engine.audit.identity import under_present_names
from compliance_engine.audit.items import DETERMINATION, FINDING, JUDGED, WAIVER, Content, Item
from compliance_engine.audit.making import finding_of_item
from compliance_engine.dates.partial import parse_day
from compliance_engine.dates.span import Span
from compliance_engine.errors import Place
from compliance_engine.findings.model import Check
from compliance_engine.judgement.applying import Judged, Line, Phase, apply
from compliance_engine.judgement.model import Decision, Determination, Judgement, Waiver
from compliance_engine.judgement.reading import FOLDER
from compliance_engine.rulebook.model import Rulebook

WAIVED = "waived"
"""What a waiver decides, in a word."""

ALL = "*"
"""The key of a judgement on all findings of a rule."""

_ONE_DAY = timedelta(days=1)


def judged_items(
    items: Iterable[Item], judgements: Iterable[Judgement], rulebook: Rulebook, as_of: date
) -> Iterator[Item]:
    """An item for each subject judged, those whose first day is to come left out.

    `items` are those of the States that the judgements are on.
    """
    renamed = rulebook.renamed
    found = [under_present_names(one, renamed) for one in items if one.about == FINDING]
    check = Check(as_of, None, 0, tuple(map(finding_of_item, found)), (), {})
    titles: dict[str, Mapping[str, str]] = {rule.id: rule.title for rule in rulebook.rules}
    last: dict[str, Line] = {}
    for line in apply(check, judgements, as_of).lines:
        if line.phase is not Phase.NOT_YET:
            subject, one = line.judgement.subject, line.judgement
            if subject not in last or last[subject].judgement.last < one.last:
                last[subject] = line
    for line in last.values():
        rule = line.judgement.rule
        yield _item(line, titles.get(rule, {"en": rule}))


def _item(line: Line, titles: Mapping[str, str]) -> Item:
    one, in_force = line.judgement, line.phase is Phase.IN_FORCE
    key = ALL if one.key is None else one.key
    on = None if one.key is None or not in_force else next(iter(line.findings), None)
    return Item(
        {
            "about": JUDGED,
            "id": "/".join(part for part in (one.state, JUDGED, one.rule, key) if part),
            "state": one.state,
            "rule": one.rule,
            "key": one.key,
            "finding": one.finding,
            "titles": dict(titles),
            "kind": WAIVER if isinstance(one, Waiver) else DETERMINATION,
            "judgement": str(one.decision) if isinstance(one, Determination) else WAIVED,
            "from": one.held.first.isoformat(),
            "until": one.last.isoformat(),
            "by": one.by,
            "reason": one.reason,
            "source": one.source if isinstance(one, Determination) else None,
            "phase": str(line.phase),
            "on": on,
            "unused": line.unused,
            "perhaps": line.perhaps,
            "changed": {name: list(of) for name, of in line.changed.items()} if in_force else {},
        }
    )


def kept_until(item: Item, as_of: date) -> Item:
    """A judgement whose file cannot be read, as last known: on the day it may have expired."""
    if item.content["phase"] != Phase.IN_FORCE or parse_day(item.content["until"]) >= as_of:
        return item
    gone = {"phase": str(Phase.EXPIRED), "on": None, "unused": False, "perhaps": None}
    return Item({**item.content, **gone, "changed": {}})


def judgement_of(item: Item) -> Judgement:
    """The judgement of an item, without its line in the file and what was said when judged."""
    was = item.content
    held = Span(parse_day(was["from"]), parse_day(was["until"]) + _ONE_DAY)
    place = Place(f"{FOLDER}/{was['state']}.yaml")
    common = Waiver(
        was["state"], was["rule"], was["key"], held, was["by"], was["reason"], {}, place
    )
    if was["kind"] == WAIVER:
        return common
    return Determination(**vars(common), decision=Decision(was["judgement"]), source=was["source"])


def judged_of(item: Item, finding: str) -> Judged:
    """What an item decides on a finding, and in what that has changed since."""
    changed: Content = item.content["changed"]
    return Judged(judgement_of(item), tuple(changed.get(finding, ())))
