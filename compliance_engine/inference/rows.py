"""Facts as rows: dates become ordinals, States their codes, what is only shown stays outside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.facts.model import Dated, Fact, FactValue
from compliance_engine.inference.model import Row, Scalar
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State
from compliance_engine.rulebook.vocabulary import FactKind


def row_of(fact: Fact, kinds: Mapping[str, FactKind]) -> Row:
    """The row that the evaluators see of a fact."""
    fields = kinds[fact.kind].fields
    values = {name: scalar(value) for name, value in fact.fields.items() if fields[name].matchable}
    return Row(fact.kind, values, fact.held.first.toordinal(), fact.held.until.toordinal())


def scalar(value: FactValue) -> Scalar:
    """A value as rules compare it."""
    match value:
        case str() | int():  # nearly all
            return value
        case Dated():
            return value.day.toordinal()
        case date():
            return value.toordinal()
        case State():
            return value.code
        case Saying():
            raise TypeError("what is only shown is not compared")
