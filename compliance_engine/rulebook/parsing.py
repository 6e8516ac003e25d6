"""Reads conditions: Python's grammar for expressions, of which only a small part is allowed.

The text is parsed into a syntax tree and never evaluated. Every name and value is checked
against the vocabulary, so that a misspelt field or value is an error with its place and the
nearest right word, never a rule that silently matches nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from compliance_engine.rulebook.conditions import (
    AsOf,
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
)
from compliance_engine.rulebook.syntax import UnknownPatternError, refusal, syntax_tree
from compliance_engine.rulebook.typed import REMEDIES, constant_as, type_of
from compliance_engine.rulebook.vocabulary import FactKind, Type
from compliance_engine.suggestions import did_you_mean

MAX_NUMBER = 1_000_000

_OPERATORS: Mapping[type[ast.cmpop], Operator] = {
    ast.Eq: Operator.EQUAL,
    ast.NotEq: Operator.UNEQUAL,
    ast.Lt: Operator.LESS,
    ast.LtE: Operator.AT_MOST,
    ast.Gt: Operator.MORE,
    ast.GtE: Operator.AT_LEAST,
}
_ORDERED = (Type.DATE, Type.YEAR, Type.COUNT)


@dataclass(frozen=True)
class Scope:
    """What a condition can name: its own kind of fact and the patterns before it.

    `own` is None in messages, where every field is named with its pattern.
    """

    own: FactKind | None
    earlier: Mapping[str, FactKind]


def parse_condition(text: str, scope: Scope) -> tuple[Test, ...]:
    """The tests of a condition, all of which must hold. Raises ConditionError."""
    tree = syntax_tree(text)
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    return tuple(_Reader(scope).test(part) for part in parts)


def parse_expression(text: str, scope: Scope) -> Expression:
    """One value, as messages show it. Raises ConditionError."""
    tree = syntax_tree(text, "Name a field of a pattern, such as duty.due, or as_of.")
    return _Reader(scope).expression(tree, matching=False)


class _Reader:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def test(self, node: ast.expr) -> Test:
        match node:
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as op], comparators=[right]):
                return self._one_of(left, right, isinstance(op, ast.NotIn))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
                return self._comparison(node, left, _OPERATORS[type(op)], right)
            case ast.Compare(ops=[ast.Is() | ast.IsNot()]):
                raise refusal(
                    node, "'is' is not allowed", "Write known(field) or not known(field)."
                )
            case ast.Compare():
                raise refusal(
                    node, "comparisons cannot be chained", 'Join two comparisons with "and".'
                )
            case ast.Call():
                return self._known(node, negated=False)
            case ast.UnaryOp(op=ast.Not(), operand=ast.Call() as call):
                return self._known(call, negated=True)
            case ast.UnaryOp(op=ast.Not(), operand=ast.Name() | ast.Attribute() as flag):
                return self._flag(flag, value=False)
            case ast.Name() | ast.Attribute():
                return self._flag(node, value=True)
            case ast.BoolOp(op=ast.Or()):
                raise refusal(
                    node,
                    '"or" is not allowed',
                    "Write 'field in [..]' for several values, or a second rule.",
                )
            case _:
                raise refusal(
                    node,
                    f"'{ast.unparse(node)}' is not a test",
                    'Compare two values, such as: verdict == "outstanding"',
                )

    def _flag(self, node: ast.expr, *, value: bool) -> Comparison:
        ref = self.expression(node)
        if ref.type is not Type.FLAG:
            raise refusal(
                node,
                f"'{ref}' is a {ref.type}, not a yes-or-no field",
                f"Compare it with something, such as: {ref} == …",
            )
        if isinstance(ref, Constant):
            raise refusal(node, f"'{ref}' is a fixed value", "Name a yes-or-no field.")
        return Comparison(ref, Operator.EQUAL, Constant(value, Type.FLAG))

    def _known(self, node: ast.Call, *, negated: bool) -> Known:
        match node:
            case ast.Call(func=ast.Name(id="known"), args=[argument], keywords=[]):
                ref = self.expression(argument)
                if isinstance(ref, FieldRef):
                    return Known(ref, negated)
        raise refusal(
            node,
            f"'{ast.unparse(node)}' is not allowed here",
            "The only tests written with brackets are known(field) and not known(field).",
        )

    def _one_of(self, left: ast.expr, right: ast.expr, negated: bool) -> OneOf:
        ref = self.expression(left)
        if not isinstance(ref, FieldRef):
            raise refusal(left, f"'{ref}' is not a field", 'Write: field in ["one", "other"]')
        if not isinstance(right, ast.List) or not right.elts:
            raise refusal(
                right, "a list of values is expected here", 'Write: field in ["one", "other"]'
            )
        values = []
        for element in right.elts:
            constant = self._matching(ref, self.expression(element), element)
            if not isinstance(constant, Constant):
                raise refusal(element, f"'{constant}' is not a value", "List plain values only.")
            values.append(constant)
        return OneOf(ref, tuple(values), negated)

    def _comparison(
        self, node: ast.expr, left: ast.expr, operator: Operator, right: ast.expr
    ) -> Comparison:
        self._refuse_bare_text(left, right)
        one, other = self.expression(left), self.expression(right)
        one, other = self._matching(other, one, left), self._matching(one, other, right)
        if isinstance(one, Constant) and isinstance(other, Constant):
            raise refusal(node, "compares two fixed values", "Name a field on one side.")
        if operator not in (Operator.EQUAL, Operator.UNEQUAL) and one.type not in _ORDERED:
            raise refusal(
                node,
                f"'{operator}' cannot compare a {one.type}",
                "Only dates, years and numbers have an order; use ==, != or in [..].",
            )
        return Comparison(one, operator, other)

    def _refuse_bare_text(self, left: ast.expr, right: ast.expr) -> None:
        """Refuses ``verdict == outstanding``: a word that is a value of the field beside it."""
        own = self._scope.own
        match left, right:
            case ast.Name(id=field), ast.Name(id=word) if (
                own and field in own.fields and word not in own.fields
            ):
                values = own.fields[field].values
                near = f'Write it in quotes: {field} == "…"'
                if values and word not in ("as_of", "true", "false"):
                    near = did_you_mean(word, values, near).replace("'", '"')
                    raise refusal(right, f"'{word}' is no field; a text stands in quotes", near)

    def _matching(self, beside: Expression, value: Expression, node: ast.expr) -> Expression:
        """`value`, checked against the type of what it stands beside; a constant is read as it."""
        if isinstance(value, Constant) and not isinstance(beside, Constant):
            value = constant_as(beside.type, value, node)
        if value.type is not beside.type and not (
            isinstance(beside, Constant) and not isinstance(value, Constant)
        ):
            raise refusal(
                node,
                f"compares a {beside.type} ({beside}) with a {value.type} ({value})",
                REMEDIES.get(beside.type, "Compare values of one kind."),
            )
        if isinstance(value, Constant) and isinstance(beside, FieldRef):
            self._check_value(beside, value, node)
        return value

    def _check_value(self, ref: FieldRef, constant: Constant, node: ast.expr) -> None:
        values = self._field_values(ref)
        if values and constant.value not in values:
            listed = ", ".join(f'"{value}"' for value in values)
            raise refusal(
                node,
                f"{constant} is not a value that '{ref}' can have",
                did_you_mean(str(constant.value), values, f"It can be: {listed}."),
            )

    def _field_values(self, ref: FieldRef) -> tuple[str, ...]:
        kind = self._scope.earlier[ref.pattern] if ref.pattern else self._scope.own
        return kind.fields[ref.field].values if kind else ()

    def expression(self, node: ast.expr, *, matching: bool = True) -> Expression:
        """The value that `node` stands for; only `matching` fields unless for a message."""
        match node:
            case ast.Constant(value=str() as value):
                return Constant(value, Type.TEXT)
            case ast.Constant(value=bool() as value):
                return Constant(value, Type.FLAG)
            case ast.Constant(value=int() as value) if value <= MAX_NUMBER:
                return Constant(value, Type.COUNT)
            case ast.Name(id="true" | "false" as word):
                return Constant(word == "true", Type.FLAG)
            case ast.Name(id="as_of"):
                return AsOf()
            case ast.Name(id=name):
                return self._own_field(node, name, matching)
            case ast.Attribute(value=ast.Name(id=pattern), attr=name):
                return self._earlier_field(node, pattern, name, matching)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
                minus = isinstance(op, ast.Sub)
                return self._sum(node, self.expression(left), right, minus)
            case _:
                raise refusal(
                    node,
                    f"'{ast.unparse(node)}' is not allowed in a condition",
                    "Allowed are fields, texts, whole numbers, as_of, + and -, and years(n).",
                )

    def _own_field(self, node: ast.expr, name: str, matching: bool) -> FieldRef:
        if self._scope.own is None:
            raise refusal(node, f"'{name}' is no pattern's field", "Write it as pattern.field.")
        return FieldRef(None, name, type_of(self._scope.own, name, node, matching))

    def _earlier_field(self, node: ast.expr, pattern: str, name: str, matching: bool) -> FieldRef:
        kind = self._scope.earlier.get(pattern)
        if kind is None:
            known = ", ".join(self._scope.earlier) or "none"
            raise UnknownPatternError(
                f"no earlier pattern is named '{pattern}'",
                did_you_mean(pattern, self._scope.earlier, f"Earlier patterns: {known}."),
                node.col_offset + 1,
            )
        return FieldRef(pattern, name, type_of(kind, name, node, matching))

    def _sum(self, node: ast.expr, left: Expression, right: ast.expr, minus: bool) -> Expression:
        match right:
            case ast.Call(
                func=ast.Name(id="years"), args=[ast.Constant(value=int() as years)], keywords=[]
            ) if not isinstance(years, bool) and years <= MAX_NUMBER:
                if left.type is not Type.DATE or not isinstance(left, FieldRef | AsOf):
                    raise refusal(node, "years(n) is added to a date field or to as_of", "")
                return Shift(left, -years if minus else years)
        added = self.expression(right)
        if isinstance(left, Constant) and isinstance(added, Constant):
            raise refusal(node, "adds two fixed values", "Write the result.")
        match left.type, added.type:
            case Type.DATE | Type.YEAR | Type.COUNT, Type.COUNT:
                return Sum(left, added, minus, left.type)
            case (Type.DATE, Type.DATE) | (Type.YEAR, Type.YEAR) if minus:
                return Sum(left, added, minus, Type.COUNT)
        raise refusal(
            node,
            f"cannot {'subtract' if minus else 'add'} a {added.type} ({added}) "
            f"{'from' if minus else 'to'} a {left.type} ({left})",
            "Whole days can be added to a date, whole numbers to a year, and years(n) to a date.",
        )
