"""What is wrong with rules, for people and for programs."""

from __future__ import annotations

from compliance_engine.cli.rendering.layout import json_text
from compliance_engine.rulebook.linting.linter import Linted
from compliance_engine.rulebook.linting.remark import Level, Remark


def render_lint(form: str, linted: Linted) -> str:
    """The remarks in one of the forms ``table`` and ``json``."""
    if form == "json":
        return json_text(
            {
                "rules": len(linted.rules),
                "errors": linted.count(Level.ERROR),
                "notes": linted.count(Level.NOTE),
                "remarks": [_as_json(one) for one in linted.remarks],
            }
        )
    lines = [_as_text(one) for one in linted.remarks]
    return "".join(f"{line}\n" for line in [*lines, _summary(linted)])


def _as_text(remark: Remark) -> str:
    remedy = f"\n    {remark.problem.remedy}" if remark.problem.remedy else ""
    return f"{remark.place}: {remark.level}: {remark.problem.what}{remedy}"


def _as_json(remark: Remark) -> dict[str, object]:
    return {
        "level": remark.level,
        "file": remark.place.file,
        "line": remark.place.line or None,
        "column": remark.place.column or None,
        "what": remark.problem.what,
        "remedy": remark.problem.remedy,
    }


def _summary(linted: Linted) -> str:
    rules = _counted(len(linted.rules), "rule")
    if not linted.remarks:
        return f"{rules}, nothing to remark."
    errors, notes = linted.count(Level.ERROR), linted.count(Level.NOTE)
    return f"{rules}: {_counted(errors, 'error')}, {_counted(notes, 'note')}."


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
