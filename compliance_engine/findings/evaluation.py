"""What the rules conclude of one State, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Working
from compliance_engine.findings.model import Undetermined
from compliance_engine.inference.conclusions import Conclusion


@dataclass(frozen=True)
class Evaluation:
    """What is concluded of a State, what is not known and what is to be noted of its standing.

    It is the same on every day of `held`, as long as the record and the rulebook are.
    """

    state: str
    held: Span
    conclusions: tuple[Conclusion, ...]
    undetermined: tuple[Undetermined, ...]
    notes: tuple[Working, ...]
