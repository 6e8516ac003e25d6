"""A worker that dies, hangs or raves is an error, and never more than that."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer, main_thread

import pytest

from compliance_engine.errors import EngineCrashError
from compliance_engine.inference import worker
from compliance_engine.inference.process import CoreProcess

DROP = worker.DROP  # asks for nothing, and is answered


def is_there(pid: int) -> bool:
    """Whether there is a process with this id, be it one that has ended and is not waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def process() -> Iterator[CoreProcess]:
    started = CoreProcess(seconds=20)
    yield started
    started.close()


def crash_of(process: CoreProcess) -> str:
    """What is said of its death, the same each time; it is gone then."""
    answer = process.ask(DROP)
    with pytest.raises(EngineCrashError) as caught:
        answer()
    assert not is_there(process.pid)
    for _ in range(2):
        with pytest.raises(EngineCrashError) as again:
            process.ask(DROP)()
        assert str(again.value) == str(caught.value)
    return str(caught.value)


def running(script: str, folder: Path) -> CoreProcess:
    """A process that runs this script in place of the worker."""
    program = folder / "worker.py"
    program.write_text(script)
    return CoreProcess(seconds=20, program=program)


def test_a_worker_answers(process: CoreProcess) -> None:
    assert process.ask(DROP)() == []
    assert is_there(process.pid)


def test_a_closed_process_is_gone_and_says_so(process: CoreProcess) -> None:
    process.close()
    process.close()
    assert not is_there(process.pid)
    assert crash_of(process) == "the inference engine is closed"


def test_a_process_that_nobody_needs_any_more_is_ended() -> None:
    pid = CoreProcess().pid
    gc.collect()
    assert not is_there(pid)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (signal.SIGSEGV, "was killed (signal 11, Segmentation fault"),
        (signal.SIGKILL, "was killed (signal 9), as a system does that runs out of memory"),
        (signal.SIGTERM, "was killed (signal 15, Terminated"),
        (signal.SIGALRM, "did not answer within 20 seconds"),
    ],
)
@pytest.mark.parametrize("started", [False, True])
def test_a_worker_that_is_killed_is_an_error(
    process: CoreProcess, number: signal.Signals, said: str, started: bool
) -> None:
    if started:
        process.ask(DROP)()
    os.kill(process.pid, number)
    assert crash_of(process).startswith(f"the inference engine {said}")


def test_a_worker_that_is_stopped_is_an_error_after_the_time_it_has() -> None:
    process = CoreProcess(seconds=0.1)
    os.kill(process.pid, signal.SIGSTOP)
    assert crash_of(process) == "the inference engine did not answer within 0.1 seconds"


def test_a_worker_that_is_slow_to_start_is_waited_for(process: CoreProcess) -> None:
    os.kill(process.pid, signal.SIGSTOP)
    waking = Timer(0.05, os.kill, (process.pid, signal.SIGCONT))
    waking.start()
    assert process.ask(DROP)() == []
    waking.join()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('x' * 99, flush=True); input()", "gave an answer that is none"),
        ("import os; os.write(1, bytes(7) + b'\\1x'); input()", "gave an answer that is none"),
        ("import os; os.write(1, bytes(8)); input()", "gave an answer that is none"),
        ("import os; os.write(1, bytes(16)); input()", "gave an answer that is none"),
        ("import os; os.close(1); input()", "closed its pipes"),
        ("import os; os.close(0); os.close(1); os.close(2)", "ended by itself (exit code 0)"),
        ("raise SystemExit(3)", "ended by itself (exit code 3)"),
        ("raise SystemExit(71)", "ran out of memory; it may use 4 GiB"),
        ("raise SystemExit(72)", "could not close a session, and ended itself"),
        ("import os; os.abort()", "was killed (signal 6, Aborted)"),
        ("1 / 0", "ended by itself (exit code 1)"),
    ],
)
def test_a_worker_that_raves_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, said: str
) -> None:
    monkeypatch.setattr("compliance_engine.inference.process._TO_DIE", 0.2)
    assert crash_of(running(script, tmp_path)) == f"the inference engine {said}"


def test_a_worker_without_memory_ends_with_a_clear_error() -> None:
    process = CoreProcess(memory=200 * 2**20)
    process.ask(DROP)()
    large = process.ask(worker.RUN, b"x" * (150 * 2**20))
    with pytest.raises(EngineCrashError, match=r"ran out of memory; it may use 0\.195312 GiB"):
        large()


def test_a_worker_stuck_in_a_loop_ends_itself(tmp_path: Path) -> None:
    """Also if nobody is left to end it."""
    script = "import runpy, sys\n"
    script += f"real = runpy.run_path({worker.__file__!r})\n"
    script += "def forever(*_):\n    while True: pass\n"
    script += "real['Desk'].answer = forever\n"
    script += "real['main'](0, 1)\n"
    process = running(script, tmp_path)
    with pytest.raises(EngineCrashError, match="did not answer within 20 seconds"):
        process.ask(DROP)()


def test_a_process_that_cannot_be_started_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineCrashError, match=r"cannot be started: .*No such file"):
        CoreProcess()


def test_requests_and_answers_larger_than_a_pipe_block_nobody(process: CoreProcess) -> None:
    large = b"x" * (1 << 22)
    answers = [process.ask(worker.MAKE, large) for _ in range(5)]  # refused, with why
    assert process.ask(DROP)() == []
    for answer in answers:
        with pytest.raises(Exception, match="the core failed"):
            answer()


def test_ctrl_c_ends_the_worker_of_the_process_that_it_interrupts(process: CoreProcess) -> None:
    os.kill(process.pid, signal.SIGSTOP)
    answer = process.ask(DROP)
    ctrl_c = Timer(0.05, signal.pthread_kill, (main_thread().ident, signal.SIGINT))
    ctrl_c.start()
    with pytest.raises(KeyboardInterrupt):
        answer()
    ctrl_c.join()
    assert not is_there(process.pid)


def test_ctrl_c_does_not_reach_the_worker_itself(process: CoreProcess) -> None:
    process.ask(DROP)()
    os.kill(process.pid, signal.SIGINT)
    assert process.ask(DROP)() == []
