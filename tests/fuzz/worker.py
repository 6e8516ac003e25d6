"""Cases run in a process of their own, which may die or hang: the parent learns of which case.

A worker that dies wrote the reason to its standard error.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Any, Self

from tests.fuzz.level import Outcome
from tests.fuzz.levels import LEVELS
from tests.processes import start

SECONDS_FOR_A_CASE = 120
"""A case that takes longer hangs: one takes some milliseconds, the first one a second."""


@dataclass(frozen=True)
class Broken:
    """A defect: what it is called, which stays the same while a case is shrunk, and its details."""

    what: str
    details: str


class Worker:
    """A process that runs cases of one level."""

    def __init__(self, level: str) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._in_hand = context.Value("q", -1, lock=False)
        with NamedTemporaryFile(prefix="fuzz-", delete=False) as file:
            self._said = Path(file.name)
        self._process = context.Process(
            target=_work, args=(level, theirs, self._in_hand, str(self._said)), daemon=True
        )
        start(self._process)
        theirs.close()

    def ask(self, asked: range | object) -> None:
        """Sends a range of numbers, or one case as it is."""
        self._in_hand.value = -1
        self.connection.send(asked)

    @property
    def in_hand(self) -> int:
        """The number of the case that it works on, or worked on when it died; -1 before any."""
        return int(self._in_hand.value)

    def answer(self) -> Mapping[Outcome, int] | Broken:
        """What became of the cases asked; waits while it works on, and does not hang."""
        before = None
        while not self.connection.poll(SECONDS_FOR_A_CASE):
            if before == self.in_hand:
                self.close()
                return Broken("hangs", f"for more than {SECONDS_FOR_A_CASE} seconds")
            before = self.in_hand
        try:
            answered: Mapping[Outcome, int] | Broken = self.connection.recv()
        except EOFError:
            return self._death()
        return answered

    def _death(self) -> Broken:
        self._process.join()
        said = self._said.read_text("utf-8", "replace").strip()
        code = self._process.exitcode or 0
        return Broken(signal.Signals(-code).name if code < 0 else f"exit {code}", said)

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.is_alive()

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        self._said.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Caught:
    """Keeps what was raised, with the whole of its traceback."""

    broken: Broken | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if kind is not None and error is not None:
            self.broken = Broken(kind.__name__, "".join(traceback.format_exception(error)))
        return isinstance(error, Exception)


def _work(level: str, asked: Connection, in_hand: Any, said: str) -> None:
    with Path(said).open("w") as file:
        os.dup2(file.fileno(), 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    tried = LEVELS[level]
    while True:
        numbers = asked.recv()
        counted: Counter[Outcome] = Counter()
        with _Caught() as caught:
            if isinstance(numbers, range):
                for number in numbers:
                    in_hand.value = number
                    counted[tried.run(tried.case(number))] += 1
            else:
                counted[tried.run(numbers)] += 1
        asked.send(caught.broken or counted)
