"""The rules of a rulebook as a list, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from compliance_engine.cli.rendering.layout import (
    csv_text,
    fitting,
    grid,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.rulebook.model import Rule, Rulebook

_COLUMNS = ("rule", "title", "cites", "severity", "level")


def render_list(form: str, rulebook: Rulebook, *, language: str) -> str:
    """The rules in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return json_text([_as_json(rule, language) for rule in rulebook.rules])
        case "csv":
            rows = (_row(rule, rule.severity, language) for rule in rulebook.rules)
            return csv_text(_COLUMNS, rows)
    phrases, severities = Phrases("rules", language), Phrases("severities", language)
    heads = ("rule", "title of rule", "cites", "severity", "level")
    header = tuple(phrases(head) for head in heads)
    shown = [_row(rule, severities(rule.severity), language) for rule in rulebook.rules]
    if form == "markdown":
        return markdown_table(header, shown)
    treaty = rulebook.treaty
    title = phrases("title", treaty=treaty.title[language], version=treaty.version)
    counted = phrases.counted("rules", len(shown), sha256=rulebook.sha256)
    return page(_as_table(title, counted, [header, *shown]))


def _row(rule: Rule, severity: str, language: str) -> tuple[str, ...]:
    return rule.id, rule.title[language], _cites(rule), severity, str(rule.level)


def _as_table(
    title: str, counted: str, lines: Sequence[tuple[str, ...]]
) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    yield words(counted, "dim")
    yield words("")
    *_, severities, levels = zip(*lines, strict=True)
    table = grid(46, None, 22, fitting(8, severities), fitting(5, levels))
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table


def _cites(rule: Rule) -> str:
    return ", ".join(str(one) for one in rule.cites)


def _as_json(rule: Rule, language: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title[language],
        "cites": [str(one) for one in rule.cites],
        "nature": rule.nature,
        "severity": rule.severity,
        "level": rule.level,
        "version": rule.version,
        "law_checked": rule.verified,
        "follow_up": rule.follow_up,
    }
