"""An explanation, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    grid,
    indented,
    json_text,
    page,
    words,
)
from compliance_engine.cli.rendering.resting import resting_json
from compliance_engine.facts.model import Fact
from compliance_engine.facts.plain import plain_fields, plain_value
from compliance_engine.findings.explanation.account import Account, ToldStep
from compliance_engine.findings.language.resting import resting_in_words
from compliance_engine.findings.language.wording import Wording
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.confidence import Confidence
from compliance_engine.records.model import Record
from compliance_engine.records.saying import Saying
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook


def render_accounts(
    form: str,
    record: Record,
    accounts: Sequence[Account],
    rulebook: Rulebook,
    as_of: date,
    *,
    language: str,
    conditions: bool = False,
) -> str:
    """What is told, in one of the forms ``table`` and ``json``.

    With `conditions`, the table shows each of them also as the rule writes it.
    """
    wording = Wording(state_of_code(record.state), as_of, language)
    if form == "json":
        return json_text([_as_json(record, one, rulebook, wording, as_of) for one in accounts])
    rendering = _Page(record, rulebook, wording, as_of, conditions=conditions)
    parts: list[RenderableType] = []
    for index, one in enumerate(accounts):
        if index:
            parts.append(Text(""))
        parts += rendering.of(one)
    return page(parts)


class _Page:
    """The pages of one State and day, in one language."""

    def __init__(
        self,
        record: Record,
        rulebook: Rulebook,
        wording: Wording,
        as_of: date,
        *,
        conditions: bool,
    ) -> None:
        self._record = record
        self._rulebook = rulebook
        self._wording = wording
        self._as_of = as_of
        self._raw = conditions
        self._words = Phrases("explain", wording.language)

    def of(self, one: Account) -> Iterator[RenderableType]:
        yield from self._opening(one)
        if one.why_not is not None:
            said = [text for text in one.why_not.sentences if text not in one.summary]
            yield from self._section("why not", [words(text) for text in said])
        yield from self._record_lines(one.explanation.facts)
        yield from self._section("conditions", [self._conditions(one.steps)])
        yield from self._section("working", _working(one.explanation.facts, self._wording))
        yield from self._section("rationale", self._reading(one))

    def _section(self, heading: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
        if parts:
            yield Text("")
            yield words(self._words(heading), "bold")
            yield from (indented(part) for part in parts)

    def _opening(self, one: Account) -> Iterator[RenderableType]:
        rule = one.explanation.rule
        state = state_of_code(self._record.state).names[self._wording.language]
        title = self._wording.text(rule.title)
        cites = ", ".join(str(citation) for citation in rule.cites)
        day = self._wording.day(self._as_of)
        yield words(self._words("title", state=state, rule=title), "bold underline")
        yield words(self._words("subtitle", rule=rule.id, day=day, cites=cites))
        yield Text("")
        opening = () if one.finding else (self._words("nothing"),)
        yield words(" ".join((*opening, *one.summary)), "bold")
        if one.finding is not None:
            confidence = self._resting(one.finding.confidence, one.finding.said_by)
            yield words(self._words("finding", id=one.finding.id, confidence=confidence))
            for rests_on in one.finding.rests_on:
                yield words(self._words("rests on", id=rests_on))

    def _record_lines(self, facts: Sequence[Fact]) -> Iterator[RenderableType]:
        places = dict.fromkeys(basis for fact in facts for basis in fact.basis)
        if not places:
            return
        table = grid(16, None)
        for basis in places:
            texts = []
            for name in basis.sources:
                source = self._record.sources[name]
                texts.append(": ".join(filter(None, [name, source.title, source.url])))
            said_by = () if basis.said_by is None else (basis.said_by,)
            told = self._resting(basis.confidence, said_by)
            table.add_row(Text(str(basis.place)), words("\n".join([*texts, told])))
        yield from self._section("record", [table])

    def _resting(self, confidence: Confidence | None, said_by: Sequence[Saying]) -> str:
        state = state_of_code(self._record.state)
        return resting_in_words(confidence, said_by, state, self._wording.language)

    def _conditions(self, steps: Sequence[ToldStep]) -> RenderableType:
        table = grid(4, None, 40, 34)
        for told in steps:
            holds = told.step.holds
            style = "green" if holds else "bold red"
            mark = Text(self._words("yes" if holds else "no"), style=style)
            asked = words(told.asked)
            if self._raw:
                asked.append(f"\n{told.step.pattern}: {told.step.condition}", style="dim")
            lines = Text("\n".join(told.lines), style="dim")
            table.add_row(mark, asked, words(told.seen), lines)
        return table

    def _reading(self, one: Account) -> list[RenderableType]:
        rule = one.explanation.rule
        parts = [self._words("in English")] if self._wording.language != "en" else []
        parts.append(rule.rationale.strip())
        parts += [self._words("doubt", doubt=doubt) for doubt in _doubts(one, self._rulebook)]
        if not one.law_checked:
            parts.append(self._words("law unchecked"))
        return [words(part) for part in parts]


def _working(facts: Sequence[Fact], wording: Wording) -> list[RenderableType]:
    said = dict.fromkeys(wording.of_working(step) for fact in facts for step in fact.working)
    return [words(one) for one in said]


def _doubts(one: Account, rulebook: Rulebook) -> list[str]:
    kinds = {str(fact.fields.get("kind")) for fact in one.explanation.facts}
    doubts = [duty.doubt for duty in rulebook.duties if duty.kind in kinds]
    listed = dict.fromkeys([one.explanation.rule.doubt, *doubts])
    return [doubt.strip() for doubt in listed if doubt]


def _as_json(
    record: Record, one: Account, rulebook: Rulebook, wording: Wording, as_of: date
) -> dict[str, object]:
    explanation, finding = one.explanation, one.finding
    return {
        "state": record.state,
        "rule": explanation.rule.id,
        "as_of": as_of.isoformat(),
        "language": wording.language,
        "holds": finding is not None,
        "finding": finding.id if finding else None,
        "message": finding.message if finding else None,
        "summary": list(one.summary),
        "why_not": _why_not_json(one),
        "rests_on": list(finding.rests_on) if finding else [],
        "conditions": [_step_json(told) for told in one.steps],
        "facts": [
            {
                "fact": fact.kind,
                "fields": plain_fields(fact.fields),
                "places": [str(basis.place) for basis in fact.basis],
                "sources": [name for basis in fact.basis for name in basis.sources],
                **resting_json(
                    fact.confidence, fact.said_by, state_of_code(record.state), wording.language
                ),
                "working": [wording.of_working(step) for step in fact.working],
            }
            for fact in explanation.facts
        ],
        "rationale": explanation.rule.rationale.strip(),
        "doubts": _doubts(one, rulebook),
        "law_checked": one.law_checked,
    }


def _why_not_json(one: Account) -> dict[str, object] | None:
    """`from` is certain if the record as it stands gives it, else the first day possible."""
    told = one.why_not
    if told is None:
        return None
    return {
        "failing": told.failing,
        "now": list(told.now),
        "needed": list(told.needed),
        "from": told.first.isoformat() if told.first else None,
        "certain": told.certain,
    }


def _step_json(told: ToldStep) -> dict[str, object]:
    step = told.step
    basis = step.fact.basis if step.fact else ()
    return {
        "pattern": step.pattern,
        "condition": step.condition,
        "holds": step.holds,
        "values": {name: plain_value(value) for name, value in step.values},
        "asked": told.asked,
        "seen": told.seen,
        "places": [f"{one.place} {', '.join(one.sources)}" for one in basis],
    }
