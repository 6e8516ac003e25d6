"""The lines of a record and the sources that what is said of a State rests on."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_engine.facts.model import Basis
from compliance_engine.reports.page.gathering import Gathered
from compliance_engine.reports.page.shown import OnRecord


class Citing:
    """Where the record of a State says things, by the numbers of lines and sources."""

    def __init__(self, one: Gathered) -> None:
        self._numbers = {name: number for number, name in enumerate(one.record.sources, start=1)}
        memberships = [fact for fact in one.facts if fact.kind == "membership"]
        self._of_membership = {basis for fact in memberships for basis in fact.basis}
        self.membership = self._named(self._of_membership)

    def of(self, basis: Sequence[Basis], *, besides_membership: bool = False) -> OnRecord:
        """What something rests on beside the State's membership.

        If that is all, its place too, unless only what stands `besides_membership` is wanted.
        """
        own = [one for one in basis if one not in self._of_membership]
        return self._named(own if own or besides_membership else basis)

    def _named(self, basis: Sequence[Basis] | set[Basis]) -> OnRecord:
        lines = {one.place.line for one in basis}
        sources = {self._numbers[name] for one in basis for name in one.sources}
        return OnRecord(tuple(sorted(lines)), tuple(sorted(sources)))
