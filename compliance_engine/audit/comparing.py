"""What changed from one run to the next: each item is in one class of change, or in none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance_engine.audit.items import FINDING, Item


class Kind(StrEnum):
    """How an item changed. What goes on unchanged has no transition."""

    NEW = "new"
    REOPENED = "reopened"
    CHANGED = "changed"
    REWORDED = "reworded"
    RESOLVED = "resolved"
    UNDETERMINED = "undetermined"
    KNOWN = "known"


WORDING = ("messages", "remedies", "titles", "rule_version")
"""The fields that say the same in other words."""


@dataclass(frozen=True)
class Transition:
    """A change of an item: what it was `before` and is `after`, and which `fields` differ.

    `reason` says by what a finding was resolved, or a matter became known, where it can be told.
    """

    kind: Kind
    before: Item | None
    after: Item | None
    fields: tuple[str, ...] = ()
    reason: Mapping[str, str] | None = None

    @property
    def item(self) -> Item:
        """The item as it is or, if it is no longer there, as it was."""
        item = self.after or self.before
        assert item is not None
        return item


def compare(
    before: Mapping[str, Item], after: Mapping[str, Item], once: Collection[str] = ()
) -> Iterator[Transition]:
    """The transitions from items to later ones, both by id, in the order of ids.

    `once` are the ids that there were before and that had been resolved since.
    """
    for name in sorted({*before, *after}):
        was, is_ = before.get(name), after.get(name)
        if was is None:
            assert is_ is not None
            yield Transition(_arisen(is_, name in once), None, is_)
        elif is_ is None:
            gone = Kind.RESOLVED if was.about == FINDING else Kind.KNOWN
            yield Transition(gone, was, None)
        elif was.sha256 != is_.sha256:
            fields = changed_fields(was, is_)
            only_words = set(fields) <= set(WORDING)
            yield Transition(Kind.REWORDED if only_words else Kind.CHANGED, was, is_, fields)


def changed_fields(was: Item, is_: Item) -> tuple[str, ...]:
    """The names of what differs, in alphabetical order."""
    names = sorted({*was.content, *is_.content})
    return tuple(one for one in names if was.content.get(one) != is_.content.get(one))


def _arisen(item: Item, reopened: bool) -> Kind:
    if item.about != FINDING:
        return Kind.UNDETERMINED
    return Kind.REOPENED if reopened else Kind.NEW
