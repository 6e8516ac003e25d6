"""The engine's evaluators as the peers are run: from rows to findings, both levels of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial

from benchmarks.peers.interface import Finding
from compliance_engine.inference.model import Evaluator, Match, Row, Scalar
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.rete import ReteEvaluator
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import FINDING, KEY

LEVELS = (1, 2)


class Levels:
    """One evaluator for the rules of each level, the first before the second."""

    def __init__(self, rulebook: Rulebook, evaluators: Sequence[Evaluator]) -> None:
        self._evaluators = evaluators
        self._fields = rulebook.kinds[FINDING].fields
        self._rules = {rule.id: rule for rule in rulebook.rules}

    def findings(self, states: Mapping[str, Sequence[Row]], as_of: date) -> set[Finding]:
        """What the rules find of these States on the day.

        A level is begun for all States before the first is waited for.
        """
        known = {state: list(rows) for state, rows in states.items()}
        found: set[Finding] = set()
        for evaluator in self._evaluators:
            begun = [(state, self._begun(evaluator, known[state], as_of)) for state in states]
            for state, matches in begun:
                rows = known[state]
                subjects = sorted({(match.rule, match.rows[0]) for match in matches()})
                found |= {(state, rule, rows[row].key) for rule, row in subjects}
                rows += [self._finding(rule, rows[row], as_of) for rule, row in subjects]
        return found

    def _begun(
        self, evaluator: Evaluator, rows: Sequence[Row], as_of: date
    ) -> Callable[[], frozenset[Match]]:
        if isinstance(evaluator, ReteEvaluator):
            begun = evaluator.begin(rows, (as_of,))
            return lambda: begun()[0]
        return partial(evaluator.matches, rows, as_of)

    def _finding(self, rule: str, subject: Row, as_of: date) -> Row:
        """A finding of the first level as the second level sees it."""
        values: dict[str, Scalar] = {
            name: value for name, value in subject.values.items() if name in self._fields
        }
        of = self._rules[rule]
        values |= {
            KEY: subject.key,
            "rule": rule,
            "article": of.article.partition("(")[0],
            "nature": of.nature,
            "follows_up": of.follow_up is not None,
        }
        return Row(FINDING, values, as_of.toordinal(), as_of.toordinal() + 1)


@contextmanager
def rete_and_plain(rulebook: Rulebook) -> Iterator[Mapping[str, Levels]]:
    """Both evaluators with the rules of a rulebook."""
    levels = [[rule.logic for rule in rulebook.rules if rule.level == level] for level in (1, 2)]
    with ExitStack() as stack:
        rete = [stack.enter_context(ReteEvaluator(logics, rulebook.kinds)) for logics in levels]
        plain = [PlainEvaluator(logics) for logics in levels]
        yield {"rete": Levels(rulebook, rete), "plain": Levels(rulebook, plain)}
