"""Conditions as typed values: what a parsed and checked condition of a rule means.

A condition is a conjunction of tests. A test holds only if every field that it names has a
value: missing data never matches, not even ``!=``. Only ``known(field)`` and
``not known(field)`` ask about the absence itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance_engine.dates.span import Span
from compliance_engine.rulebook.vocabulary import Type

Value = str | int | bool | date


@dataclass(frozen=True)
class FieldRef:
    """A field of the fact itself (`pattern` is None) or of an earlier pattern."""

    pattern: str | None
    field: str
    type: Type

    def __str__(self) -> str:
        return f"{self.pattern}.{self.field}" if self.pattern else self.field


@dataclass(frozen=True)
class AsOf:
    """The day of the check."""

    type: Type = Type.DATE

    def __str__(self) -> str:
        return "as_of"


@dataclass(frozen=True)
class Constant:
    """A value written in the rule."""

    value: Value
    type: Type

    def __str__(self) -> str:
        match self.value:
            case bool():
                return str(self.value).lower()
            case int():
                return str(self.value)
            case _:
                return json.dumps(str(self.value), ensure_ascii=False)


@dataclass(frozen=True)
class Shift:
    """A date moved by whole calendar years; 29 February gives 28 February.

    A day outside of the calendar (years 1 to 9999) is no value: a test that names it fails.
    """

    operand: FieldRef | AsOf
    years: int
    type: Type = Type.DATE

    def __str__(self) -> str:
        return f"{self.operand} {'-' if self.years < 0 else '+'} years({abs(self.years)})"


@dataclass(frozen=True)
class Sum:
    """`left` plus or minus `right`: dates and days, years and years, or days between dates."""

    left: Expression
    right: Expression
    minus: bool
    type: Type

    def __str__(self) -> str:
        right = f"({self.right})" if isinstance(self.right, Sum | Shift) else str(self.right)
        return f"{self.left} {'-' if self.minus else '+'} {right}"


Expression = FieldRef | AsOf | Constant | Shift | Sum


class Operator(StrEnum):
    """How two values are compared."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True)
class Comparison:
    """``left operator right``. Texts and flags are only compared for equality."""

    left: Expression
    operator: Operator
    right: Expression

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


@dataclass(frozen=True)
class OneOf:
    """``field in [..]``, or ``not in`` if `negated`."""

    field: FieldRef
    values: tuple[Constant, ...]
    negated: bool

    def __str__(self) -> str:
        listed = ", ".join(str(value) for value in self.values)
        return f"{self.field} {'not in' if self.negated else 'in'} [{listed}]"


@dataclass(frozen=True)
class Known:
    """``known(field)``: the field has a value; ``not known(field)`` if `negated`."""

    field: FieldRef
    negated: bool

    def __str__(self) -> str:
        return f"{'not ' if self.negated else ''}known({self.field})"


Test = Comparison | OneOf | Known


@dataclass(frozen=True)
class Pattern:
    """A fact to be found: its kind, the name that the rule gives it, and its tests."""

    kind: str
    name: str
    tests: tuple[Test, ...]


def references(test: Test) -> Iterator[FieldRef]:
    """Every field that a test names."""
    match test:
        case OneOf() | Known():
            yield test.field
        case Comparison():
            yield from fields_of(test.left)
            yield from fields_of(test.right)


def fields_of(expression: Expression) -> Iterator[FieldRef]:
    """Every field that an expression names."""
    match expression:
        case FieldRef():
            yield expression
        case Shift(operand=FieldRef() as operand):
            yield operand
        case Sum():
            yield from fields_of(expression.left)
            yield from fields_of(expression.right)
        case _:
            pass


@dataclass(frozen=True)
class Logic:
    """What a rule asks for: facts that match `when`, and none that matches any of `unless`.

    Patterns of `when` are matched in order; each may name those before it, those of `unless`
    all of `when`. One fact may match several patterns. Every fact must hold on the day of the
    check, and the day must lie in `in_effect`.
    """

    rule: str
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    in_effect: Span
