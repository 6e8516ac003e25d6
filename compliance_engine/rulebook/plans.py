"""Action plans: political commitments as data, with the days on which they count.

A plan keeps the actions that bear on what is checked, each marked as verified or not, and its
indicators: of which States, how many do what an action asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from compliance_engine.dates.span import Span
from compliance_engine.documents.model import Document, Model
from compliance_engine.documents.names import Name
from compliance_engine.documents.yaml import YamlList, YamlMap
from compliance_engine.errors import Problem
from compliance_engine.records.fields import When
from compliance_engine.rulebook.commitments import Action, Indicator, Plan
from compliance_engine.rulebook.conditions import Logic, Pattern
from compliance_engine.rulebook.files import DutyFile, InEffect, LocalText, RuleFile
from compliance_engine.rulebook.patterns import Patterns, in_effect
from compliance_engine.rulebook.reading import Reading
from compliance_engine.rulebook.vocabulary import FactKind
from compliance_engine.suggestions import did_you_mean

Number = Annotated[int, Field(ge=1, le=999)]
Tuple = Field(default=(), strict=False)


class Adopted(Model):
    """When and at which meeting a plan was adopted."""

    on: When
    at: Name


class ActionEntry(Model):
    """An action, or several in a row that share a subject, in our own words."""

    number: Number
    to: Number | None = None
    gist: LocalText
    verified: bool
    note: str | None = None
    rules: tuple[str, ...] = Tuple


class IndicatorEntry(Model):
    """What is counted of an action.

    `of` says which States, in the way of a rule's `when`; `counted` and `undetermined` name its
    patterns again, with what must hold besides.
    """

    action: Number
    title: LocalText
    verified: bool
    of: dict[str, str]
    unless: tuple[dict[str, str], ...] = Tuple
    counted: dict[str, str]
    undetermined: dict[str, str]


class PlanFile(Document):
    """An action plan. What is not known of it is said under `unknown`, never guessed."""

    name: Name
    title: LocalText
    adopted: Adopted
    in_effect: InEffect
    verified: bool
    note: str | None = None
    unknown: tuple[LocalText, ...] = Tuple
    actions: tuple[ActionEntry, ...] = Tuple
    indicators: tuple[IndicatorEntry, ...] = Tuple

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        last = 0
        for action in self.actions:
            if action.number <= last:
                raise ValueError(f"action {action.number} stands after action {last}")
            last = action.to or action.number
        return self


def compile_plan(
    name: str,
    file: PlanFile,
    data: YamlMap,
    *,
    kinds: Mapping[str, FactKind],
    reading: Reading,
) -> Plan:
    """One plan; `data` is its file as read, for the places of its conditions."""
    days = in_effect(file.in_effect, "plan", reading)
    written = data.get("indicators")
    raw_indicators = written if isinstance(written, YamlList) else ()
    return Plan(
        name,
        file.name,
        file.title.by_language(),
        file.adopted.on,
        file.adopted.at,
        days,
        file.verified,
        file.note.strip() if file.note else None,
        tuple(text.by_language() for text in file.unknown),
        tuple(
            Action(
                one.number,
                one.to or one.number,
                one.gist.by_language(),
                one.verified,
                one.note,
                one.rules,
                one.place,
            )
            for one in file.actions
        ),
        tuple(
            _indicator(name, entry, raw, days, kinds=kinds, reading=reading)
            for entry, raw in zip(file.indicators, raw_indicators, strict=True)
        ),
    )


def _indicator(
    plan: str,
    entry: IndicatorEntry,
    data: object,
    days: Span,
    *,
    kinds: Mapping[str, FactKind],
    reading: Reading,
) -> Indicator:
    assert isinstance(data, YamlMap)
    patterns = Patterns(kinds, reading)
    of = patterns.when(entry.of, data["of"])
    unless = patterns.unless(entry.unless, data.get("unless"))

    def logic(part: str, when: tuple[Pattern, ...]) -> Logic:
        return Logic(f"{plan}/{entry.action}/{part}", when, unless, days)

    counted = patterns.narrowed(of, entry.counted, data["counted"])
    undetermined = patterns.narrowed(of, entry.undetermined, data["undetermined"])
    return Indicator(
        entry.action,
        entry.title.by_language(),
        entry.verified,
        logic("of", of),
        logic("counted", counted),
        logic("undetermined", undetermined),
        entry.place,
    )


def plan_problems(
    plans: Iterable[Plan], rules: Mapping[str, RuleFile], duties: Iterable[DutyFile]
) -> Iterator[Problem]:
    """Where plans and the rules that cite their actions do not agree."""
    plans = tuple(plans)
    by_action = {
        f"{plan.title} {number}": action
        for plan in plans
        for action in plan.actions
        for number in range(action.number, action.last + 1)
    }
    yield from _citing(by_action, rules, duties, {plan.title for plan in plans})
    for plan in plans:
        for action in plan.actions:
            for rule in action.rules:
                if rule not in rules:
                    remedy = did_you_mean(rule, rules, "Name a rule of this rulebook.")
                    what = f"action {action.number} names '{rule}', which is no rule"
                    yield Problem(action.place, what, remedy)
        numbers = {
            number for action in plan.actions for number in range(action.number, action.last + 1)
        }
        for one in plan.indicators:
            if one.action not in numbers:
                what = f"the plan has no action {one.action}"
                yield Problem(one.place, what, "Add it under 'actions', or correct the number.")


def _citing(
    by_action: Mapping[str, Action],
    rules: Mapping[str, RuleFile],
    duties: Iterable[DutyFile],
    names: Collection[str],
) -> Iterator[Problem]:
    citing: list[tuple[str | None, RuleFile | DutyFile]] = [*rules.items()]
    citing += [(None, duty) for duty in duties]
    for rule, file in citing:
        for cited in file.cites:
            plan = cited.rpartition(" ")[0]
            if plan not in names:
                continue
            place, action = file.place_of("cites"), by_action.get(cited)
            if action is None:
                what = f"cites {cited}, but the plan's file has no such action"
                yield Problem(place, what, "Add the action there, or correct the citation.")
                continue
            if rule is not None and rule not in action.rules:
                what = f"cites {cited}, but the plan's file does not name {rule} there"
                yield Problem(place, what, f"Add {rule} to 'rules' of the action.")
            if file.verified and not action.verified:
                what = f"is marked as verified, but {cited} is not"
                yield Problem(
                    file.place_of("verified") if "verified" in file.model_fields_set else place,
                    what,
                    "Write 'verified: false', or verify the action.",
                )
