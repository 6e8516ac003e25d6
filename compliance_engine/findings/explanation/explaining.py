"""Why a rule holds of a State, or which condition fails: every test with the values it saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts.model import Fact
from compliance_engine.findings.explanation.steps import (
    Exists,
    Explanation,
    InEffect,
    NoneMatches,
    Step,
)
from compliance_engine.inference.conclusions import Conclusion, finding_facts
from compliance_engine.inference.plain_conditions import pattern_holds, test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.rulebook.conditions import Pattern
from compliance_engine.rulebook.model import Rule
from compliance_engine.rulebook.vocabulary import KEY, FactKind, Verdict


def explain_rule(
    rule: Rule,
    facts: Sequence[Fact],
    conclusions: Sequence[Conclusion],
    kinds: Mapping[str, FactKind],
    as_of: date,
    *,
    key: str | None = None,
) -> tuple[Explanation, ...]:
    """Every conclusion of the rule (only that of one key, if given), or why there is none."""
    found = [
        one for one in conclusions if one.rule.id == rule.id and (key is None or one.key == key)
    ]
    first_level = [one for one in conclusions if one.rule.level == 1]
    today = [fact for fact in facts if as_of in fact.held]
    today += finding_facts(first_level, kinds, as_of)
    explainer = _Explainer(rule, today, kinds, as_of)
    if found:
        return tuple(explainer.conclusion(one) for one in found)
    return (explainer.nearest(key),)


@dataclass(frozen=True)
class _Attempt:
    """How far a rule came with certain facts; the greater `score`, the closer.

    Of two that came as far, a duty that is owed is closer than one that is not, one that is due
    closer than one that will be, and of those the latest.
    """

    score: tuple[int, int, bool, bool, date]
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]


class _Explainer:
    def __init__(
        self, rule: Rule, today: Sequence[Fact], kinds: Mapping[str, FactKind], as_of: date
    ) -> None:
        self._rule = rule
        self._today = today
        self._kinds = kinds
        self._as_of = as_of

    def conclusion(self, conclusion: Conclusion) -> Explanation:
        """Every condition of a rule that holds, with the values that made it hold."""
        bound: dict[str, Fact] = {}
        steps: list[Step] = []
        for pattern, fact in zip(self._rule.logic.when, conclusion.facts, strict=True):
            steps += self._steps(pattern, fact, dict(bound))
            bound[pattern.name] = fact
        steps += [
            Step(pattern.name, NoneMatches(pattern), True, earlier=bound)
            for pattern in self._rule.logic.unless
        ]
        return Explanation(self._rule, tuple(steps), conclusion.facts, conclusion)

    def nearest(self, key: str | None) -> Explanation:
        """The first condition that fails, for the facts that meet the most conditions."""
        in_effect = self._rule.logic.in_effect
        if self._as_of not in in_effect:
            return Explanation(self._rule, (Step("rule", InEffect(in_effect), False),), (), None)
        best = max(self._attempts(key, 0, {}, ()), key=lambda attempt: attempt.score)
        return Explanation(self._rule, best.steps, best.facts, None)

    def _attempts(
        self, key: str | None, position: int, bound: dict[str, Fact], steps: tuple[Step, ...]
    ) -> Iterator[_Attempt]:
        facts = tuple(bound.values())
        if position == len(self._rule.logic.when):
            after, blocking = self._until_blocked(bound)
            yield self._attempt(position, 0, (*facts, *blocking), (*steps, *after))
            return
        pattern = self._rule.logic.when[position]
        wanted = key if position == 0 else None
        candidates = [
            fact
            for fact in self._today
            if fact.kind == pattern.kind and (wanted is None or fact.fields.get(KEY) == wanted)
        ]
        if not candidates:
            nothing = Step(pattern.name, Exists(pattern, wanted), False, earlier=bound)
            yield self._attempt(position, -1, facts, (*steps, nothing))
        for fact in candidates:
            own = self._steps(pattern, fact, bound)
            passed = next((i for i, step in enumerate(own) if not step.holds), len(own))
            if passed == len(own):
                found = {**bound, pattern.name: fact}
                yield from self._attempts(key, position + 1, found, (*steps, *own))
            else:
                kept = (*steps, *own[: passed + 1])
                yield self._attempt(position, passed, (*facts, fact), kept)

    def _attempt(
        self, position: int, passed: int, facts: tuple[Fact, ...], steps: tuple[Step, ...]
    ) -> _Attempt:
        subject = facts[0].fields if facts else {}
        due, owed = subject.get("due"), subject.get("verdict") != Verdict.NOT_OWED
        day = due if isinstance(due, date) else date.min
        return _Attempt((position, passed, owed, day <= self._as_of, day), steps, facts)

    def _steps(self, pattern: Pattern, fact: Fact, bound: Mapping[str, Fact]) -> list[Step]:
        rows = {name: row_of(one, self._kinds) for name, one in bound.items()}
        row = row_of(fact, self._kinds)
        return [
            Step(pattern.name, test, test_holds(test, row, rows, self._as_of), fact, bound)
            for test in pattern.tests
        ]

    def _until_blocked(
        self, bound: Mapping[str, Fact]
    ) -> tuple[tuple[Step, ...], tuple[Fact, ...]]:
        """The patterns of `unless` to the first that finds something, and what that finds."""
        rows = {name: row_of(one, self._kinds) for name, one in bound.items()}
        steps: list[Step] = []
        for pattern in self._rule.logic.unless:
            asked = NoneMatches(pattern)
            for fact in self._today:
                row = row_of(fact, self._kinds)
                if fact.kind == pattern.kind and pattern_holds(pattern, row, rows, self._as_of):
                    steps.append(Step(pattern.name, asked, False, fact, bound))
                    return tuple(steps), (fact,)
            steps.append(Step(pattern.name, asked, True, earlier=bound))
        return tuple(steps), ()
