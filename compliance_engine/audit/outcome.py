"""A run with all that it told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.items import Item
from compliance_engine.audit.runs import Run


@dataclass(frozen=True)
class Outcome:
    """A run that is in the store.

    `items` are all that stand after it; `stale` those among them that are of States whose record
    could not be used. `before` is the run that it was compared with.
    """

    run: Run
    seal: str
    before: Run | None
    transitions: tuple[Transition, ...]
    items: Mapping[str, Item]
    stale: Mapping[str, Sequence[Item]]

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
