"""As many cases as asked for, of every level, until one breaks something; see `make fuzz`."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import wait
from secrets import randbelow
from typing import Any

from tests.fuzz import keeping
from tests.fuzz.level import Level, Outcome
from tests.fuzz.levels import FOUND, LEVELS
from tests.fuzz.shrinking import shrunk
from tests.fuzz.worker import Broken, Worker

CHUNK = 200
"""Cases given to a worker at a time; a multiple of what one rulebook is tried on."""


def main() -> int:
    """Returns 1 if something broke, once its case is shrunk and kept."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="of each level")
    parser.add_argument("--seed", type=int, help="the number of the first case")
    parser.add_argument("--level", choices=LEVELS, action="append", help="or else every level")
    given = parser.parse_args()
    seed = randbelow(10**12) if given.seed is None else given.seed
    _tell(f"SEED={seed} CASES={given.cases}")
    for name in given.level or LEVELS:
        broken = _level_breaks(name, range(seed, seed + given.cases))
        if broken is not None:
            _keep(name, *broken)
            return 1
    return 0


def _level_breaks(name: str, numbers: range) -> tuple[int, Broken] | None:
    """The first case found that breaks, on as many workers as there are cores."""
    counted: Counter[Outcome] = Counter()
    chunks = iter([numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)])
    workers = [Worker(name) for _ in range(min(os.cpu_count() or 1, len(numbers)))]
    try:
        for worker in _busy(workers, chunks):
            answer = worker.answer()
            if isinstance(answer, Broken):
                return worker.in_hand, answer
            counted.update(answer)
            if sys.stderr.isatty():
                _tell(_progress(name, counted, len(numbers)), end="\r")
    finally:
        for worker in workers:
            worker.close()
        _tell(_progress(name, counted, len(numbers)))
    return None


def _busy(workers: list[Worker], chunks: Iterator[range]) -> Iterator[Worker]:
    """Each worker that has something to say, as often as it has; gives work to those idle."""
    busy = {}
    for worker in workers:
        if chunk := next(chunks, None):
            worker.ask(chunk)
            busy[worker.connection] = worker
    while busy:
        ready: list[Any] = wait(list(busy), timeout=1)
        for connection in ready or list(busy)[:1]:
            worker = busy[connection]
            yield worker
            chunk = next(chunks, None)
            if chunk:
                worker.ask(chunk)
            else:
                del busy[connection]


def _keep(name: str, number: int, broken: Broken) -> None:
    """Shrinks a case and writes it where the tests run it again."""
    level: Level[Any] = LEVELS[name]
    _tell(f"{broken.details}\n\ncase {number} of {name}: {broken.what}. Shrinking it")
    worker = Worker(name)

    def still_broken(case: object) -> bool:
        nonlocal worker
        worker.ask(case)
        answer = worker.answer()
        if not worker.alive:
            worker.close()
            worker = Worker(name)
        return isinstance(answer, Broken) and answer.what == broken.what

    small = shrunk(level, level.case(number), still_broken)
    worker.close()
    path = FOUND / f"{name}-{number}.json"
    path.write_text(keeping.written(small), "utf-8")
    _tell(f"kept in {path}")


def _progress(name: str, counted: Counter[Outcome], of: int) -> str:
    ended = ", ".join(f"{counted[one]} {one}" for one in Outcome)
    return f"{name}: {counted.total()} of {of}: {ended}"


def _tell(text: str, end: str = "\n") -> None:
    sys.stderr.write(text + end)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
