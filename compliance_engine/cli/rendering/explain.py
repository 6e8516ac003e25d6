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
    plain_fields,
    plain_value,
)
from compliance_engine.facts import Dated, Fact
from compliance_engine.findings import Explanation, Step, Wording
from compliance_engine.findings.checking import finding_of
from compliance_engine.records import Confidence, Record, state_of_code
from compliance_engine.rulebook import Rulebook

_CONFIDENCE = {
    Confidence.VERIFIED: "verified: independent sources agree",
    Confidence.SINGLE_SOURCE: "single source",
    Confidence.BACKGROUND_KNOWLEDGE: "background knowledge, not from a source",
}


def render_explanations(
    form: str,
    record: Record,
    explanations: Sequence[Explanation],
    rulebook: Rulebook,
    as_of: date,
    *,
    language: str = "en",
) -> str:
    """The explanations in one of the forms ``table`` and ``json``."""
    wording = Wording(state_of_code(record.state), as_of, language)
    if form == "json":
        return json_text([_as_json(record, one, rulebook, wording, as_of) for one in explanations])
    parts: list[RenderableType] = []
    for index, one in enumerate(explanations):
        if index:
            parts.append(Text(""))
        parts += _as_table(record, one, rulebook, wording, as_of)
    return page(parts)


def _as_table(
    record: Record, one: Explanation, rulebook: Rulebook, wording: Wording, as_of: date
) -> Iterator[RenderableType]:
    rule = one.rule
    cites = ", ".join(str(citation) for citation in rule.cites)
    yield Text(f"{state_of_code(record.state).name}: {rule.title['en']}", style="bold underline")
    yield Text(f"{rule.id}, as of {wording.day(as_of)}; cites {cites}")
    yield Text("")
    if one.conclusion is not None:
        finding = finding_of(record.state, one.conclusion, rulebook, wording, as_of)
        yield Text(finding.message, style="bold")
        yield Text(f"{finding.id}; confidence: {_CONFIDENCE[finding.confidence]}")
        for rests_on in finding.rests_on:
            yield Text(f"Rests on {rests_on}")
    else:
        yield Text("Finds nothing.", style="bold")
        yield Text(_why_not(one.steps[-1], wording))
    yield Text("")
    yield Text("Conditions", style="bold")
    table = grid(4, 11, None, None, 34)
    for step in one.steps:
        mark = Text("yes", style="green") if step.holds else Text("NO", style="bold red")
        values = Text(_seen(step, wording))
        lines = Text("\n".join(_rests_on(step)), style="dim")
        table.add_row(mark, Text(step.pattern), Text(step.condition), values, lines)
    yield indented(table)
    if any(fact.working for fact in one.facts):
        yield Text("")
        yield Text("Working", style="bold")
        steps = dict.fromkeys(
            wording.of_working(step) for fact in one.facts for step in fact.working
        )
        for text in steps:
            yield indented(Text(text))
    yield from _sources(record, one.facts)
    yield Text("")
    yield Text("Why the rule reads the law this way", style="bold")
    yield indented(Text(rule.rationale.strip()))
    for doubt in _doubts(one, rulebook):
        yield indented(Text(f"Doubt: {doubt}"))
    if not rule.verified:
        yield indented(Text("This reading has not been verified against an official text."))


def _why_not(step: Step, wording: Wording) -> str:
    seen = _seen(step, wording)
    return f"The first condition that fails: {step.pattern}: {step.condition}" + (
        f"; here {seen}" if seen else ""
    )


def _seen(step: Step, wording: Wording) -> str:
    """The fields that a condition names, with their values."""
    shown = []
    for name, value in step.values:
        plain = plain_value(value)
        match value:
            case None:
                text = "not known"
            case str():
                text = f'"{value}"'
            case bool() | int():
                text = str(plain).lower()
            case date() | Dated():
                text = wording.date(value)
            case _:
                text = str(plain)
        shown.append(f"{name} is {text}")
    return ", ".join(shown)


def _rests_on(step: Step) -> list[str]:
    """The record lines of the fact that a condition saw, each with its sources."""
    basis = step.fact.basis if step.fact else ()
    return [f"{one.place} {', '.join(one.sources)}" for one in basis]


def _sources(record: Record, facts: Sequence[Fact]) -> Iterator[RenderableType]:
    places = dict.fromkeys(basis for fact in facts for basis in fact.basis)
    if not places:
        return
    yield Text("")
    yield Text("Record lines and sources", style="bold")
    table = grid(16, None)
    for basis in places:
        texts = []
        for name in basis.sources:
            source = record.sources[name]
            texts.append(": ".join(filter(None, [name, source.title, source.url])))
        told = f"({_CONFIDENCE[basis.confidence]})"
        table.add_row(Text(str(basis.place)), Text("\n".join([*texts, told])))
    yield indented(table)


def _doubts(one: Explanation, rulebook: Rulebook) -> list[str]:
    kinds = {str(fact.fields.get("kind")) for fact in one.facts}
    doubts = [duty.doubt for duty in rulebook.duties if duty.kind in kinds]
    return [doubt.strip() for doubt in dict.fromkeys([one.rule.doubt, *doubts]) if doubt]


def _as_json(
    record: Record, one: Explanation, rulebook: Rulebook, wording: Wording, as_of: date
) -> dict[str, object]:
    finding = (
        finding_of(record.state, one.conclusion, rulebook, wording, as_of)
        if one.conclusion
        else None
    )
    return {
        "state": record.state,
        "rule": one.rule.id,
        "as_of": as_of.isoformat(),
        "holds": one.conclusion is not None,
        "finding": finding.id if finding else None,
        "message": finding.message if finding else None,
        "rests_on": list(finding.rests_on) if finding else [],
        "conditions": [
            {
                "pattern": step.pattern,
                "condition": step.condition,
                "holds": step.holds,
                "values": {name: plain_value(value) for name, value in step.values},
                "places": _rests_on(step),
            }
            for step in one.steps
        ],
        "facts": [
            {
                "fact": fact.kind,
                "fields": plain_fields(fact.fields),
                "places": [str(basis.place) for basis in fact.basis],
                "sources": [name for basis in fact.basis for name in basis.sources],
                "working": [wording.of_working(step) for step in fact.working],
            }
            for fact in one.facts
        ],
        "rationale": one.rule.rationale.strip(),
        "doubts": _doubts(one, rulebook),
        "verified": one.rule.verified,
    }
