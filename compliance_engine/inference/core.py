"""Drives the C core of durable_rules: one ruleset, one session at a time.

Only the C module is used: no `Host`, no callbacks, no timers. The core fails in silence or
kills the process where it is used otherwise than here, so every answer that is not exactly the
expected one is an error, and a session never outlives the call that opened it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from threading import Lock
from typing import Any
from weakref import finalize

from compliance_engine.errors import EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import DONE, HEADER, KIND, STOP
from compliance_engine.inference.model import Scalar

SESSION = "s"
"""The id of every session. There is never a second one beside it in a ruleset."""

HEADER_ID = 0
ALL_HANDLED, SOME_NOT_HANDLED = 0, 1
"""What the core answers to a batch that it took; a fact that meets no condition is no fault."""

_numbers = count(1)


@cache
def _core() -> Any:
    """The C module. Raises EngineError if it is not installed or cannot be loaded."""
    try:
        with _symbols_bound_late():
            import durable_rules_engine
    except ImportError as error:
        raise EngineError(
            f"the inference engine cannot be loaded: {error}. Install durable_rules 2.0.28, "
            "which needs a C compiler, or choose --engine plain"
        ) from error
    return durable_rules_engine


@contextmanager
def _symbols_bound_late() -> Iterator[None]:
    """For a function that the core names but never needs, and that Python 3.13 no longer has."""
    if sys.version_info >= (3, 13):
        flags = sys.getdlopenflags()
        sys.setdlopenflags(os.RTLD_LAZY)
        try:
            yield
        finally:
            sys.setdlopenflags(flags)
    else:
        yield


class CoreRuleset:
    """A ruleset in the core. Its memory is given back on `close`, at the latest with the object."""

    def __init__(self, rules: Mapping[str, Json]) -> None:
        core = _core()
        self._failures = (core.error, MemoryError, OverflowError, TypeError, ValueError)
        self._aliases = {name: _positive_aliases(rule) for name, rule in rules.items()}
        self._lock = Lock()
        name = f"compliance-engine-{next(_numbers)}"
        try:
            self._handle = core.create_ruleset(name, json.dumps(rules))
        except self._failures as error:
            raise EngineError(f"the core refuses a ruleset: {error}") from error
        self.close = finalize(self, core.delete_ruleset, self._handle)
        self._usable = True

    def run(
        self, facts: Sequence[Mapping[str, Scalar]], trigger: Mapping[str, Scalar]
    ) -> dict[str, list[dict[str, int]]]:
        """The matches of each rule that has any: for each alias, the position of its fact.

        The trigger stands after the last fact. Raises EngineError unless the core took all the
        facts, and then the trigger, and answered as expected.
        """
        batch = core_batch(facts, trigger)
        taken: list[str] = []
        with self._lock:
            self._check_usable()
            self._usable = False
            try:
                self._exchange(batch, taken)
            except self._failures as error:
                raise EngineError(f"the core failed: {error}") from error
            finally:
                self._end_session(len(facts) + 2, taken)
            self._check_usable()
        return self._frames(taken, len(facts))

    def _check_usable(self) -> None:
        if not (self._usable and self.close.alive):
            raise EngineError("a ruleset of the core is closed, or could not close a session")

    def _exchange(self, batch: str, taken: list[str]) -> None:
        """Gives the core a batch and takes all that it answers."""
        core = _core()
        code, session = core.assert_facts(self._handle, batch)
        if code not in (ALL_HANDLED, SOME_NOT_HANDLED):
            raise EngineError(f"the core refused facts of a batch (code {code})")
        started = core.start_action_for_state(self._handle, session)
        messages = None if started is None else started[1]
        while messages is not None:
            taken.append(messages)
            messages = core.complete_and_start_action(self._handle, session)

    def _end_session(self, unused_id: int, taken: Sequence[str]) -> None:
        """Deletes the session; to survive that, the core must have started some action of it.

        Where even that fails, the session is left alone and the ruleset is not used again.
        """
        core = _core()
        with suppress(*self._failures):
            if not taken:
                stop = {"id": unused_id, "sid": SESSION, KIND: STOP}
                code, session = core.assert_fact(self._handle, json.dumps(stop))
                if code != ALL_HANDLED:
                    return
                core.start_action_for_state(self._handle, session)  # or another is under way
            core.delete_state(self._handle, SESSION)
            self._usable = True

    def _frames(self, taken: Sequence[str], last: int) -> dict[str, list[dict[str, int]]]:
        frames: dict[str, list[dict[str, int]]] = {}
        try:
            for messages in taken:
                for name, found in json.loads(messages).items():
                    frames.setdefault(name, []).extend(
                        {alias: fact["id"] - 1 for alias, fact in frame.items()} for frame in found
                    )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise EngineError(f"the core's answer cannot be read: {error}") from error
        if frames.pop(HEADER, None) != [{"h": -1}] or frames.pop(DONE, None) != [{"t": last}]:
            raise EngineError("the core did not take the whole batch of facts")
        for name, found in frames.items():
            if not all(self._expected(name, frame, last) for frame in found):
                raise EngineError(f"the core answered with an unexpected match of {name}")
        return frames

    def _expected(self, name: str, frame: Mapping[str, int], last: int) -> bool:
        return (
            frame.keys() == self._aliases.get(name, frozenset())
            and frame.get("t") == last
            and all(0 <= position < last for alias, position in frame.items() if alias != "t")
        )


def _positive_aliases(rule: Json) -> frozenset[str]:
    return frozenset(
        alias for condition in rule["all"] for alias in condition if not alias.endswith("$not")
    )


def core_batch(facts: Sequence[Mapping[str, Scalar]], trigger: Mapping[str, Scalar]) -> str:
    """A header that cannot fail, since the core does not survive a batch whose first fact does;
    the facts, whose ids follow on it; the trigger."""
    header = {KIND: HEADER}
    return json.dumps(
        [
            {"id": number, "sid": SESSION, **fact}
            for number, fact in enumerate((header, *facts, trigger), start=HEADER_ID)
        ],
        separators=(",", ":"),
    )
