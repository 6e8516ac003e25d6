"""The outcome of the worked cases of rules."""

from __future__ import annotations

from collections.abc import Sequence

from compliance_engine.errors import Place, Problem
from compliance_engine.findings.cases import CaseResult
from compliance_engine.rulebook.model import Rule


def render_case(result: CaseResult) -> str:
    """One line for a worked case that was run."""
    mark = "ok    " if result.complaint is None else "FAILED"
    return f"{mark} {result.rule} [{result.case.shows}] {result.case.name}"


def render_kinds_missing(rule: Rule, missing: Sequence[str]) -> Problem:
    """The problem of a rule that lacks cases of some kinds."""
    kinds = ", ".join(missing)
    remedy = "Add a case for each; 'shows' says which kind a case is of."
    return Problem(Place(f"{rule.id}.cases.yaml"), f"no case shows: {kinds}", remedy)
