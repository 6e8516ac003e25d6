"""The parts of a finding's id, whatever its rule was called when the id was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Subject(NamedTuple):
    """What an id names: a State's code, a rule by its present id, and the key, or ``""``."""

    state: str
    rule: str
    key: str


def subject_of(
    finding: str, rules: Iterable[str], renamed: Mapping[str, str] | None = None
) -> Subject | None:
    """The parts of an id, with the `renamed` rules by former name; None if it names no rule.

    Nothing is said of whether there is such a State, or such a finding.
    """
    state, _, rest = finding.partition("/")
    former = renamed or {}
    for one in sorted((*rules, *former), key=len, reverse=True):
        if rest == one or rest.startswith(f"{one}/"):
            return Subject(state, former.get(one, one), rest[len(one) + 1 :])
    return None
