"""What changed from one run to the next: each item is in one class of change, or in none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.audit.identity import Names, present_id, under_present_names
from compliance_engine.audit.items import JUDGED, WAIVER, Item
from compliance_engine.judgement.applying import Phase


class Kind(StrEnum):
    """How an item changed. What goes on unchanged has no transition."""

    NEW = "new"
    REOPENED = "reopened"
    CHANGED = "changed"
    REWORDED = "reworded"
    RENAMED = "renamed"
    RESOLVED = "resolved"
    REMOVED = "removed"
    UNDETERMINED = "undetermined"
    KNOWN = "known"
    JUDGED = "judged"
    JUDGEMENT_ENDED = "judgement ended"
    WAIVED = "waived"
    WAIVER_EXPIRED = "waiver expired"
    TAKEN_OUT = "taken out"


WORDING = ("messages", "remedies", "titles", "rule_version")
"""The fields that say the same in other words."""

FORMERLY = "formerly"
"""In the reason of a transition: the id that an item had before."""


@dataclass(frozen=True)
class Transition:
    """A change of an item: what it was `before` and is `after`, and which `fields` differ.

    `reason` says by what a finding was resolved, or a matter became known, where it can be told,
    and of an item that had another id, which.
    """

    kind: Kind
    before: Item | None
    after: Item | None
    fields: tuple[str, ...] = ()
    reason: Mapping[str, str] | None = None

    @property
    def quiet(self) -> bool:
        """Whether it is no news: the same in other words, or an expired judgement tidied away."""
        was = self.before
        tidied = was is not None and was.about == JUDGED and was.content["phase"] == Phase.EXPIRED
        return self.kind in (Kind.REWORDED, Kind.RENAMED) or (tidied and self.after is None)

    @property
    def item(self) -> Item:
        """The item as it is or, if it is no longer there, as it was."""
        item = self.after or self.before
        assert item is not None
        return item


def compare(
    before: Mapping[str, Item],
    after: Mapping[str, Item],
    once: Collection[str] = (),
    renamed: Names | None = None,
    same: Names | None = None,
) -> Iterator[Transition]:
    """The transitions from items to later ones, both by id, in the order of ids.

    `once` are the ids that there were before and that had been resolved since. Items of rules
    that were `renamed` are the same under the new name; so are those that are the `same` by id
    for another reason.
    """
    names, others = renamed or {}, same or {}
    was_called = {}
    for name in before:
        present = others.get(name) or present_id(name, names)
        if present != name and present in after and present not in before:
            was_called[present] = name
    once_called = {present_id(name, names): name for name in once}
    for name in sorted({*before, *after} - {*was_called.values()}):
        was, is_ = before.get(was_called.get(name, name)), after.get(name)
        if was is None:
            assert is_ is not None
            former = once_called.get(name, name)
            reason = _formerly(former) if former != name else None
            yield Transition(_arisen(is_, name in once_called), None, is_, (), reason)
        elif is_ is None:
            yield Transition(_gone(was), was, None)
        elif was.sha256 != is_.sha256:
            yield _altered(was, is_, names)


def changed_fields(was: Item, is_: Item) -> tuple[str, ...]:
    """The names of what differs, in alphabetical order."""
    names = sorted({*was.content, *is_.content})
    return tuple(one for one in names if was.content.get(one) != is_.content.get(one))


def _altered(was: Item, is_: Item, renamed: Names) -> Transition:
    fields = changed_fields(under_present_names(was, renamed), is_)
    reason = _formerly(was.id) if was.id != is_.id else {}
    if was.about == JUDGED and "phase" in fields:
        if is_.content["phase"] == Phase.IN_FORCE:
            return Transition(_begun(is_), was, is_, fields, reason or None)
        ended = {"by": "expired", "on": str(is_.content["until"]), **reason}
        return Transition(_ended(is_), was, is_, fields, ended)
    if not set(fields) <= set(WORDING):
        return Transition(Kind.CHANGED, was, is_, fields, reason or None)
    return Transition(Kind.RENAMED if reason else Kind.REWORDED, was, is_, fields, reason or None)


def _arisen(item: Item, reopened: bool) -> Kind:
    match item.about:
        case "judged":
            return _begun(item) if item.content["phase"] == Phase.IN_FORCE else _ended(item)
        case "matter":
            return Kind.UNDETERMINED
        case _:
            return Kind.REOPENED if reopened else Kind.NEW


def _gone(item: Item) -> Kind:
    match item.about:
        case "judged":
            return Kind.TAKEN_OUT
        case "matter":
            return Kind.KNOWN
        case _:
            return Kind.RESOLVED


def _begun(item: Item) -> Kind:
    return Kind.WAIVED if item.content["kind"] == WAIVER else Kind.JUDGED


def _ended(item: Item) -> Kind:
    return Kind.WAIVER_EXPIRED if item.content["kind"] == WAIVER else Kind.JUDGEMENT_ENDED


def _formerly(name: str) -> dict[str, str]:
    return {FORMERLY: name}
