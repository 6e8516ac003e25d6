"""Rules for people: as a list, as a page, and the outcome of their worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.condition_words import ConditionWords
from compliance_engine.cli.rendering.layout import (
    csv_text,
    grid,
    json_text,
    markdown_table,
    page,
)
from compliance_engine.cli.rendering.rule_page import ShownRule, rule_page
from compliance_engine.cli.rendering.rule_text import conditions, written
from compliance_engine.cli.rendering.sections import as_markdown, as_terminal
from compliance_engine.errors import Place, Problem
from compliance_engine.findings import CaseResult
from compliance_engine.rulebook import (
    Pattern,
    Rule,
    Rulebook,
    duties_asked,
    rules_above,
    rules_beneath,
)

_HEADER = ("Rule", "Title", "Cites", "Severity", "Level")


def render_list(form: str, rulebook: Rulebook) -> str:
    """The rules in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    rows = [
        (rule.id, rule.title["en"], _cites(rule), rule.severity, str(rule.level))
        for rule in rulebook.rules
    ]
    match form:
        case "json":
            return json_text([_as_json(rule) for rule in rulebook.rules])
        case "csv":
            return csv_text([head.lower() for head in _HEADER], rows)
        case "markdown":
            return markdown_table(_HEADER, rows)
        case _:
            return page(_as_table(rows, rulebook))


def _as_table(
    rows: Sequence[tuple[str, str, str, str, str]], rulebook: Rulebook
) -> Iterator[RenderableType]:
    treaty = rulebook.treaty
    yield Text(f"{treaty.title['en']}, rulebook {treaty.version}", style="bold underline")
    yield Text(f"{len(rows)} rules; sha256 {rulebook.sha256}", style="dim")
    yield Text("")
    table = grid(46, None, 22, 8, 5)
    table.add_row(*(Text(head, style="bold") for head in _HEADER))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    yield table


def _cites(rule: Rule) -> str:
    return ", ".join(str(one) for one in rule.cites)


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title["en"],
        "cites": [str(one) for one in rule.cites],
        "nature": rule.nature,
        "severity": rule.severity,
        "level": rule.level,
        "version": rule.version,
        "verified": rule.verified,
        "follow_up": rule.follow_up,
    }


def render_rule(form: str, shown: ShownRule, language: str) -> str:
    """A rule as a page, in one of the forms ``table``, ``markdown``, ``json``."""
    match form:
        case "json":
            return json_text(_page_as_json(shown, language))
        case "markdown":
            return as_markdown(rule_page(shown, language))
        case _:
            return as_terminal(rule_page(shown, language))


def _page_as_json(shown: ShownRule, language: str) -> dict[str, object]:
    """All that the page tells, as machines read it; what is in words, in the language."""
    rule, rulebook, example = shown.rule, shown.rulebook, shown.example
    span = rule.logic.in_effect
    told = ConditionWords(rule, rulebook, language)
    held = shown.held
    return {
        **_as_json(rule),
        "title": rule.title.get(language),
        "in_effect": {
            "from": span.first.isoformat(),
            "until": span.until.isoformat() if span.ends else None,
        },
        "when": [_pattern_as_json(one, told) for one in rule.logic.when],
        "unless": [_pattern_as_json(one, told) for one in rule.logic.unless],
        "rationale": rule.rationale.strip(),
        "doubts": [
            doubt.strip()
            for doubt in (rule.doubt, *(duty.doubt for duty in duties_asked(rule, rulebook)))
            if doubt
        ],
        "duties": [duty.kind for duty in duties_asked(rule, rulebook)],
        "messages": [
            {
                "if": conditions(message.tests) or None,
                **{name: written(text) for name, text in message.texts.items()},
            }
            for message in rule.messages
        ],
        "remedy": {name: written(text) for name, text in rule.remedy.items()},
        "example": None
        if example is None
        else {
            "case": example.case.name,
            "as_of": example.case.as_of.isoformat(),
            "record": example.given,
            "message": example.message or None,
            "working": list(example.working),
        },
        "cases": [
            {
                "name": case.name,
                "shows": case.shows,
                "as_of": case.as_of.isoformat(),
                "expect": case.expect,
            }
            for case in shown.cases.cases
        ],
        "rests_on": list(rules_beneath(rule)),
        "rest_on_it": list(rules_above(rule, rulebook)),
        "holds": None
        if held is None
        else {
            "as_of": held.as_of.isoformat(),
            "states": sorted({one.state for one in held.findings}),
        },
    }


def _pattern_as_json(pattern: Pattern, told: ConditionWords) -> dict[str, object]:
    return {
        "kind": pattern.kind,
        "name": pattern.name,
        "conditions": [
            {"condition": str(test), "meaning": told.test(test, pattern.kind)}
            for test in pattern.tests
        ],
    }


def render_case(result: CaseResult) -> str:
    """One line for a worked case that was run."""
    mark = "ok    " if result.complaint is None else "FAILED"
    return f"{mark} {result.rule} [{result.case.shows}] {result.case.name}"


def render_kinds_missing(rule: Rule, missing: Sequence[str]) -> Problem:
    """The problem of a rule that lacks cases of some kinds."""
    kinds = ", ".join(missing)
    remedy = "Add a case for each; 'shows' says which kind a case is of."
    return Problem(Place(f"{rule.id}.cases.yaml"), f"no case shows: {kinds}", remedy)
