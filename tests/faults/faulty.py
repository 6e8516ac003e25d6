"""Workers with one fault each: at which request, at which moment of it, and what happens then."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from compliance_engine.inference import worker
from compliance_engine.inference.process import Answer, CoreProcess

WITHIN: Mapping[str, tuple[str, str]] = {
    "segmentation fault": ("faulthandler._sigsegv()", r"was killed \(signal 11, Segmentation"),
    "killed": ("os.kill(os.getpid(), signal.SIGKILL)", r"was killed \(signal 9\)"),
    "aborted": ("os.abort()", r"was killed \(signal 6, Aborted\)"),
    "out of memory": ("raise MemoryError", r"ran out of memory"),
    "ended": ("os._exit(3)", r"ended by itself \(exit code 3\)"),
    "stuck": ("signal.pause()", r"did not answer within 0\.05 seconds"),
    "looping": ("loop()", r"did not answer within 0\.05 seconds"),
    "pipes closed": ("[os.close(file) for file in (0, 3)]; loop()", r"closed its pipes"),
    "garbage": (
        "self.answers.write(random.Random(7).randbytes(99_999)); self.answers.flush(); loop()",
        r"gave an answer that is none",
    ),
}
"""What a worker does, and what must be said of it."""

FROM_OUTSIDE: Mapping[str, tuple[signal.Signals, str]] = {
    "SIGKILL": (signal.SIGKILL, r"was killed \(signal 9\)"),
    "SIGSEGV": (signal.SIGSEGV, r"was killed \(signal 11, Segmentation"),
    "SIGBUS": (signal.SIGBUS, r"was killed \(signal 7, Bus error"),
    "SIGSTOP": (signal.SIGSTOP, r"did not answer within 0\.05 seconds"),
}
"""The signals that are sent to a worker, and what must be said of it."""

MOMENTS = ("before the work", "before the answer", "within the answer")
ASKING = ("before it is asked", "when it has been asked")

PROGRAM = """
import faulthandler, os, random, signal, sys, time
sys.path.append({folder!r})
import worker

faulthandler.disable()
requests = 0

def loop():
    while True:
        pass

class Desk(worker.Desk):
    def answer(self, request):
        global requests
        requests += 1
        if requests == {number} and {moment!r} == "before the work":
            Answers.fault(Answers)
        return super().answer(request)

class Answers:
    def __init__(self, answers):
        Answers.answers = self.answers = answers

    def fault(self):
        {fault}

    def write(self, message):
        if requests == {number} and {moment!r} != "before the work":
            if {moment!r} == "within the answer":
                self.answers.write(message[: len(message) // 2])
                self.answers.flush()
            self.fault()
        self.answers.write(message)

    def flush(self):
        self.answers.flush()

serve = worker.serve
worker.Desk = Desk
worker.serve = lambda requests, answers, seconds: serve(requests, Answers(answers), seconds)
worker.main(int(sys.argv[1]), int(sys.argv[2]))
"""


@dataclass(frozen=True)
class Fault:
    """What goes wrong at a request, counted from 1."""

    what: str
    moment: str
    number: int

    @property
    def said(self) -> str:
        """A pattern of what must be said of it."""
        return (WITHIN if self.what in WITHIN else FROM_OUTSIDE)[self.what][1]

    @property
    def is_late(self) -> bool:
        """Whether what was asked for may have been answered when it happens."""
        return self.moment == "when it has been asked"

    def started(self, folder: Path) -> CoreProcess:
        """A worker with this fault, whose program is written to the folder."""
        return _Faulty(self, folder)


def fault_at(seed: int, requests: int) -> Fault:
    """The fault of a seed, at one of so many requests but the last."""
    chance = Random(seed)
    number = chance.randint(1, requests - 1)
    if chance.random() < 0.4:
        return Fault(chance.choice(list(FROM_OUTSIDE)), chance.choice(ASKING), number)
    return Fault(chance.choice(list(WITHIN)), chance.choice(MOMENTS), number)


class _Faulty(CoreProcess):
    def __init__(self, fault: Fault, folder: Path) -> None:
        self._fault = fault
        self._asked = 0
        real = worker.__file__
        if fault.what in WITHIN:
            program = folder / "faulty_worker.py"
            program.write_text(
                PROGRAM.format(
                    folder=str(Path(real).parent),
                    number=fault.number,
                    moment=fault.moment,
                    fault=WITHIN[fault.what][0],
                )
            )
            super().__init__(program=program)
        else:
            super().__init__()

    def ask(self, *request: bytes) -> Answer:
        self._asked += 1
        if self._asked != self._fault.number:
            return super().ask(*request)
        if "did not answer" in self._fault.said:
            self._seconds = 0.05
        if self._fault.moment == ASKING[0]:
            self._strike()
        answer = super().ask(*request)
        if self._fault.moment == ASKING[1]:
            self._strike()
        return answer

    def _strike(self) -> None:
        os.kill(self.pid, FROM_OUTSIDE[self._fault.what][0])
