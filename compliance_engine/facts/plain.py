"""Values of facts as programs read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance_engine.facts.model import Dated, FactValue
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import State


def plain_value(value: FactValue | None) -> str | int | bool | None:
    """A value of a fact as machines read it: dates as ISO 8601, with the precision known."""
    match value:
        case Dated():
            return value.shown.text
        case date():
            return value.isoformat()
        case State():
            return value.code
        case Saying():
            return str(value)
        case _:
            return value


def plain_fields(fields: Mapping[str, FactValue]) -> dict[str, str | int | bool | None]:
    """The fields of a fact as machines read them."""
    return {name: plain_value(value) for name, value in fields.items()}
