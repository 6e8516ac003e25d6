"""Rules for people: as a list, and the outcome of their worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    csv_text,
    grid,
    json_text,
    markdown_table,
    page,
)
from compliance_engine.errors import Place, Problem
from compliance_engine.findings import CaseResult
from compliance_engine.rulebook import Rule, Rulebook

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


def render_case(result: CaseResult) -> str:
    """One line for a worked case that was run."""
    mark = "ok    " if result.complaint is None else "FAILED"
    return f"{mark} {result.rule} [{result.case.shows}] {result.case.name}"


def render_kinds_missing(rule: Rule, missing: Sequence[str]) -> Problem:
    """The problem of a rule that lacks cases of some kinds."""
    kinds = ", ".join(missing)
    remedy = "Add a case for each; 'shows' says which kind a case is of."
    return Problem(Place(f"{rule.id}.cases.yaml"), f"no case shows: {kinds}", remedy)
