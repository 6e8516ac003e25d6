"""The States of which rules find something: lists that figures and notes are counted from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.inference.conclusions import Conclusion


def found_by(
    evaluations: Iterable[Evaluation], rules: Collection[str]
) -> dict[str, tuple[Conclusion, ...]]:
    """What these rules conclude, by the code of the State; States without any are left out."""
    found = {
        one.state: tuple(each for each in one.conclusions if each.rule.id in rules)
        for one in evaluations
    }
    return {code: found[code] for code in sorted(found) if found[code]}
