"""What a rule checks: in sentences, and condition by condition."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.cli.rendering.sections import Block, Prose, Rows
from compliance_engine.findings.language.conditions import ConditionsInWords
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.conditions import Pattern
from compliance_engine.rulebook.model import Rule, Rulebook

_WIDTHS = (26, 58, None)


def checks_told(rule: Rule, rulebook: Rulebook, language: str) -> Iterator[Block]:
    """What it looks for, as prose; then a table of every condition beside what it means."""
    told = _Checks(rule, rulebook, language)
    yield Prose(told.prose())
    yield Rows(told.header(), tuple(told.rows()), _WIDTHS, code=(1,))


class _Checks:
    def __init__(self, rule: Rule, rulebook: Rulebook, language: str) -> None:
        self._logic = rule.logic
        self._conditions = ConditionsInWords(rule, rulebook, language)
        self._words = Phrases("rule", language)

    def prose(self) -> str:
        subject, *others = self._logic.when
        told = [self._said(subject, "looks at", "looks at any")]
        told += [self._said(one, "and also", "and any") for one in others]
        told += [self._said(one, "unless", "unless any") for one in self._logic.unless]
        return " ".join([*told, self._words("missing")])

    def header(self) -> tuple[str, ...]:
        return tuple(self._words(key) for key in ("about", "condition", "meaning"))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        names = self._conditions.names
        for pattern in self._logic.when:
            yield from self._rows_of(pattern, names.any_of(pattern))
        for pattern in self._logic.unless:
            named = self._words("unless pattern", thing=names.any_of(pattern))
            yield from self._rows_of(pattern, named)

    def _rows_of(self, pattern: Pattern, named: str) -> Iterator[tuple[str, str, str]]:
        if not pattern.tests:
            yield named, "", self._conditions.names.meaning(pattern.kind)
        for index, test in enumerate(pattern.tests):
            yield "" if index else named, str(test), self._conditions.test(test, pattern.name)

    def _said(self, pattern: Pattern, key: str, key_of_any: str) -> str:
        """A pattern with its conditions, or that any fact of its kind will do."""
        tests = [self._conditions.test(test, pattern.name) for test in pattern.tests]
        return self._words(
            key if tests else key_of_any,
            thing=self._conditions.names.any_of(pattern),
            meaning=self._conditions.names.meaning(pattern.kind),
            tests=self._words("between tests").join(tests),
        )
