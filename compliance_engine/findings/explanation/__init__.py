"""Why a rule finds something of a State, or not: each step of it, and what a reader is told."""

from compliance_engine.findings.explanation.account import Account, ToldStep, accounts

__all__ = ["Account", "ToldStep", "accounts"]
