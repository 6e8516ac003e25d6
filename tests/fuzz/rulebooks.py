"""Random rulebooks on random facts in random order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from random import Random

from compliance_engine.errors import EngineError
from compliance_engine.inference.agreement import AgreeingEvaluators
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.rulebook.conditions import Logic, Pattern
from tests.fuzz.level import Outcome, shorter
from tests.unit.inference import chance, reference
from tests.unit.inference.writing import process

FACTS_FOR_EACH_RULEBOOK = 4
"""To compile a rulebook costs far more than to run it."""


@dataclass(frozen=True)
class RulebookCase:
    """Rules, the rows and the day to match them on, and a number that gives another order."""

    logics: tuple[Logic, ...]
    rows: tuple[Row, ...]
    as_of: date
    order: int


@lru_cache(maxsize=2)
def _rules(seed: int) -> tuple[Logic, ...]:
    return chance.rules(seed)


class Rulebooks:
    """Both evaluators and the reference find the same, in whatever order the facts stand."""

    name = "rulebooks"

    def __init__(self) -> None:
        self._open = ExitStack()
        self._rules: tuple[Logic, ...] = ()
        self._both: AgreeingEvaluators | None = None

    def _evaluators(self, logics: tuple[Logic, ...]) -> AgreeingEvaluators:
        """Both evaluators with these rules; those with other rules are closed."""
        if self._both is None or logics != self._rules:
            self._open.close()
            rete = self._open.enter_context(ReteEvaluator(logics, chance.KINDS, process()))
            self._rules, self._both = logics, AgreeingEvaluators(rete, PlainEvaluator(logics))
        return self._both

    def case(self, number: int) -> RulebookCase:
        """The case of a number; the same rules are tried on several sets of facts."""
        rows, as_of = chance.facts(f"facts {number}")
        return RulebookCase(_rules(number // FACTS_FOR_EACH_RULEBOOK), rows, as_of, number)

    def run(self, case: RulebookCase) -> Outcome:
        """Refused are rules of which the core could not be given all the cases."""
        try:
            both = self._evaluators(case.logics)
        except EngineError:
            return Outcome.REFUSED
        found = both.matches(case.rows, case.as_of)
        expected = reference.matches(case.logics, case.rows, case.as_of)
        assert found == expected, "the reference finds otherwise"
        order = list(range(len(case.rows)))
        Random(case.order).shuffle(order)
        shuffled = both.matches([case.rows[index] for index in order], case.as_of)
        back = {Match(m.rule, tuple(order[index] for index in m.rows)) for m in shuffled}
        assert found == back, "found otherwise in another order"
        return Outcome.COMPARED

    def smaller(self, case: RulebookCase) -> Iterator[RulebookCase]:
        """Fewer rules, fewer rows, fewer patterns and tests, fewer values of a row."""
        for logics in shorter(case.logics):
            yield replace(case, logics=logics)
        for rows in shorter(case.rows):
            yield replace(case, rows=rows)
        for at, logic in enumerate(case.logics):
            for less in _less(logic):
                yield replace(case, logics=(*case.logics[:at], less, *case.logics[at + 1 :]))
        for at, row in enumerate(case.rows):
            for values in shorter(tuple(row.values.items())):
                barer = replace(row, values=dict(values))
                yield replace(case, rows=(*case.rows[:at], barer, *case.rows[at + 1 :]))


def _less(logic: Logic) -> Iterator[Logic]:
    """The rule without a blocking pattern, without its last pattern, or without a test."""
    for unless in shorter(logic.unless):
        yield replace(logic, unless=unless)
    if not logic.unless and logic.when:
        yield replace(logic, when=logic.when[:-1])
    for when in _barer(logic.when):
        yield replace(logic, when=when)
    for unless in _barer(logic.unless):
        yield replace(logic, unless=unless)


def _barer(patterns: tuple[Pattern, ...]) -> Iterator[tuple[Pattern, ...]]:
    """The patterns with fewer tests in one of them."""
    for at, pattern in enumerate(patterns):
        for tests in shorter(pattern.tests):
            yield (*patterns[:at], replace(pattern, tests=tests), *patterns[at + 1 :])
