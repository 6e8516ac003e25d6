"""What is said where a rule cannot be decided or run, word for word."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance_engine.errors import EngineError
from compliance_engine.inference.cases import cases
from compliance_engine.inference.lint import check_rulesets
from compliance_engine.inference.rulesets import compile_rules
from compliance_engine.inference.terms import atoms
from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    FieldRef,
    OneOf,
    Operator,
    Sum,
    Test,
)
from compliance_engine.rulebook.vocabulary import Type
from tests.unit.inference.test_lint import BREAKS, compiled
from tests.unit.inference.writing import rule, when

KIND = FieldRef(None, "kind", Type.TEXT)
FLAG = FieldRef(None, "estimated", Type.FLAG)
DAYS = FieldRef(None, "days", Type.COUNT)
DUE = FieldRef("later", "due", Type.DATE)


@pytest.mark.parametrize(
    ("test", "message"),
    [
        (
            Comparison(KIND, Operator.LESS, Constant("b", Type.TEXT)),
            "'kind < \"b\"' cannot be decided: a text has no order",
        ),
        (
            Comparison(KIND, Operator.EQUAL, FLAG),
            "'kind == estimated' compares a text with a yes or no",
        ),
        (
            Comparison(Sum(KIND, KIND, False, Type.TEXT), Operator.EQUAL, KIND),
            "'kind + kind == kind' cannot be decided: it adds up what is no number",
        ),
        (
            Comparison(KIND, Operator.EQUAL, Constant(1, Type.TEXT)),
            "Constant(value=1, type=<Type.TEXT: 'text'>) is not a text",
        ),
        (
            Comparison(DAYS, Operator.EQUAL, Constant(True, Type.COUNT)),
            "Constant(value=True, type=<Type.COUNT: 'number'>) is not a number, a year or a day",
        ),
        (
            OneOf(DAYS, (Constant("1", Type.TEXT),), negated=False),
            "'days' is a number and cannot be \"1\"",
        ),
        (
            Comparison(DUE, Operator.EQUAL, DUE),
            "'later.due' names no pattern that comes before it",
        ),
    ],
)
def test_a_test_that_cannot_be_decided_says_what_is_wrong(test: Test, message: str) -> None:
    with pytest.raises(EngineError) as raised:
        list(atoms(test, 1, {}))
    assert str(raised.value) == message


def test_a_rule_that_falls_into_no_cases_says_what_to_do() -> None:
    with pytest.raises(EngineError) as raised:
        cases(rule(when("duty"), when("duty"), name="silent"))
    assert str(raised.value) == "silent: two patterns have the same name"
    years = ", ".join(str(year) for year in range(2000, 2011))
    patterns = [when(f"duty as d{number}", f"year in [{years}]") for number in range(3)]
    with pytest.raises(EngineError) as raised:
        cases(rule(*patterns, name="silent"))
    assert str(raised.value) == (
        "silent: falls into more than 1000 cases; "
        "write it as several rules, or with fewer values in its lists"
    )


def test_a_rule_that_the_core_cannot_take_says_what_to_do() -> None:
    fifteen = [when(f"duty as d{number}") for number in range(15)]
    with pytest.raises(EngineError) as raised:
        compile_rules([rule(*fifteen, name="silent")])
    assert str(raised.value) == "silent: looks for more than 14 facts at once"
    patterns = [when("duty", f"year > {year}") for year in range(2000, 2061)]
    with pytest.raises(EngineError) as raised:
        compile_rules([rule(unless=patterns, name="silent")])
    assert str(raised.value) == (
        "silent: compares one fact with too many patterns; "
        "write it as several rules, or with fewer values in its lists"
    )


def test_what_is_said_of_each_break_of_the_encoding(snapshot: SnapshotAssertion) -> None:
    said = []
    for name, (damage, _) in BREAKS.items():
        rules = compiled()
        damage(rules)
        with pytest.raises(EngineError) as raised:
            check_rulesets([rules])
        said.append(f"{name}: {raised.value}".replace("x" * 1_000, "x…x"))
    assert "\n".join(said) == snapshot
