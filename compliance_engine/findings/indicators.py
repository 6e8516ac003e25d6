"""A plan's indicators on a day: of which States, how many, and of how many it is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance_engine.findings.evaluating import facts_on
from compliance_engine.inference import Engine, EngineChoice
from compliance_engine.records import Record
from compliance_engine.rulebook import Indicator, Plan, Rulebook


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


def count_indicators(
    records: Mapping[str, Record],
    rulebook: Rulebook,
    plan: Plan,
    choice: EngineChoice,
    *,
    as_of: date,
    known_at: date | None = None,
) -> tuple[Counted, ...]:
    """The indicators of a plan on a day on which it is in effect.

    Raises EngineError if the evaluators cannot be relied on for some State.
    """
    questions = [
        logic for one in plan.indicators for logic in (one.of, one.counted, one.undetermined)
    ]
    answers: dict[str, frozenset[str]] = {}
    with Engine(rulebook, choice, questions) as engine:
        for code, record in sorted(records.items()):
            facts = facts_on(record, rulebook, as_of, known_at)
            answers[code] = engine.answers(code, facts, as_of)
    return tuple(_counted(one, answers) for one in plan.indicators)


def _counted(indicator: Indicator, answers: Mapping[str, frozenset[str]]) -> Counted:
    of = [code for code, held in answers.items() if indicator.of.rule in held]
    counted = [code for code in of if indicator.counted.rule in answers[code]]
    unknown = [
        code for code in of if code not in counted and indicator.undetermined.rule in answers[code]
    ]
    return Counted(indicator, tuple(of), tuple(counted), tuple(unknown))
