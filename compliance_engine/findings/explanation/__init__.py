"""Why a rule finds something of a State, or not: each step of it, and what a reader is told.

`accounts` is the whole of it; `explain_rule` the steps alone, without words.
"""

from compliance_engine.findings.explanation.account import Account, ToldStep, accounts
from compliance_engine.findings.explanation.explaining import explain_rule
from compliance_engine.findings.explanation.steps import Explanation, Step
from compliance_engine.findings.explanation.why_not import WhyNot

__all__ = ["Account", "Explanation", "Step", "ToldStep", "WhyNot", "accounts", "explain_rule"]
