"""What rules and duties have to do with each other, from what the conditions of rules name."""

from __future__ import annotations

from collections.abc import Iterator

from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    FieldRef,
    OneOf,
    Operator,
    Pattern,
)
from compliance_engine.rulebook.model import Duty, Rule, Rulebook
from compliance_engine.rulebook.vocabulary import FINDING

_DUTY = "duty"


def rules_beneath(rule: Rule) -> tuple[str, ...]:
    """The ids of the first-level rules whose findings a rule of the second level asks about."""
    named = [
        value
        for pattern in (*rule.logic.when, *rule.logic.unless)
        if pattern.kind == FINDING
        for value in _values(pattern, "rule")
    ]
    return tuple(dict.fromkeys(named))


def rules_above(rule: Rule, rulebook: Rulebook) -> tuple[str, ...]:
    """The ids of the second-level rules that ask about the findings of a rule."""
    return tuple(one.id for one in rulebook.rules if rule.id in rules_beneath(one))


def duties_asked(rule: Rule, rulebook: Rulebook) -> tuple[Duty, ...]:
    """The duties that a rule asks about, itself or through the rules that it rests on."""
    asked = [rule, *(rulebook.rule(name) for name in rules_beneath(rule))]
    kinds = {
        value
        for one in asked
        for pattern in (*one.logic.when, *one.logic.unless)
        if pattern.kind in (_DUTY, FINDING)
        for value in _values(pattern, "kind")
    }
    return tuple(duty for duty in rulebook.duties if duty.kind in kinds)


def _values(pattern: Pattern, field: str) -> Iterator[str]:
    """The values of its own field that a pattern asks for."""
    for test in pattern.tests:
        match test:
            case Comparison(
                left=FieldRef(pattern=None, field=name),
                operator=Operator.EQUAL,
                right=Constant(value=str() as value),
            ) if name == field:
                yield value
            case OneOf(field=FieldRef(pattern=None, field=name), negated=False) if name == field:
                yield from (str(one.value) for one in test.values)
