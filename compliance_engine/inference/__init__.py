"""Matching rules against facts: `rete` on durable_rules, `plain` beside it, and their agreement."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.inference.agreement import DisagreementError
    from compliance_engine.inference.engine import Conclusion, Engine, EngineChoice, finding_facts
else:
    __getattr__ = exported_lazily(
        __name__,
        agreement="DisagreementError",
        engine="Conclusion Engine EngineChoice finding_facts",
    )

__all__ = ["Conclusion", "DisagreementError", "Engine", "EngineChoice", "finding_facts"]
