"""A small vocabulary for conditions and texts, independent of the engine's own."""

from __future__ import annotations

import pytest

from compliance_engine.rulebook.parsing import Scope, parse_condition
from compliance_engine.rulebook.syntax import ConditionError
from compliance_engine.rulebook.templates import parse_template
from compliance_engine.rulebook.vocabulary import FactKind, Field, Type

REPORT = FactKind(
    "report",
    "A report that is due",
    {
        "key": Field(Type.TEXT, "any text"),
        "kind": Field(Type.TEXT, "which", ("initial report", "annual report")),
        "verdict": Field(Type.TEXT, "what is known", ("outstanding", "met late", "not owed")),
        "due": Field(Type.DATE, "the last day"),
        "known": Field(Type.DATE, "the day of a statement"),
        "year": Field(Type.YEAR, "the year of the due date"),
        "period": Field(Type.YEAR, "the year covered"),
        "days_late": Field(Type.COUNT, "how late"),
        "late": Field(Type.FLAG, "whether late"),
        "words": Field(Type.TEXT, "for messages", matchable=False),
    },
)
MEMBER = FactKind(
    "membership",
    "A membership",
    {"bound": Field(Type.FLAG, "bound"), "in_force": Field(Type.DATE, "since")},
)
EARLIER = {"membership": MEMBER, "before": REPORT}
SCOPE = Scope(REPORT, EARLIER)
"""A condition on a report, after patterns named `membership` and `before`."""


def refusal(text: str) -> ConditionError:
    """How a condition is refused."""
    with pytest.raises(ConditionError) as raised:
        parse_condition(text, SCOPE)
    return raised.value


def refusal_of_template(text: str) -> ConditionError:
    """How a text with gaps is refused."""
    with pytest.raises(ConditionError) as raised:
        parse_template(text, EARLIER)
    return raised.value
