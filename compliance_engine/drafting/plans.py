"""The plans that a new rule cites: each names, under its action, the rules that carry that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from compliance_engine.documents.files import read_text
from compliance_engine.errors import UsageError
from compliance_engine.rulebook.commitments import Action, Plan
from compliance_engine.rulebook.model import Rulebook

_FOLDER = "plans"
_LISTED = re.compile(r"(\s+rules:\s*\[)(.+)(\].*)", re.DOTALL)


def plans_naming(
    rule: str, cites: tuple[str, ...], rulebook: Rulebook, folder: Path
) -> Mapping[str, str]:
    """The files of the plans cited, by their names, with the rule under each action cited.

    A citation that is none, or of an action that no file has, is left to be refused with the rule.
    Raises UsageError where an action lists its rules otherwise than as `rules: [..]` on one line.
    """
    texts: dict[str, str] = {}
    for plan in rulebook.plans:
        # From the last action on, so that the places of those before it stay what they are.
        for action in sorted(plan.actions, key=lambda one: -one.number):
            if any(_is_cited(plan, action, cited) for cited in cites):
                name = f"{_FOLDER}/{plan.name}.yaml"
                text = texts.get(name) or read_text(folder / name, name)
                texts[name] = _with_rule(rule, action, text)
    return texts


def _is_cited(plan: Plan, action: Action, cited: str) -> bool:
    document, _, number = cited.rpartition(" ")
    return (
        document == plan.title
        and number.isdecimal()
        and action.number <= int(number) <= action.last
    )


def _with_rule(rule: str, action: Action, text: str) -> str:
    lines = text.splitlines(keepends=True)
    begins = action.place.line
    if not action.rules:
        margin = " " * (action.place.column - 1)
        return "".join([*lines[:begins], f"{margin}rules: [{rule}]\n", *lines[begins:]])
    for index, line in enumerate(lines[begins:], begins):
        listed = _LISTED.fullmatch(line)
        if listed is not None:
            lines[index] = f"{listed[1]}{listed[2]}, {rule}{listed[3]}"
            return "".join(lines)
        if "rules:" in line:
            break
    raise UsageError(
        f"{action.place}: the rules of action {action.number} are not listed as 'rules: [..]' on "
        f"one line; write them so, for {rule} to be added"
    )
