"""What is not known, in figures: the matters on which records do not tell, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.model import Undetermined


def not_known(evaluations: Iterable[Evaluation]) -> dict[str, tuple[Undetermined, ...]]:
    """What is not known on the day, by kind of matter in alphabetical order, then by State."""
    found: dict[str, list[Undetermined]] = {}
    for evaluation in sorted(evaluations, key=lambda one: one.state):
        for one in evaluation.undetermined:
            found.setdefault(one.matter, []).append(one)
    return {matter: tuple(found[matter]) for matter in sorted(found)}


def states_of(undetermined: Sequence[Undetermined]) -> tuple[str, ...]:
    """The codes of the States concerned, in alphabetical order."""
    return tuple(sorted({one.state for one in undetermined}))
