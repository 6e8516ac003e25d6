"""Tries mutants on the tests that pytest collected, each in a fork of the process: a plugin.

Nothing is imported or collected twice, and no mutant sees what another left. First all tests run
once without any change, to learn which functions each calls and how long it takes. Of each mutant
those run that call its function, and those of its module; the first that fails has found it.
Tests that found another mutant of the same function run first, then those of its module, then
those of its room; the quick before the slow.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from math import ceil, inf
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import monotonic

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

from tests.builders import rulebook

SURVIVED, KILLED, BROKEN, NO_TEST, TIMEOUT = 0, 1, 3, 33, 36
"""What mutmut writes down of a mutant."""

TO_BEGIN = 10
"""Seconds of the processor that a mutant may take beside five times those of its tests."""

CLOCK = 6
"""How many times as many seconds of the clock it may take, on a machine that does other things."""

MEMORY = 4 << 30
"""Bytes that a mutant may ask for."""

PACKAGE = "compliance_engine"
STDERR = 2

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Called:
    """The functions that a test calls, as mutmut names them, and the seconds that it takes."""

    functions: frozenset[str]
    seconds: float


class Running:
    """Runs tests up to the first that fails, and times them."""

    def __init__(self) -> None:
        self.failed = False
        self.seconds = 0.0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Told by pytest, of each part of a test."""
        self.failed = self.failed or report.failed
        self.seconds += report.duration

    def runs(self, items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
        """Each test after it ran; the last is the one that failed, if one did."""
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.seconds = 0.0
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item
            if self.failed:
                return


class Trials:
    """The tests, what is known of them, and which found a mutant of which function."""

    def __init__(self, items: Sequence[pytest.Item], running: Running) -> None:
        self._items = {item.nodeid: item for item in items}
        self._running = running
        self._found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._called: dict[str, Called] = {}

    def learn(self) -> None:
        """Runs all tests without a change; raises pytest.UsageError if one fails."""

        def calls(tell: Tell) -> int:
            set_mutant_under_test("stats")
            state()._stats.clear()
            for item in self._running.runs([*self._items.values()]):
                tell(json.dumps([item.nodeid, sorted(state()._stats), self._running.seconds]))
                state()._stats.clear()
            if self._running.failed:
                return KILLED
            tell(json.dumps([one for one in sys.modules if one.startswith(PACKAGE)]))
            return SURVIVED

        fork = Fork(calls, None)
        while fork.take():
            pass
        code, told, _ = fork.end()
        if code != SURVIVED:
            raise pytest.UsageError(f"a test fails without any change: {told[-1:]}")
        *learnt, modules = map(json.loads, told)
        for test, functions, seconds in learnt:
            self._called[test] = Called(frozenset(functions), seconds)
        for module in modules:
            import_module(module)

    def results(self, mutants: Iterable[str], at_once: int) -> Iterator[tuple[str, int, float]]:
        """Of each mutant what mutmut would write down, and the seconds of the processor it took.

        In the order in which they end.
        """
        running: dict[Fork, str] = {}
        for mutant in mutants:
            if not (tests := self._tests_of(_function(mutant))):
                yield mutant, NO_TEST, 0.0
                continue
            running[self._begun(mutant, tests)] = mutant
            while len(running) >= at_once:
                yield from self._ended(running)
        while running:
            yield from self._ended(running)

    def _begun(self, mutant: str, tests: Sequence[str]) -> Fork:
        def finds(tell: Tell) -> int:
            set_mutant_under_test(mutant)
            for item in self._running.runs([self._items[test] for test in tests]):
                if self._running.failed:
                    tell(item.nodeid)
            return KILLED if self._running.failed else SURVIVED

        usual = sum(self._called[test].seconds for test in tests)
        return Fork(finds, TO_BEGIN + ceil(5 * usual))

    def _ended(self, running: dict[Fork, str]) -> Iterator[tuple[str, int, float]]:
        for fork in first_to_end([*running]):
            mutant = running.pop(fork)
            code, told, seconds = fork.end()
            self._found[_function(mutant)].update(told)
            yield mutant, code, seconds

    def _tests_of(self, function: str) -> list[str]:
        """The tests that may find a mutant of a function, the likeliest first."""
        _, room, module, *_ = function.split(".")
        near = (f"unit/{room}/test_{module}.py", f"unit/{room}/")

        def likeliest(test: str) -> tuple[int, int, float]:
            place = next((at for at, part in enumerate(near) if part in test), len(near))
            return -self._found[function][test], place, self._called[test].seconds

        found = [
            test
            for test, called in self._called.items()
            if function in called.functions or near[0] in test
        ]
        return sorted(found, key=likeliest)


class Fork:
    """What is done in a fork of the process, which tells lines and ends with an exit code.

    It may take `limit` seconds of the processor; None for as many as it takes.
    """

    def __init__(self, does: Callable[[Tell], int], limit: int | None) -> None:
        self.pipe, writes = os.pipe()
        self._folder = Path(mkdtemp(dir="."))
        self._child = os.fork()
        if not self._child:
            code = BROKEN
            try:
                os.close(self.pipe)
                os.environ["PYTEST_DEBUG_TEMPROOT"] = str(self._folder.absolute())
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                if limit is not None:
                    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
                code = does(partial(_tell, writes))
            finally:
                os._exit(code)
        os.close(writes)
        self.until = inf if limit is None else monotonic() + CLOCK * limit
        self._told = b""

    def take(self) -> bool:
        """Takes what it told since; whether there may be more. Stops it after its time."""
        if monotonic() > self.until:
            os.kill(self._child, signal.SIGXCPU)
            return False
        more = os.read(self.pipe, 1 << 16)
        self._told += more
        return bool(more)

    def end(self) -> tuple[int, list[str], float]:
        """The exit code, the lines that it told, and the seconds of the processor it took."""
        os.close(self.pipe)
        _, status, used = os.wait4(self._child, 0)
        code = os.waitstatus_to_exitcode(status)
        rmtree(self._folder, ignore_errors=True)
        lines = self._told.decode().splitlines()
        return TIMEOUT if code == -signal.SIGXCPU else code, lines, used.ru_utime + used.ru_stime


def first_to_end(forks: Sequence[Fork]) -> list[Fork]:
    """Waits for some of several to end, and gives those."""
    while True:
        pipes = select.select([one.pipe for one in forks], [], [], 1)[0]
        ready = [one for one in forks if one.pipe in pipes or monotonic() > one.until]
        if ended := [one for one in ready if not one.take()]:
            return ended


def _tell(to: int, line: str) -> None:
    os.write(to, f"{line}\n".encode())


def _function(mutant: str) -> str:
    return mutant.rpartition("__mutmut_")[0]


def write_down(mutant: str, code: int, seconds: float) -> None:
    """Keeps the result of a mutant where mutmut does, beside the changed module."""
    module = _function(mutant).rpartition(".")[0]
    path = Path(f"{module.replace('.', '/')}.py.meta")
    kept = json.loads(path.read_text("utf-8"))
    kept["exit_code_by_key"][mutant] = code
    kept["durations_by_key"][mutant] = seconds
    path.write_text(json.dumps(kept, indent=4), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", required=True, help="a file with names of mutants, one a line")
    parser.addoption("--at-once", type=int, default=1, help="how many are tried at a time")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of the tests: all of them once, and then those of each mutant."""
    if session.testsfailed:
        raise pytest.UsageError("the tests cannot be collected: run them with pytest to see why")
    mutants = Path(session.config.getoption("--mutants")).read_text("utf-8").split()
    running = Running()
    session.config.pluginmanager.register(running)
    trials = Trials(session.items, running)
    trials.learn()
    rulebook()
    gc.freeze()
    results = trials.results(mutants, session.config.getoption("--at-once"))
    for number, (mutant, code, seconds) in enumerate(results, start=1):
        write_down(mutant, code, seconds)
        told = f"{number}/{len(mutants)} {code:4} {seconds:6.2f} s {mutant}\n"
        os.write(STDERR, told.encode())
    return True
