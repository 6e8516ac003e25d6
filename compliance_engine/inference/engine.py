"""From a State's facts to what the rules conclude of it, on a day or over time.

First-level rules match facts; what they conclude are facts for the second level, which runs
after all of the first. Nothing is ever retracted.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from compliance_engine.dates.span import Span
from compliance_engine.errors import EngineCrashError, EngineCrashWarning, EngineError
from compliance_engine.facts.model import Fact
from compliance_engine.inference.agreement import AgreeingEvaluators
from compliance_engine.inference.conclusions import (
    Concluded,
    Conclusion,
    Held,
    finding_fact,
    finding_facts,
    grouped,
)
from compliance_engine.inference.horizons import Horizons
from compliance_engine.inference.model import Evaluator, Match, Row
from compliance_engine.inference.plain import PlainEvaluator
from compliance_engine.inference.rows import row_of
from compliance_engine.inference.shares import Shares
from compliance_engine.rulebook.conditions import Logic
from compliance_engine.rulebook.model import Rulebook
from compliance_engine.rulebook.vocabulary import FINDING

if TYPE_CHECKING:
    from compliance_engine.inference.process import CoreProcess

EngineChoice = Literal["both", "auto", "rete", "plain"]
ONE_DAY = timedelta(days=1)

AFTER_A_CRASH = (
    "Nothing of this run may be used. Run it again; if that does not help, "
    "choose --engine plain, and report it with the record and the rules"
)
ONLY_PLAIN = "From this State on, only the plain evaluator was used"


@dataclass(frozen=True)
class _Level:
    """The rules of a level: what finds their matches, when these can change, and of what rows."""

    evaluator: Evaluator
    horizons: Horizons
    shares: Shares


@dataclass(frozen=True)
class Crash:
    """At which State the process of the core died, and of what."""

    state: str
    told: str


class Engine:
    """The rules of a rulebook, ready to be run on one State after another.

    Further `questions` can be asked of a State beside them; they may name what rules of the first
    level conclude. A context manager: Rete works in the `process` given, which several engines
    may share, or else in one of its own. `auto` is `both` until it dies, then `plain` alone.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        choice: EngineChoice = "both",
        questions: Sequence[Logic] = (),
        process: CoreProcess | None = None,
    ) -> None:
        self.choice = choice
        self.crash: Crash | None = None
        self._process = process
        self._pack = rulebook.treaty.name
        self._kinds = rulebook.kinds
        self._rules = {rule.id: rule for rule in rulebook.rules}
        self._further = tuple(questions)
        self._open = ExitStack()

    @cached_property
    def _first(self) -> _Level:
        return self._level(1)

    @cached_property
    def _second(self) -> _Level:
        return self._level(2)

    @cached_property
    def _questions(self) -> Evaluator:
        return self._evaluator(self._further)

    def _level(self, level: int) -> _Level:
        logics = [rule.logic for rule in self._rules.values() if rule.level == level]
        return _Level(self._evaluator(logics), Horizons(logics), Shares(logics))

    def _evaluator(self, logics: Sequence[Logic]) -> Evaluator:
        if self.choice == "plain":
            return PlainEvaluator(logics)
        from compliance_engine.inference.process import CoreProcess
        from compliance_engine.inference.rete import ReteEvaluator

        if self._process is None:
            self._process = CoreProcess()
            self._open.callback(self._process.close)
        rete = self._open.enter_context(ReteEvaluator(logics, self._kinds, self._process))
        return rete if self.choice == "rete" else AgreeingEvaluators(rete, PlainEvaluator(logics))

    @property
    def used(self) -> str:
        """Which evaluators were used; where that changed, from which State on."""
        if self.choice != "auto":
            return self.choice
        return f"both, but plain alone from {self.crash.state} on" if self.crash else "both"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def conclude(self, state: str, facts: Sequence[Fact], as_of: date) -> tuple[Conclusion, ...]:
        """What the rules conclude of a State on a day, in a fixed order.

        Raises EngineError, naming the State, if the evaluators disagree or one of them fails.
        """
        rows = [row_of(fact, self._kinds) for fact in facts]
        return self._concluded(state, facts, rows, as_of)

    def conclude_for_long(
        self, state: str, facts: Sequence[Fact], as_of: date, last: date
    ) -> Concluded:
        """What the rules conclude on a day and, without a break, on days after it up to `last`.

        The facts must be complete for checks up to `last` (inclusive). Raises EngineError.
        """
        rows = [row_of(fact, self._kinds) for fact in facts]
        conclusions = self._concluded(state, facts, rows, as_of)
        if last == as_of:
            return Concluded(Span(as_of, as_of + ONE_DAY), conclusions)
        until = self._first.horizons.holds_until(rows, as_of, last)
        kind = self._kinds[FINDING]
        first = [one for one in conclusions if one.rule.level == 1]
        lasting = [row_of(finding_fact(one, Span(as_of), kind), self._kinds) for one in first]
        until = self._second.horizons.holds_until([*rows, *lasting], as_of, until - ONE_DAY)
        return Concluded(Span(as_of, until), conclusions)

    def over_time(self, state: str, facts: Sequence[Fact], within: Span) -> tuple[Held, ...]:
        """On which days of a span each rule holds of each fact that it is about, in a fixed order.

        The facts must be complete for checks on all of its days. Raises EngineError, naming the
        State, if the evaluators disagree or one of them fails.
        """
        rows = [row_of(fact, self._kinds) for fact in facts]
        first = self._held(state, self._first, rows, facts, within)
        kind = self._kinds[FINDING]
        derived = [
            finding_fact(Conclusion(one.rule, (one.subject,)), one.held, kind) for one in first
        ]
        all_rows = [*rows, *(row_of(fact, self._kinds) for fact in derived)]
        return (*first, *self._held(state, self._second, all_rows, [*facts, *derived], within))

    def _held(
        self,
        state: str,
        level: _Level,
        rows: Sequence[Row],
        facts: Sequence[Fact],
        within: Span,
    ) -> list[Held]:
        """The days on which rules of a level hold; each share of the rows on its own days."""
        first, until = within.first.toordinal(), within.until.toordinal()
        spells: list[tuple[str, int, Span]] = []
        for share in level.shares.of(rows):
            looked_at = [row for row in share.rows if row.first < until and first < row.until]
            days = (within.first, *level.horizons.turning_days(looked_at, within))
            found = self._asked(state, level.evaluator, share.rows, days)
            spells += (
                (rule, share.subjects[row], held)
                for (rule, row), held in _spells(days, found, within.until, len(share.subjects))
            )
        return [Held(self._rules[rule], facts[row], held) for rule, row, held in sorted(spells)]

    def _concluded(
        self, state: str, facts: Sequence[Fact], rows: Sequence[Row], as_of: date
    ) -> tuple[Conclusion, ...]:
        (matches,) = self._asked(state, self._first.evaluator, rows, (as_of,))
        first = [one.concluded(self._rules, facts, {}) for one in grouped(matches)]
        derived = finding_facts(first, self._kinds, as_of)
        known = [*facts, *derived]
        all_rows = [*rows, *(row_of(fact, self._kinds) for fact in derived)]
        (above,) = self._asked(state, self._second.evaluator, all_rows, (as_of,))
        resting = dict(enumerate(first, start=len(facts)))
        return (*first, *(one.concluded(self._rules, known, resting) for one in grouped(above)))

    def answers(self, state: str, facts: Sequence[Fact], as_of: date) -> frozenset[str]:
        """Which of the further questions hold of a State on a day, by name.

        Raises EngineError, naming the State, if the evaluators disagree or one of them fails.
        """
        first = [one for one in self.conclude(state, facts, as_of) if one.rule.level == 1]
        known = [*facts, *finding_facts(first, self._kinds, as_of)]
        rows = [row_of(fact, self._kinds) for fact in known]
        (matches,) = self._asked(state, self._questions, rows, (as_of,))
        return frozenset(match.rule for match in matches)

    def _asked(
        self, state: str, evaluator: Evaluator, rows: Sequence[Row], days: Sequence[date]
    ) -> tuple[frozenset[Match], ...]:
        """What an evaluator finds; under `auto`, what `plain` finds once the core has died."""
        if self.crash and isinstance(evaluator, AgreeingEvaluators):
            evaluator = evaluator.other
        try:
            return evaluator.matches_on(rows, days)
        except EngineCrashError as error:
            told = f"{state}, rule pack {self._pack}: {error}"
            if self.choice != "auto":
                raise EngineCrashError(f"{told}. {AFTER_A_CRASH}") from error
            self.crash = Crash(state, told)
            warnings.warn(f"{told}. {ONLY_PLAIN}", EngineCrashWarning, stacklevel=2)
        except EngineError as error:
            raise type(error)(f"{state}: {error}") from error
        return self._asked(state, evaluator, rows, days)


def _spells(
    days: Sequence[date], found: Sequence[frozenset[Match]], until: date, subjects: int
) -> Iterator[tuple[tuple[str, int], Span]]:
    """Each rule with the row it is about, one of the first `subjects`, and the days in a row."""
    begun: dict[tuple[str, int], date] = {}
    for day, matches in zip(days, found, strict=True):
        present = {(one.rule, one.rows[0]) for one in matches if one.rows[0] < subjects}
        for one in [one for one in begun if one not in present]:
            yield one, Span(begun.pop(one), day)
        for one in present:
            begun.setdefault(one, day)
    yield from ((one, Span(first, until)) for one, first in begun.items())
