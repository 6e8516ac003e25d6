"""Matching rules against facts: `rete` on durable_rules, `plain` beside it, and their agreement."""

from compliance_engine.inference.agreement import DisagreementError
from compliance_engine.inference.engine import Conclusion, Engine, EngineChoice, finding_facts

__all__ = ["Conclusion", "DisagreementError", "Engine", "EngineChoice", "finding_facts"]
