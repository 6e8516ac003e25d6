"""Rules for people: as a page, and the outcome of their worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    alphabetical,
    grid,
    indented,
    page,
)
from compliance_engine.errors import Place, Problem
from compliance_engine.findings import CaseResult, Finding, written_day
from compliance_engine.records import state_of_code
from compliance_engine.rulebook import CaseFile, Gap, Rule, Rulebook, Template


def _cites(rule: Rule) -> str:
    return ", ".join(str(one) for one in rule.cites)


def render_rule(
    rule: Rule,
    cases: Sequence[CaseFile],
    findings: Sequence[Finding],
    rulebook: Rulebook,
    as_of: date,
    *,
    language: str = "en",
) -> str:
    """A rule as a page, with its worked cases and what it finds on the day."""
    return page(_as_page(rule, cases, findings, rulebook, as_of, language=language))


def _as_page(
    rule: Rule,
    cases: Sequence[CaseFile],
    findings: Sequence[Finding],
    rulebook: Rulebook,
    as_of: date,
    *,
    language: str,
) -> Iterator[RenderableType]:
    yield Text(rule.title[language], style="bold underline")
    yield Text(f"{rule.id}, version {rule.version}; cites {_cites(rule)}; severity {rule.severity}")
    yield Text("")
    yield Text("What it looks for", style="bold")
    table = grid(12, None)
    for pattern in rule.logic.when:
        table.add_row(Text(pattern.name), Text(_conditions(pattern.tests)))
    for pattern in rule.logic.unless:
        table.add_row(Text("unless"), Text(f"{pattern.name}: {_conditions(pattern.tests)}"))
    yield indented(table)
    yield Text("")
    yield Text("What it says", style="bold")
    for message in rule.messages:
        where = f"if {_conditions(message.tests)}: " if message.tests else ""
        yield indented(Text(where + _written(message.texts[language])))
    yield indented(Text(f"Then: {_written(rule.remedy[language])}"))
    yield Text("")
    yield Text("Why it reads the law this way", style="bold")
    yield indented(Text(rule.rationale.strip()))
    kinds = {value for pattern in rule.logic.when for value in _duty_kinds(pattern.tests)}
    doubts = [duty.doubt for duty in rulebook.duties if duty.kind in kinds]
    for doubt in filter(None, [rule.doubt, *doubts]):
        yield indented(Text(f"Doubt: {doubt.strip()}"))
    yield Text("")
    yield Text(f"Worked cases ({len(cases)})", style="bold")
    listed = grid(14, None, 20)
    for case in cases:
        listed.add_row(Text(case.shows), Text(case.name), Text(case.expect))
    yield indented(listed)
    yield from _holds_of(findings, as_of)


def _holds_of(findings: Sequence[Finding], as_of: date) -> Iterator[RenderableType]:
    names = sorted({state_of_code(one.state).name for one in findings}, key=alphabetical)
    yield Text("")
    title = f"States of which it holds as of {written_day(as_of)} ({len(names)})"
    yield Text(title, style="bold")
    yield indented(Text(", ".join(names) or "none"))


def _conditions(tests: Sequence[object]) -> str:
    return " and ".join(str(test) for test in tests) or "any"


def _duty_kinds(tests: Sequence[object]) -> Iterator[str]:
    """The values that the conditions of a pattern name, among them kinds of duties."""
    for test in tests:
        yield from str(test).split('"')[1::2]


def _written(template: Template) -> str:
    """A sentence as its author wrote it, with its gaps in braces."""
    return "".join(
        part if isinstance(part, str) else "{" + _gap(part) + "}" for part in template.parts
    )


def _gap(gap: Gap) -> str:
    named = str(gap.expression) if gap.expression is not None else "state"
    return f"{named}:{gap.reading}" if gap.reading else named


def render_case(result: CaseResult) -> str:
    """One line for a worked case that was run."""
    mark = "ok    " if result.complaint is None else "FAILED"
    return f"{mark} {result.rule} [{result.case.shows}] {result.case.name}"


def render_kinds_missing(rule: Rule, missing: Sequence[str]) -> Problem:
    """The problem of a rule that lacks cases of some kinds."""
    kinds = ", ".join(missing)
    remedy = "Add a case for each; 'shows' says which kind a case is of."
    return Problem(Place(f"{rule.id}.cases.yaml"), f"no case shows: {kinds}", remedy)
