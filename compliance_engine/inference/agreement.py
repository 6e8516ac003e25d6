"""Two evaluators that must agree: a match that only one of them finds is worth nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compliance_engine.errors import EngineError
from compliance_engine.inference.model import BeginningEvaluator, Evaluator, Match, Row


class DisagreementError(EngineError):
    """The evaluators found different matches. Nothing of the run may be used."""


class AgreeingEvaluators:
    """Runs two evaluators on everything and lets through only what both find.

    The first has its own process; the `other` works in this one at the same time.
    """

    name = "both"

    def __init__(self, one: BeginningEvaluator, other: Evaluator) -> None:
        self._one = one
        self.other = other

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """The matches of both. Raises DisagreementError with what only one of them found."""
        return self.matches_on(rows, (as_of,))[0]

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        """The matches of both on each of several days. Raises DisagreementError."""
        begun = self._one.begin(rows, days)
        theirs = self.other.matches_on(rows, days)
        mine = begun()
        for day, one, other in zip(days, mine, theirs, strict=True):
            if one != other:
                raise DisagreementError(
                    f"the evaluators disagree as of {day}: "
                    + _only(self._one.name, one - other)
                    + _only(self.other.name, other - one)
                    + "nothing of this run may be used; please report it with the record and "
                    "the rule"
                )
        return mine


def _only(name: str, matches: frozenset[Match]) -> str:
    if not matches:
        return ""
    listed = ", ".join(f"{match.rule} on facts {match.rows}" for match in sorted(matches))
    return f"only {name} found {listed}; "
