"""The Rete evaluator: rules compiled for the C core of durable_rules.

The rules do all the matching, validity in time included. Nothing is filtered here beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Self

from compliance_engine.errors import EngineError
from compliance_engine.inference import batch
from compliance_engine.inference.comparisons import alias
from compliance_engine.inference.core import CoreRuleset
from compliance_engine.inference.lint import check_rulesets
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.rulesets import compile_rules
from compliance_engine.inference.schema import check_rows, check_rules
from compliance_engine.rulebook.conditions import Logic
from compliance_engine.rulebook.vocabulary import FactKind


class ReteEvaluator:
    """Finds matches with durable_rules. A context manager: it holds memory of the core.

    The rules must not look at facts that they themselves lead to: every level of a rulebook
    has its own evaluator.
    """

    name = "rete"

    def __init__(self, logics: Sequence[Logic], kinds: Mapping[str, FactKind]) -> None:
        """Raises EngineError for rules that the core cannot be given."""
        self._kinds = kinds
        check_rules(logics, kinds)
        self._rulesets = compile_rules(logics)
        rules = [ruleset.rules for ruleset in self._rulesets]
        self._limit = check_rulesets(rules)
        self._cores = [CoreRuleset(one) for one in rules]
        self._open = True

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """All matches on a day. Raises EngineError if they cannot be trusted to be that."""
        if not self._open:
            raise EngineError("the evaluator is closed")
        check_rows(rows, self._kinds, self._limit)
        found: set[Match] = set()
        for ruleset, core in zip(self._rulesets, self._cores, strict=True):
            facts = batch.facts(rows, ruleset.looks_at)
            frames = core.run([fact for _, fact in facts], batch.trigger(as_of, ruleset.looks_at))
            for name, matched in frames.items():
                rule = ruleset.stands_for[name]
                aliases = [alias(slot) for slot in range(1, len(rule.when) + 1)]
                found.update(
                    Match(rule.rule, tuple(facts[frame[one]][0] for one in aliases))
                    for frame in matched
                )
        return frozenset(found)

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        """All matches on each of several days. Raises EngineError like `matches`."""
        return tuple(self.matches(rows, day) for day in days)

    def close(self) -> None:
        """Gives the memory of the core back."""
        self._open = False
        for core in self._cores:
            core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
