"""A case that breaks something made as small as it gets, by leaving out whatever can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tests.fuzz.level import Level

C = TypeVar("C")


def shrunk(level: Level[C], case: C, still_broken: Callable[[C], bool]) -> C:
    """The case after leaving out, again and again, the first thing without which it still breaks.

    Nothing can be left out of what is given back.
    """
    found: C | None = case
    while found is not None:
        case = found
        found = next((one for one in level.smaller(case) if still_broken(one)), None)
    return case
