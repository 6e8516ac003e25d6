"""The Rete evaluator: rules compiled for the C core of durable_rules.

The rules do all the matching, validity in time included. All that is left out beforehand is what
holds on none of the days asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import TracebackType
from typing import Self

from compliance_engine.errors import EngineError
from compliance_engine.inference.batch import BatchWriter
from compliance_engine.inference.core import CoreRulesets, Frame
from compliance_engine.inference.lint import check_rulesets
from compliance_engine.inference.model import Match, Row
from compliance_engine.inference.process import CoreProcess
from compliance_engine.inference.rulesets import Ruleset, compile_rules
from compliance_engine.inference.schema import Schema, check_rules
from compliance_engine.rulebook.conditions import Logic
from compliance_engine.rulebook.vocabulary import FactKind

AT_ONCE = 20_000
"""Facts times days of one session: its answer has the facts of every match on every day."""


class ReteEvaluator:
    """Finds matches with durable_rules. A context manager: it holds memory of the core.

    The rules must not look at facts that they themselves lead to: every level of a rulebook
    has its own evaluator. Several may share the `process` in which the core runs; without one,
    an evaluator has its own.
    """

    name = "rete"

    def __init__(
        self,
        logics: Sequence[Logic],
        kinds: Mapping[str, FactKind],
        process: CoreProcess | None = None,
    ) -> None:
        """Raises EngineError for rules that the core cannot be given, or if it cannot be started.

        That the core refuses a ruleset, or is not installed, shows with the first matches.
        """
        check_rules(logics, kinds)
        self._rulesets, limit = _compiled(tuple(logics))
        self._schema = Schema(kinds, limit)
        self._writer = BatchWriter([ruleset.looks_at for ruleset in self._rulesets])
        self._is_own = process is None
        self._process = process or CoreProcess()
        self._core = CoreRulesets(self._process, [one.rules for one in self._rulesets])
        self._open = True

    def matches(self, rows: Sequence[Row], as_of: date) -> frozenset[Match]:
        """All matches on a day. Raises EngineError if they cannot be trusted to be that."""
        return self.matches_on(rows, (as_of,))[0]

    def matches_on(self, rows: Sequence[Row], days: Sequence[date]) -> tuple[frozenset[Match], ...]:
        """All matches on each of several days, for little more than on one. Raises EngineError."""
        return self.begin(rows, days)()

    def begin(
        self, rows: Sequence[Row], days: Sequence[date]
    ) -> Callable[[], tuple[frozenset[Match], ...]]:
        """Has the core work while this process goes on; the call that it gives waits for it.

        Either raises EngineError if the matches cannot be trusted to be all and only those.
        """
        if not self._open:
            raise EngineError("the evaluator is closed")
        if not days:
            return lambda: ()
        first, last = min(days).toordinal(), max(days).toordinal()
        self._schema.check([row for row in rows if row.first <= last and first < row.until])
        if not self._rulesets:
            return lambda: (frozenset(),) * len(days)
        step = max(1, AT_ONCE // (len(rows) + 1))
        shares = [days[at : at + step] for at in range(0, len(days), step)]
        begun = [
            (len(share), self._core.begin(self._writer.batches(rows, share))) for share in shares
        ]

        def matches() -> tuple[frozenset[Match], ...]:
            return tuple(
                found for count, frames in begun for found in self._matches(frames(), rows, count)
            )

        return matches

    def _matches(
        self, answers: Iterable[list[Frame]], rows: Sequence[Row], days: int
    ) -> list[frozenset[Match]]:
        """The matches on each day."""
        found: list[set[Match]] = [set() for _ in range(days)]
        for ruleset, frames in zip(self._rulesets, answers, strict=True):
            for frame in frames:
                found[frame.trigger].add(_match(frame, ruleset, rows))
        return [frozenset(one) for one in found]

    def close(self) -> None:
        """Gives the memory of the core back."""
        if self._open:
            self._open = False
            self._core.close()
            if self._is_own:
                self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@lru_cache(maxsize=4)
def _compiled(logics: tuple[Logic, ...]) -> tuple[Sequence[Ruleset], int]:
    """The rulesets of these rules, checked, and how large numbers may be in facts.

    Kept, since a level of a real rulebook takes longer to compile than a State to be checked.
    """
    rulesets = compile_rules(logics)
    return rulesets, check_rulesets(ruleset.rules for ruleset in rulesets)


def _match(frame: Frame, ruleset: Ruleset, rows: Sequence[Row]) -> Match:
    rule = ruleset.stands_for[frame.rule]
    indices = tuple([one - 1 for one in frame.ids])
    if [rows[one].kind for one in indices] != [pattern.kind for pattern in rule.when]:
        raise EngineError(f"the core answered with facts of other kinds than {rule.rule} looks for")
    return Match(rule.rule, indices)
