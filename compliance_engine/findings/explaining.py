"""Why a rule holds of a State, or which condition fails: every test with the values it saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.facts import Fact, FactValue
from compliance_engine.inference import Conclusion, finding_facts
from compliance_engine.inference.plain import pattern_holds, test_holds
from compliance_engine.inference.rows import row_of
from compliance_engine.rulebook import KEY, FactKind, Pattern, Rule
from compliance_engine.rulebook.conditions import Test, references

Values = tuple[tuple[str, FactValue | None], ...]


@dataclass(frozen=True)
class Step:
    """One condition of a rule: whether it holds of a fact, and what the fields named are."""

    pattern: str
    condition: str
    holds: bool
    values: Values = ()
    fact: Fact | None = None


@dataclass(frozen=True)
class Explanation:
    """A rule applied to one State.

    If it holds, `conclusion` has what it found. If not, the last of `steps` is the first
    condition that fails, for the facts that came closest. `facts` are those that matched.
    """

    rule: Rule
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    conclusion: Conclusion | None


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
    """How far a rule came with certain facts; the greater `score`, the closer."""

    score: tuple[int, int, bool, date]
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
            steps += self._steps(pattern, fact, bound)
            bound[pattern.name] = fact
        steps += self._unblocked()
        return Explanation(self._rule, tuple(steps), conclusion.facts, conclusion)

    def nearest(self, key: str | None) -> Explanation:
        """The first condition that fails, for the facts that meet the most conditions."""
        in_effect = self._rule.logic.in_effect
        if self._as_of not in in_effect:
            condition = f"in effect from {in_effect.first}" + (
                f" until {in_effect.until}" if in_effect.ends else ""
            )
            return Explanation(self._rule, (Step("rule", condition, False),), (), None)
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
        candidates = [
            fact
            for fact in self._today
            if fact.kind == pattern.kind
            and (position > 0 or key is None or fact.fields.get(KEY) == key)
        ]
        if not candidates:
            named = f" {key}" if key and position == 0 else ""
            nothing = Step(pattern.name, f"there is a {pattern.kind}{named}", False)
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
        due = facts[0].fields.get("due") if facts else None
        day = due if isinstance(due, date) else date.min
        return _Attempt((position, passed, day <= self._as_of, day), steps, facts)

    def _steps(self, pattern: Pattern, fact: Fact, bound: Mapping[str, Fact]) -> list[Step]:
        rows = {name: row_of(one, self._kinds) for name, one in bound.items()}
        row = row_of(fact, self._kinds)
        return [
            Step(
                pattern.name,
                str(test),
                test_holds(test, row, rows, self._as_of),
                _values(test, fact, bound),
                fact,
            )
            for test in pattern.tests
        ]

    def _until_blocked(
        self, bound: Mapping[str, Fact]
    ) -> tuple[tuple[Step, ...], tuple[Fact, ...]]:
        """The patterns of `unless` to the first that finds something, and what that finds."""
        rows = {name: row_of(one, self._kinds) for name, one in bound.items()}
        steps: list[Step] = []
        for pattern in self._rule.logic.unless:
            for fact in self._today:
                row = row_of(fact, self._kinds)
                if fact.kind == pattern.kind and pattern_holds(pattern, row, rows, self._as_of):
                    seen = [pair for test in pattern.tests for pair in _values(test, fact, bound)]
                    values = tuple(dict(seen).items())
                    steps.append(Step(pattern.name, _none_with(pattern), False, values, fact))
                    return tuple(steps), (fact,)
            steps.append(Step(pattern.name, _none_with(pattern), True))
        return tuple(steps), ()

    def _unblocked(self) -> list[Step]:
        return [
            Step(pattern.name, _none_with(pattern), True) for pattern in self._rule.logic.unless
        ]


def _none_with(pattern: Pattern) -> str:
    tests = " and ".join(str(test) for test in pattern.tests)
    return f"no {pattern.kind} with {tests}"


def _values(test: Test, fact: Fact, bound: Mapping[str, Fact]) -> Values:
    """The value of each field that a test names, None where the fact has none."""
    named = {}
    for ref in references(test):
        of = fact if ref.pattern is None else bound[ref.pattern]
        named[str(ref)] = of.fields.get(ref.field)
    return tuple(named.items())
