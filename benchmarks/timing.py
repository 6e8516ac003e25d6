"""Times programs beside each other, so that what slows the machine slows all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Measurement:
    """What a program took in each round, in seconds of wall-clock time."""

    what: str
    rounds: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)


def measure(
    programs: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = perf_counter,
) -> Sequence[Measurement]:
    """Runs each program once untimed, then all of them in turn, in so many rounds."""
    for program in programs.values():
        program()
    took: dict[str, list[float]] = {what: [] for what in programs}
    for _ in range(rounds):
        for what, program in programs.items():
            gc.collect()
            begins = clock()
            program()
            took[what].append(clock() - begins)
    return [Measurement(what, tuple(times)) for what, times in took.items()]
