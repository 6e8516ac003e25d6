"""Why a rule finds something of a State, or not: each step of it, and what a reader is told."""

from compliance_engine.findings.explanation.account import (
    Account,
    Told,
    ToldStep,
    accounts,
    told_findings,
)

__all__ = ["Account", "Told", "ToldStep", "accounts", "told_findings"]
