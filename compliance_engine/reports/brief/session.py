"""All that a brief is made from: every State as seen for a session, on the law of its day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from compliance_engine.facts.known import as_known_at
from compliance_engine.facts.model import Fact
from compliance_engine.findings.checking import told
from compliance_engine.findings.evaluating import evaluate, facts_on
from compliance_engine.findings.evaluation import Evaluation
from compliance_engine.findings.forecast import Coming, forecast_of
from compliance_engine.findings.history import Interval, history_of
from compliance_engine.findings.indicators import Counted, count_indicators, questions_of
from compliance_engine.findings.model import finding_id
from compliance_engine.inference.conclusions import Conclusion
from compliance_engine.inference.engine import Engine
from compliance_engine.judgement.applying import Judged, apply
from compliance_engine.judgement.model import Judgement
from compliance_engine.records.model import Record
from compliance_engine.reports.brief.occasions import Occasion
from compliance_engine.reports.brief.setting import Setting
from compliance_engine.reports.figures.cases import OpenCase, open_cases
from compliance_engine.reports.figures.changes import Changes, changes_between
from compliance_engine.reports.figures.found import found_by
from compliance_engine.reports.figures.measures import Measures, measures_over_years
from compliance_engine.reports.figures.reporting import ReportingYear, reporting_years
from compliance_engine.rulebook.commitments import Plan
from compliance_engine.rulebook.conditions import Logic
from compliance_engine.rulebook.model import Duty, Rule, Rulebook


@dataclass(frozen=True)
class Letter:
    """A letter to a State, as a register has it: when it was sent, on what, and any answer."""

    state: str
    sent: date
    subject: str
    answered: date | None


@dataclass(frozen=True)
class StateSeen:
    """One State: its record as known, its facts, what rules find, found and will find of it.

    `answers` are the questions for the indicators of action plans that hold of it.
    """

    record: Record
    facts: tuple[Fact, ...]
    evaluation: Evaluation
    history: tuple[Interval, ...]
    coming: tuple[Coming, ...]
    answers: frozenset[str]


def plans_in_effect(rulebook: Rulebook, as_of: date) -> tuple[Plan, ...]:
    """The action plans that count on a day."""
    return tuple(plan for plan in rulebook.plans if as_of in plan.in_effect)


def questions_on(rulebook: Rulebook, as_of: date) -> tuple[Logic, ...]:
    """What an engine must be able to answer for a brief as of a day."""
    plans = plans_in_effect(rulebook, as_of)
    return tuple(question for plan in plans for question in questions_of(plan))


def see(
    record: Record,
    rulebook: Rulebook,
    engine: Engine,
    occasion: Occasion,
    known_at: date | None = None,
) -> StateSeen:
    """A State as it is seen for a session, by an engine that answers `questions_on` its day.

    With `known_at`, only statements known by that day count. What comes is told from what was
    known by the day of the session: of a past one, as it could be foreseen. Raises EngineError.
    """
    as_of = occasion.as_of
    foreseen = as_of if known_at is None else min(known_at, as_of)
    known = record if known_at is None else as_known_at(record, known_at)
    facts = facts_on(record, rulebook, as_of, known_at)
    asked = questions_on(rulebook, as_of)
    return StateSeen(
        known,
        facts,
        evaluate(record, rulebook, engine, as_of, known_at),
        history_of(record, rulebook, engine, as_of, since=occasion.since, known_at=known_at),
        forecast_of(record, rulebook, engine, as_of, occasion.until, known_at=foreseen),
        engine.answers(record.state, facts, as_of) if asked else frozenset(),
    )


@dataclass(frozen=True)
class Session:
    """What a brief tells of. `letters` is None where no register of letters was given."""

    occasion: Occasion
    known_at: date | None
    rulebook: Rulebook
    setting: Setting
    states: Sequence[StateSeen]
    records_sha256: str
    judgements: tuple[Judgement, ...] = ()
    letters: Sequence[Letter] | None = None

    @property
    def as_of(self) -> date:
        """The day whose law and events count."""
        return self.occasion.as_of

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The record of each State, as known."""
        return {one.record.state: one.record for one in self.states}

    @cached_property
    def facts(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of each State."""
        return {one.record.state: one.facts for one in self.states}

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """What rules conclude of each State on the day."""
        return tuple(one.evaluation for one in self.states)

    @cached_property
    def history(self) -> tuple[Interval, ...]:
        """The findings of all States since the session before."""
        return tuple(interval for one in self.states for interval in one.history)

    @cached_property
    def coming(self) -> tuple[Coming, ...]:
        """What comes for all States before the next session."""
        return tuple(coming for one in self.states for coming in one.coming)

    @cached_property
    def plans(self) -> tuple[tuple[Plan, tuple[Counted, ...]], ...]:
        """The action plans in effect on the day, with their indicators."""
        answers = {one.record.state: one.answers for one in self.states}
        return tuple(
            (plan, count_indicators(plan, answers))
            for plan in plans_in_effect(self.rulebook, self.as_of)
        )

    @cached_property
    def years(self) -> tuple[ReportingYear, ...]:
        """The annual reports of every year that has fallen due."""
        return reporting_years(self.facts, self.rulebook, self.as_of)

    @cached_property
    def measures(self) -> tuple[Measures, ...]:
        """Measures under Article 9 at the end of each year, and last on the day."""
        return measures_over_years(self.facts, self.rulebook.treaty.in_force, self.as_of)

    @cached_property
    def matters(self) -> tuple[OpenCase, ...]:
        """The open matters under Article 1."""
        found, due = self.found("open matter"), self.found("update due")
        return open_cases(found, due, self.records, self.as_of)

    @cached_property
    def changes(self) -> Changes:
        """What changed since the session before."""
        return changes_between(self.facts, self.history, self.occasion.since, self.as_of)

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules that make a list of the setting."""
        return tuple(self.rulebook.rule(one) for one in self.setting.rules(name))

    def duties(self, met_by: str) -> tuple[Duty, ...]:
        """The duties that are met in this way."""
        return tuple(duty for duty in self.rulebook.duties if duty.met_by == met_by)

    @cached_property
    def aside(self) -> Mapping[str, Judged]:
        """The findings of the day, by id, that a judgement in force sets aside."""
        if not self.judgements:
            return {}
        found = told(self.evaluations, self.rulebook, self.as_of, self.known_at)
        applied = apply(found, self.judgements, self.as_of)
        return {name: judged for name, judged in applied.of.items() if judged.set_aside}

    def followed(self, rules: Collection[str]) -> dict[str, tuple[Conclusion, ...]]:
        """What these rules conclude, by State, but for what is set aside."""
        found = {
            code: tuple(one for one in of_state if _id(code, one) not in self.aside)
            for code, of_state in found_by(self.evaluations, rules).items()
        }
        return {code: of_state for code, of_state in found.items() if of_state}

    def set_aside(self, rules: Collection[str]) -> tuple[tuple[str, Rule, Judgement], ...]:
        """What of these rules is set aside: the State, the rule, and the judgement."""
        return tuple(
            (code, one.rule, self.aside[_id(code, one)].judgement)
            for code, of_state in found_by(self.evaluations, rules).items()
            for one in of_state
            if _id(code, one) in self.aside
        )

    def found(self, name: str) -> dict[str, tuple[Conclusion, ...]]:
        """What the rules of a list of the setting conclude, by State."""
        return found_by(self.evaluations, self.setting.rules(name))


def _id(code: str, one: Conclusion) -> str:
    return finding_id(code, one.rule.id, one.key)
