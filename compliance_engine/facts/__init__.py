"""What follows from one State's record and the law's clocks: membership, duties, verdicts, facts.

A fact holds over a span of days; nothing here knows the day of a check, and nothing here is a
finding.
"""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.facts.building import facts_of
    from compliance_engine.facts.consistency import consistency_problems
    from compliance_engine.facts.known import as_known_at
    from compliance_engine.facts.membership import BoundInterval, bound_intervals
    from compliance_engine.facts.model import Basis, Dated, Fact, FactValue, Working
    from compliance_engine.facts.plain import plain_fields, plain_value
    from compliance_engine.facts.shown import fields_named, texts_of, word_problems
else:
    __getattr__ = exported_lazily(
        __name__,
        building="facts_of",
        consistency="consistency_problems",
        known="as_known_at",
        membership="BoundInterval bound_intervals",
        model="Basis Dated Fact FactValue Working",
        plain="plain_fields plain_value",
        shown="fields_named texts_of word_problems",
    )

__all__ = [
    "Basis",
    "BoundInterval",
    "Dated",
    "Fact",
    "FactValue",
    "Working",
    "as_known_at",
    "bound_intervals",
    "consistency_problems",
    "facts_of",
    "fields_named",
    "plain_fields",
    "plain_value",
    "texts_of",
    "word_problems",
]
