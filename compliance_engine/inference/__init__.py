"""Matching rules against facts: `rete` on durable_rules, `plain` beside it, and their agreement."""

from typing import TYPE_CHECKING

from compliance_engine.exports import exported_lazily

if TYPE_CHECKING:
    from compliance_engine.inference.agreement import DisagreementError
    from compliance_engine.inference.conclusions import Concluded, Conclusion, finding_facts
    from compliance_engine.inference.engine import Crash, Engine, EngineChoice
else:
    __getattr__ = exported_lazily(
        __name__,
        agreement="DisagreementError",
        conclusions="Concluded Conclusion finding_facts",
        engine="Crash Engine EngineChoice",
    )

__all__ = [
    "Concluded",
    "Conclusion",
    "Crash",
    "DisagreementError",
    "Engine",
    "EngineChoice",
    "finding_facts",
]
