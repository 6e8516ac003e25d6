"""Gives rulesets and batches of facts to the core, and reads its answers.

The core fails in silence where something is not as it wants it, so every answer that is not
exactly one that is expected is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compliance_engine.errors import EngineCrashError, EngineError
from compliance_engine.inference.comparisons import Json
from compliance_engine.inference.encoding import DONE, HEADER
from compliance_engine.inference.process import CoreProcess
from compliance_engine.inference.worker import DROP, MAKE, RUN, STOP

HEADER_ID = 0


@dataclass(frozen=True)
class Batch:
    """The facts of one session as the core reads them, and then the triggers.

    The ids of facts lie between that of the header and `first_trigger`, those of the triggers
    follow from there.
    """

    text: str
    first_trigger: int
    triggers: int


class Frame(NamedTuple):
    """A match of a rule: which trigger let it match, and the ids of its facts in their order."""

    trigger: int
    rule: str
    ids: tuple[int, ...]


class CoreRulesets:
    """The rulesets of one evaluator, in the worker. They are made there while this goes on."""

    def __init__(self, process: CoreProcess, rulesets: Sequence[Mapping[str, Json]]) -> None:
        self._process = process
        named = [(process.new_name(), rules) for rules in rulesets]
        self._rulesets = [(name, _aliases(rules)) for name, rules in named]
        request = [part for name, rules in named for part in (name, json.dumps(rules).encode())]
        self._made = process.ask(MAKE, *request) if rulesets else None

    def begin(self, batches: Sequence[Batch]) -> Callable[[], list[list[Frame]]]:
        """Has each ruleset run on its batch; the call that it gives waits for their matches.

        That raises EngineError unless the core took all the facts, and then the triggers, and
        answered as expected; EngineCrashError if it died.
        """
        request: list[bytes] = []
        for (name, _), batch in zip(self._rulesets, batches, strict=True):
            unused = batch.first_trigger + batch.triggers
            request += (name, batch.text.encode(), b"%d" % unused)
        ran = self._process.ask(RUN, *request)

        def frames() -> list[list[Frame]]:
            if self._made:
                self._made()
            answers = ran()
            if len(answers) != len(self._rulesets):
                raise EngineError("the core did not answer for every ruleset")
            return [
                _frames(answer, aliases, batch)
                for answer, (_, aliases), batch in zip(
                    answers, self._rulesets, batches, strict=True
                )
            ]

        return frames

    def close(self) -> None:
        """Gives their memory back, if the worker still lives."""
        if self._rulesets and self._process.close.alive:
            self._process.ask(DROP, *(name for name, _ in self._rulesets))


def _aliases(rules: Mapping[str, Json]) -> dict[str, list[str]]:
    """By rule that may match, the names of the facts of a match, in their order."""
    return {
        name: [alias for one in rule["all"] for alias in one if not alias.endswith("$not")]
        for name, rule in rules.items()
        if name != STOP
    }


def _frames(answer: bytes, aliases: Mapping[str, list[str]], batch: Batch) -> list[Frame]:
    """The matches in an answer. Raises EngineError unless the whole batch was taken."""
    try:
        found = list(_read(answer, aliases, batch))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EngineCrashError(
            f"the inference engine's answer cannot be read: {error!r}"
        ) from error
    begun = [frame.ids for frame in found if frame.rule == HEADER]
    done = sorted(frame.trigger for frame in found if frame.rule == DONE)
    if begun != [(HEADER_ID,)] or done != list(range(batch.triggers)):
        raise EngineError("the core did not take the whole batch of facts")
    return [frame for frame in found if frame.rule not in (HEADER, DONE)]


def _read(answer: bytes, aliases: Mapping[str, list[str]], batch: Batch) -> Iterator[Frame]:
    first, triggers = batch.first_trigger, batch.triggers
    for messages in json.loads(answer):
        for name, matches in messages.items():
            expected = aliases.get(name, ())
            for match in matches:
                ids = tuple([match[alias]["id"] for alias in expected if alias in match])
                if not len(match) == len(ids) == len(expected) > 0:
                    raise EngineError(f"the core answered with an unexpected match of {name}")
                if name == HEADER:
                    yield Frame(-1, name, ids)
                    continue
                trigger, facts = ids[0] - first, ids[1:]
                if not 0 <= trigger < triggers or any(not 0 < one < first for one in facts):
                    raise EngineError(f"the core answered with an unexpected match of {name}")
                yield Frame(trigger, name, facts)
