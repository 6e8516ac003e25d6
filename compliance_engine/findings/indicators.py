"""A plan's indicators on a day: of which States, how many, and of how many it is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.rulebook.commitments import Indicator, Plan
from compliance_engine.rulebook.conditions import Logic


@dataclass(frozen=True)
class Counted:
    """One indicator, counted on a day, by the codes of States in alphabetical order.

    `counted` and `undetermined` are parts of `of`, and no State is in both.
    """

    indicator: Indicator
    of: tuple[str, ...]
    counted: tuple[str, ...]
    undetermined: tuple[str, ...]

    @property
    def percentages(self) -> tuple[float, float] | None:
        """Of a hundred States concerned, how many count at least and at most.

        At most, if all of which it is not known did. None where no State is concerned.
        """
        if not self.of:
            return None
        least, most = len(self.counted), len(self.counted) + len(self.undetermined)
        return 100 * least / len(self.of), 100 * most / len(self.of)


def questions_of(plan: Plan) -> tuple[Logic, ...]:
    """What is asked of every State for the indicators of a plan."""
    return tuple(
        logic for one in plan.indicators for logic in (one.of, one.counted, one.undetermined)
    )


def count_indicators(plan: Plan, answers: Mapping[str, frozenset[str]]) -> tuple[Counted, ...]:
    """The indicators of a plan, from what holds of each State of what is asked."""
    return tuple(_counted(one, answers) for one in plan.indicators)


def _counted(indicator: Indicator, answers: Mapping[str, frozenset[str]]) -> Counted:
    of = [code for code, held in answers.items() if indicator.of.rule in held]
    counted = [code for code in of if indicator.counted.rule in answers[code]]
    unknown = [
        code for code in of if code not in counted and indicator.undetermined.rule in answers[code]
    ]
    return Counted(indicator, tuple(of), tuple(counted), tuple(unknown))
