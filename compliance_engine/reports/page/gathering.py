"""What a page tells of one State, before it is put into its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance_engine.dates.span import Span
from compliance_engine.facts.model import Fact
from compliance_engine.findings.calendar import DutyLine, duty_calendar
from compliance_engine.findings.evaluating import ONE_DAY, facts_on
from compliance_engine.findings.explanation.account import Told, told_findings
from compliance_engine.findings.history import Interval, intervals
from compliance_engine.findings.model import Undetermined
from compliance_engine.findings.not_known import undetermined_matters
from compliance_engine.findings.standing import Standing, standing_of
from compliance_engine.inference.engine import Engine
from compliance_engine.records.model import Record
from compliance_engine.records.states import State, state_of_code
from compliance_engine.rulebook.model import Rulebook


@dataclass(frozen=True)
class Gathered:
    """One State on a day; `standing`, `calendar` and `findings` once for each language.

    `facts` are complete for the day, and `history` goes from the treaty's entry into force to it.
    """

    record: Record
    state: State
    facts: tuple[Fact, ...]
    standing: tuple[Standing, ...]
    calendar: tuple[tuple[DutyLine, ...], ...]
    findings: tuple[tuple[Told, ...], ...]
    undetermined: tuple[Undetermined, ...]
    history: tuple[Interval, ...]

    def on(self, day: date, kind: str) -> tuple[Fact, ...]:
        """The facts of a kind on a day."""
        return tuple(fact for fact in self.facts if fact.kind == kind and day in fact.held)

    def bound(self, day: date) -> bool:
        """Whether the treaty binds the State on a day."""
        return any(fact.fields["bound"] is True for fact in self.on(day, "membership"))


def gathered(
    record: Record,
    rulebook: Rulebook,
    engine: Engine,
    as_of: date,
    languages: Sequence[str],
    *,
    known_at: date | None = None,
) -> Gathered:
    """Evaluates a State on every day up to `as_of`, and tells what holds on that day.

    With `known_at`, only statements known by that day count. Raises EngineError.
    """
    state = state_of_code(record.state)
    facts = facts_on(record, rulebook, as_of, known_at)
    within = Span(rulebook.treaty.in_force, as_of + ONE_DAY)
    held = engine.over_time(record.state, facts, within)
    conclusions = engine.conclude(record.state, facts, as_of)
    return Gathered(
        record,
        state,
        facts,
        tuple(standing_of(facts, state, as_of, one) for one in languages),
        tuple(duty_calendar(facts, rulebook, state, as_of, language=one) for one in languages),
        tuple(
            told_findings(record, facts, conclusions, rulebook, as_of, language=one)
            for one in languages
        ),
        tuple(undetermined_matters(record.state, facts, rulebook, as_of)),
        tuple(intervals(record.state, held, within.until)),
    )
