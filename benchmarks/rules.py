"""The rules of the benchmarks: twelve of the real rulebook, and the rulebook made larger."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, islice

from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    FieldRef,
    Logic,
    OneOf,
    Operator,
    Pattern,
    Test,
    references,
)
from compliance_engine.rulebook.model import Rule, Rulebook
from compliance_engine.rulebook.vocabulary import FINDING, KEY, Type

RULES = (
    "article-1/case-open",
    "article-1/case-update-due",
    "article-7/annual-report-late",
    "article-7/annual-report-missed",
    "article-7/annual-report-missed-before-initial",
    "article-7/annual-report-outstanding",
    "article-7/initial-report-late",
    "article-7/initial-report-outstanding",
    "article-7/two-years-silent",
    "article-9/existing-law-penal-sanctions",
    "article-9/legislation-in-progress",
    "article-9/no-measures-reported",
)
"""What every peer has too: selection, joins, negation, sums of dates, and the second level."""

COPY = "-copy-"


def chosen(rulebook: Rulebook) -> Rulebook:
    """The rulebook with the rules of the benchmarks only."""
    return replace(rulebook, rules=tuple(rule for rule in rulebook.rules if rule.id in RULES))


def enlarged(rulebook: Rulebook, rules: int) -> Rulebook:
    """The rulebook with so many rules: the real ones, then copies of them, in turn.

    A copy finds what its original does, but shares none of its patterns. Rules that ask for
    findings of whatever rule are not copied: theirs grow with the square of all others.
    """
    copied = [rule for rule in rulebook.rules if all(map(_names_its_rules, rule.logic.when))]
    copies = (_copy(rule, number) for number in count(1) for rule in copied)
    more = islice(copies, rules - len(rulebook.rules))
    return replace(rulebook, rules=(*rulebook.rules, *more))


def original(rule: str) -> str:
    """The id of the real rule that a rule is, or is a copy of."""
    return rule.partition(COPY)[0]


def _copy(rule: Rule, number: int) -> Rule:
    logic = rule.logic
    named = f"{rule.id}{COPY}{number}"
    return replace(
        rule,
        id=named,
        logic=Logic(
            named,
            tuple(_pattern(pattern, number) for pattern in logic.when),
            tuple(_pattern(pattern, number) for pattern in logic.unless),
            logic.in_effect,
        ),
    )


def _pattern(pattern: Pattern, number: int) -> Pattern:
    """The pattern with a constant of its own, which no fact has for its key."""
    own = Comparison(
        FieldRef(None, KEY, Type.TEXT), Operator.UNEQUAL, Constant(f"no {number}", Type.TEXT)
    )
    tests = pattern.tests
    if pattern.kind == FINDING:
        tests = tuple(_on_copy(test, number) for test in tests)
    return replace(pattern, tests=(own, *tests))


def _names_its_rules(pattern: Pattern) -> bool:
    """Whether a pattern, if it is of findings, says of which rules."""
    named = {ref.field for test in pattern.tests for ref in references(test)}
    return pattern.kind != FINDING or "rule" in named


def _on_copy(test: Test, number: int) -> Test:
    """A test of which rule a finding is of, asking for the copy of that rule."""
    match test:
        case Comparison(FieldRef(None, "rule"), _, Constant() as rule):
            return replace(test, right=_renamed(rule, number))
        case OneOf(FieldRef(None, "rule"), rules):
            return replace(test, values=tuple(_renamed(rule, number) for rule in rules))
        case _:
            return test


def _renamed(rule: Constant, number: int) -> Constant:
    return replace(rule, value=f"{rule.value}{COPY}{number}")
