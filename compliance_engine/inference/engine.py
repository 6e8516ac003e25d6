"""From a State's facts to what the rules conclude of it on a day.

First-level rules match facts; what they conclude are facts for the second level, which runs
after all of the first. Nothing is ever retracted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from types import TracebackType
from typing import Literal, Self

from compliance_engine.dates import Span
from compliance_engine.errors import EngineError
from compliance_engine.facts import Fact, FactValue
from compliance_engine.inference.agreement import AgreeingEvaluators
from compliance_engine.inference.model import Evaluator, Match
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.rows import row_of
from compliance_engine.rulebook import FINDING, KEY, FactKind, Logic, Rule, Rulebook

EngineChoice = Literal["both", "rete", "plain"]
LEVELS = (1, 2)


@dataclass(frozen=True)
class Conclusion:
    """A rule that holds of a State: the facts its patterns found, in their order.

    A rule of the second level `rests_on` conclusions of the first.
    """

    rule: Rule
    facts: tuple[Fact, ...]
    rests_on: tuple[Conclusion, ...] = ()

    @property
    def key(self) -> str:
        """What tells it apart from other conclusions of the rule: the key of its subject."""
        return str(self.facts[0].fields[KEY])

    @property
    def named(self) -> Mapping[str, Fact]:
        """The facts by the names that the rule gives them."""
        patterns = self.rule.logic.when
        return {pattern.name: fact for pattern, fact in zip(patterns, self.facts, strict=True)}


class Engine:
    """The rules of a rulebook, ready to be run on one State after another.

    Further `questions` can be asked of a State beside them; they may name what rules of the first
    level conclude.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        choice: EngineChoice = "both",
        questions: Sequence[Logic] = (),
    ) -> None:
        self.choice = choice
        self._kinds = rulebook.kinds
        self._rules = {rule.id: rule for rule in rulebook.rules}
        self._open = ExitStack()
        self._evaluators = [
            self._evaluator([rule.logic for rule in rulebook.rules if rule.level == level], choice)
            for level in LEVELS
        ]
        self._questions = self._evaluator(questions, choice)

    def _evaluator(self, logics: Sequence[Logic], choice: EngineChoice) -> Evaluator:
        if choice == "plain":
            return PlainEvaluator(logics)
        from compliance_engine.inference.rete import ReteEvaluator

        rete = self._open.enter_context(ReteEvaluator(logics, self._kinds))
        return rete if choice == "rete" else AgreeingEvaluators(rete, PlainEvaluator(logics))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def conclude(self, state: str, facts: Sequence[Fact], as_of: date) -> tuple[Conclusion, ...]:
        """What the rules conclude of a State on a day, in a fixed order.

        Raises EngineError, naming the State, if the evaluators disagree or one of them fails.
        """
        rows = [row_of(fact, self._kinds) for fact in facts]
        known = list(facts)
        first: list[Conclusion] = []
        conclusions: list[Conclusion] = []
        for evaluator in self._evaluators:
            try:
                matches = evaluator.matches(rows, as_of)
            except EngineError as error:
                raise type(error)(f"{state}: {error}") from error
            concluded = _concluded(self._rules, matches, known, first, len(facts))
            conclusions += concluded
            first = concluded
            derived = finding_facts(concluded, self._kinds, as_of)
            known += derived
            rows += [row_of(fact, self._kinds) for fact in derived]
        return tuple(conclusions)

    def answers(self, state: str, facts: Sequence[Fact], as_of: date) -> frozenset[str]:
        """Which of the further questions hold of a State on a day, by name.

        Raises EngineError, naming the State, if the evaluators disagree or one of them fails.
        """
        first = [one for one in self.conclude(state, facts, as_of) if one.rule.level == 1]
        known = [*facts, *finding_facts(first, self._kinds, as_of)]
        rows = [row_of(fact, self._kinds) for fact in known]
        try:
            matches = self._questions.matches(rows, as_of)
        except EngineError as error:
            raise type(error)(f"{state}: {error}") from error
        return frozenset(match.rule for match in matches)


def _concluded(
    rules: Mapping[str, Rule],
    matches: frozenset[Match],
    known: Sequence[Fact],
    first: Sequence[Conclusion],
    given: int,
) -> list[Conclusion]:
    """One conclusion for each rule and subject: the first match, where there are several.

    It rests on the conclusions that any of them found.
    """
    grouped: dict[tuple[str, int], list[Match]] = {}
    for match in sorted(matches):
        grouped.setdefault((match.rule, match.rows[0]), []).append(match)
    return [
        Conclusion(
            rules[rule],
            tuple(known[row] for row in group[0].rows),
            tuple(first[row - given] for row in _rows(group) if row >= given),
        )
        for (rule, _), group in grouped.items()
    ]


def _rows(matches: Sequence[Match]) -> list[int]:
    """The rows of all matches, those of the first one first, each once."""
    return list(dict.fromkeys(row for match in matches for row in match.rows))


def finding_facts(
    conclusions: Sequence[Conclusion], kinds: Mapping[str, FactKind], as_of: date
) -> list[Fact]:
    """Conclusions as facts of their day, with what rules can ask of the duty concerned."""
    return [_finding_fact(one, as_of, kinds[FINDING]) for one in conclusions]


def _finding_fact(conclusion: Conclusion, as_of: date, kind: FactKind) -> Fact:
    subject = conclusion.facts[0]
    fields: dict[str, FactValue] = {
        name: value for name, value in subject.fields.items() if name in kind.fields
    }
    rule = conclusion.rule
    fields |= {
        KEY: conclusion.key,
        "rule": rule.id,
        "article": rule.article.partition("(")[0],
        "nature": rule.nature,
        "follows_up": rule.follow_up is not None,
    }
    held = Span(as_of, as_of + timedelta(days=1))
    basis = tuple(dict.fromkeys(basis for fact in conclusion.facts for basis in fact.basis))
    return Fact(FINDING, fields, held, basis, subject.working)
