"""Matching rules against facts: `rete` on durable_rules, `plain` beside it, and their agreement."""

from compliance_engine.inference.agreement import DisagreementError
from compliance_engine.inference.conclusions import Concluded, Conclusion, finding_facts
from compliance_engine.inference.engine import Engine, EngineChoice

__all__ = [
    "Concluded",
    "Conclusion",
    "DisagreementError",
    "Engine",
    "EngineChoice",
    "finding_facts",
]
