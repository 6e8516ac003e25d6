"""What the files of a rulebook are, by their names in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compliance_engine.documents.folders import listed

DUTIES = "duties"
PLANS = "plans"
LETTERS = "letters"
CASES = ".cases.yaml"
SUFFIX = ".yaml"

_NO_RULES = (f"{DUTIES}/", f"{PLANS}/", f"{LETTERS}/")


def is_rule(name: str) -> bool:
    """Whether a file of a rulebook, by its name in the folder, is a rule."""
    return "/" in name and not name.startswith(_NO_RULES) and not name.endswith(CASES)


def rule_ids(folder: Path) -> Iterator[str]:
    """The ids of the rules in a folder, in their order, whether or not they can be read."""
    for name in listed(folder, SUFFIX, below=True).paths:
        if is_rule(name):
            yield name.removesuffix(SUFFIX)
