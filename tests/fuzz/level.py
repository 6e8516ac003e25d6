"""What a level of fuzzing is: numbered cases, a run that raises where one breaks, smaller cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

C = TypeVar("C")
T = TypeVar("T")


class Outcome(StrEnum):
    """How a case ended that broke nothing."""

    COMPARED = "compared"
    """Both evaluators ran, and agreed."""
    REFUSED = "refused"
    """The input was refused, with every problem at its place."""


class Level(Protocol[C]):
    """Cases that are found again by their number."""

    name: str

    def case(self, number: int) -> C:
        """The case of a number, always the same."""
        ...

    def run(self, case: C) -> Outcome:
        """Runs a case. Whatever it raises is a defect, and so is never to end."""
        ...

    def smaller(self, case: C) -> Iterator[C]:
        """Cases made from this one by leaving something out, those that leave out most first."""
        ...


def shorter(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """The sequence without one of its halves, its quarters, and so on to its single items."""
    size = len(items)
    while size > 1:
        size = (size + 1) // 2
        for start in range(0, len(items), size):
            yield (*items[:start], *items[start + size :])
    if len(items) == 1:
        yield ()
