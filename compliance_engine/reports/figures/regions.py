"""The regional groups of the United Nations, in which figures are told beside those of all."""

from __future__ import annotations

from collections.abc import Iterable

from compliance_engine.records.states import state_of_code

GROUPS = ("African", "Asia-Pacific", "EEG", "GRULAC", "WEOG", "")
"""The groups, as the table of States names them; the last is that of States in none."""


def by_group(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The States of each group, in the order of `GROUPS`; a group without one is left out."""
    listed = sorted(codes)
    found = {
        group: tuple(code for code in listed if state_of_code(code).group == group)
        for group in GROUPS
    }
    return {group: of_group for group, of_group in found.items() if of_group}
