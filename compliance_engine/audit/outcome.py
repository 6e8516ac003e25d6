"""A run with all that it told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.items import Item
from compliance_engine.audit.letter_news import LetterNews
from compliance_engine.audit.runs import Run
from compliance_engine.audit.standing_judgements import Judgements


@dataclass(frozen=True)
class Outcome:
    """A run that is in the store.

    `items` are all that stand after it; `stale` those among them that are of States whose record
    could not be used. `before` is the run that it was compared with, and `letters` what became of
    letters since that one.
    """

    run: Run
    seal: str
    before: Run | None
    transitions: tuple[Transition, ...]
    items: Mapping[str, Item]
    stale: Mapping[str, Sequence[Item]]
    letters: tuple[LetterNews, ...] = ()

    @cached_property
    def judgements(self) -> Judgements:
        """The judgements that hold after the run."""
        return Judgements.among(self.items.values())

    @cached_property
    def judgements_before(self) -> Judgements:
        """The judgements that held after the run before."""
        items = dict(self.items)
        for one in self.transitions:
            if one.after is not None:
                items.pop(one.after.id)
        was = [one.before for one in self.transitions if one.before is not None]
        return Judgements.among([*items.values(), *was])

    def called_before(self, name: str) -> str:
        """The id that an item had in the run before."""
        return self._called_before.get(name, name)

    @cached_property
    def _called_before(self) -> Mapping[str, str]:
        return {
            one.after.id: one.before.id
            for one in self.transitions
            if one.before is not None and one.after is not None
        }

    @property
    def nothing_changed(self) -> bool:
        """Whether the run saw, used and found the very same as the one before."""
        before, run = self.before, self.run
        return (
            before is not None
            and not self.transitions
            and not run.files_changed
            and run.failures == before.failures
            and run.engine_version == before.engine_version
        )
