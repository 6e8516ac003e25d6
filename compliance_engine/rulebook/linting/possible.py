"""Whether conditions can hold at once, and what follows from them.

Every field must be named with its pattern here. What is called impossible is so; some
impossible conditions may pass, since sums of several fields are not followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compliance_engine.rulebook.conditions import (
    Comparison,
    Constant,
    Expression,
    FieldRef,
    Known,
    OneOf,
    Operator,
    Shift,
    Sum,
    Test,
    references,
)
from compliance_engine.rulebook.linting.choices import Choices, Kinds, values_of
from compliance_engine.rulebook.linting.ordered import Ordered
from compliance_engine.rulebook.vocabulary import Type

_ORDERED = (Type.DATE, Type.YEAR, Type.COUNT)
_OPPOSITE = {
    Operator.EQUAL: Operator.UNEQUAL,
    Operator.UNEQUAL: Operator.EQUAL,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.MORE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE,
}


def possible(tests: Iterable[Test], kinds: Kinds) -> bool:
    """Whether nothing is found that keeps the tests from holding at once."""
    tests = tuple(tests)
    return _present(tests) and _choices(tests, kinds).possible() and _in_order(tests)


def _present(tests: Sequence[Test]) -> bool:
    """Whether no test names a field that another says is not known."""
    absent = {one.field for one in tests if isinstance(one, Known) and one.negated}
    return not absent & named_fields(tests)


def _choices(tests: Iterable[Test], kinds: Kinds) -> Choices:
    choices = Choices(kinds)
    for test in tests:
        match test:
            case Comparison() if test.left.type not in _ORDERED:
                choices.add(test)
            case OneOf() if test.field.type not in _ORDERED:
                choices.add(test)
    return choices


def _in_order(tests: Iterable[Test]) -> bool:
    ordered = Ordered()
    for test in tests:
        match test:
            case Comparison() if test.left.type in _ORDERED:
                ordered.compare(test)
            case OneOf() if test.field.type in _ORDERED:
                ordered.one_of(test)
    return ordered.possible()


def named_fields(tests: Iterable[Test]) -> set[FieldRef]:
    """The fields that have a value if the tests hold."""
    return {
        ref
        for test in tests
        if not (isinstance(test, Known) and test.negated)
        for ref in references(test)
    }


def conflict(tests: Sequence[Test], kinds: Kinds) -> tuple[int, ...]:
    """Which of the tests contradict each other, as few as can be; none if they can all hold."""
    if possible(tests, kinds):
        return ()
    left = list(range(len(tests)))
    for index in range(len(tests)):
        without = [one for one in left if one != index]
        if not possible([tests[one] for one in without], kinds):
            left = without
    return tuple(left)


def follows(test: Test, tests: Sequence[Test], kinds: Kinds) -> bool:
    """Whether `test` surely holds where `tests` do: of fields that they say are there."""
    there = named_fields(tests)
    if isinstance(test, Known) and test.negated:
        return test in tests
    if not set(references(test)) <= there:
        return False
    return isinstance(test, Known) or not possible([*tests, opposite(test)], kinds)


def opposite(test: Test) -> Test:
    """What holds of fields that have values where `test` does not."""
    match test:
        case Comparison():
            return replace(test, operator=_OPPOSITE[test.operator])
        case OneOf() | Known():
            return replace(test, negated=not test.negated)


def values_left(ref: FieldRef, tests: Sequence[Test], kinds: Kinds) -> tuple[str, ...]:
    """Which of its known values a text field can have where the tests hold.

    Texts and flags decide it; that dates or numbers contradict each other is not looked at.
    """
    return tuple(
        value
        for value in values_of(ref, kinds)
        if _choices(
            [*tests, Comparison(ref, Operator.EQUAL, Constant(value, ref.type))], kinds
        ).possible()
    )


def in_full(test: Test, own: str) -> Test:
    """The test with the fields of the fact itself named by the pattern `own`."""
    match test:
        case Comparison():
            left, right = _in_full(test.left, own), _in_full(test.right, own)
            return replace(test, left=left, right=right)
        case OneOf() | Known():
            return replace(test, field=_ref_in_full(test.field, own))


def _in_full(expression: Expression, own: str) -> Expression:
    match expression:
        case FieldRef():
            return _ref_in_full(expression, own)
        case Shift(operand=FieldRef() as operand):
            return replace(expression, operand=_ref_in_full(operand, own))
        case Sum():
            left, right = _in_full(expression.left, own), _in_full(expression.right, own)
            return replace(expression, left=left, right=right)
        case _:
            return expression


def _ref_in_full(ref: FieldRef, own: str) -> FieldRef:
    return ref if ref.pattern is not None else replace(ref, pattern=own)
