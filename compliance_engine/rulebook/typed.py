"""The types of what a condition names: fields as the vocabulary has them, constants as written."""

from __future__ import annotations

import ast

from compliance_engine.dates.partial import PartialDateError, parse_day
from compliance_engine.rulebook.conditions import Constant
from compliance_engine.rulebook.syntax import refusal
from compliance_engine.rulebook.vocabulary import FactKind, Type
from compliance_engine.suggestions import did_you_mean

REMEDIES = {
    Type.DATE: 'Compare a date with a date: another field, as_of, or "2020-01-31".',
    Type.YEAR: "Compare a year with a year or a whole number.",
    Type.COUNT: "Compare a number with a number.",
    Type.TEXT: 'Compare a text with a text in quotes, such as "initial report".',
    Type.FLAG: "Compare a yes-or-no field with true or false, or name it alone.",
}
"""What can be compared with a value of each type."""


def constant_as(wanted: Type, constant: Constant, node: ast.expr) -> Constant:
    """The constant as the other side's type reads it. Raises ConditionError for what is no day."""
    match wanted, constant.value:
        case Type.DATE, str() as text:
            try:
                return Constant(parse_day(text), Type.DATE)
            except PartialDateError as error:
                what = f"{constant} is a text, not a date"
                raise refusal(node, what, REMEDIES[Type.DATE]) from error
        case Type.YEAR, int() as number if not isinstance(number, bool):
            return Constant(number, Type.YEAR)
    return constant


def type_of(kind: FactKind, name: str, node: ast.expr, matching: bool) -> Type:
    """The type of a field. Raises ConditionError if there is none, or rules cannot compare it."""
    field = kind.fields.get(name)
    if field is None:
        raise refusal(
            node,
            f"a {kind.name} has no field '{name}'",
            did_you_mean(name, kind.fields, f"Its fields: {', '.join(kind.fields)}."),
        )
    if matching and not field.matchable:
        raise refusal(node, f"'{name}' is only for messages", "Compare another field.")
    return field.type
