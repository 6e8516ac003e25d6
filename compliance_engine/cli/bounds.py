"""How long a command may take: what has not ended by then is ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from compliance_engine.store.location import StoreError

GRACE = 60.0
"""Seconds in which a run that has taken too long may end what it is in the midst of."""


class OutOfTimeError(StoreError):
    """A run has not ended within the time that it was given."""


@contextmanager
def bounded(seconds: float, store: str) -> Iterator[None]:
    """Lets what is done within take so many seconds. Raises OutOfTimeError in the midst of it.

    What does not end then, because it waits for something that cannot be broken off, is ended with
    its process after `GRACE`: the store and its messages are then as after a crash.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # a signal reaches the main thread alone
        return
    told: list[int] = []

    def reached(_: int, __: FrameType | None) -> None:
        if told:
            sys.stderr.flush()
            os._exit(StoreError.exit_code)
        told.append(1)
        raise OutOfTimeError(
            f"the run has not ended within {seconds:.0f} s, and was ended: what it had written to "
            f"{store} is kept, messages not yet sent wait, and the next run goes on. To give it "
            "more time: --at-most SECONDS"
        )

    before = signal.signal(signal.SIGALRM, reached)
    signal.setitimer(signal.ITIMER_REAL, seconds, GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
