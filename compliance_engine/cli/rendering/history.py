"""Findings over time, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rich.console import RenderableType

from compliance_engine.cli.filters import article_of, article_order
from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.rendering.check_words import RECORDS
from compliance_engine.cli.rendering.exporting import made_from
from compliance_engine.cli.rendering.layout import (
    csv_text,
    fitting,
    grid,
    indented,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.findings.history import Interval, Phase
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code

SCHEMA = "compliance-engine/history/1"


@dataclass(frozen=True)
class ShownHistory:
    """The intervals of findings from a first to a last day, both inclusive."""

    first: date
    last: date
    known_at: date | None
    states: int
    intervals: Sequence[Interval]


def render_history(
    form: str, shown: ShownHistory, inputs: Inputs, engine: str, *, language: str
) -> str:
    """The history in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return json_text(_as_json(shown, inputs, engine))
        case "csv":
            columns = ("id", "state", "name", "rule", "article", "severity", "key", "from", "until")
            return csv_text(columns, (_csv_row(one, language) for one in shown.intervals))
        case "markdown":
            return _as_markdown(shown, language)
        case _:
            return page(_as_table(shown, language))


Line = tuple[str, str, str, str, str]
"""What was found, of which, from, to, with which verdict."""


def _by_state(shown: ShownHistory, language: str) -> Iterator[tuple[str, list[Line]]]:
    """A heading for each State, in the order of names, with its lines.

    What is for a person to settle in the records stands under a heading of its own.
    """
    phrases, verdicts = Phrases("history", language), Phrases("verdicts", language)
    to_settle = Phrases("check", language)("records")

    def order(one: Interval) -> tuple[object, ...]:
        article = article_order(article_of(one.rule.article))
        return *part(one), article, one.rule.id, one.held, one.key

    def part(one: Interval) -> tuple[str, str, bool]:
        name = state_of_code(one.state).names[language]
        return alphabetical(name), name, one.rule.nature == RECORDS

    def line(one: Interval) -> Line:
        last = written_day(one.last, language) if one.ended else phrases("continues")
        told = [verdicts(phase.verdict) for phase in one.phases if phase.verdict is not None]
        return (
            one.rule.title[language],
            one.key,
            written_day(one.held.first, language),
            last,
            phrases("then").join(told),
        )

    for (_, name, settles), of_part in groupby(sorted(shown.intervals, key=order), key=part):
        heading = phrases("part", state=name, part=to_settle) if settles else name
        yield heading, [line(one) for one in of_part]


def _title(shown: ShownHistory, phrases: Phrases, language: str) -> str:
    days = {
        "first": written_day(shown.first, language),
        "last": written_day(shown.last, language),
    }
    if shown.known_at is None:
        return phrases("title", **days)
    return phrases("title known", **days, known=written_day(shown.known_at, language))


def _found(shown: ShownHistory, language: str) -> str:
    phrases, counted = Phrases("history", language), Phrases("check", language)
    if not shown.intervals:
        return phrases("nothing found")
    states = len({one.state for one in shown.intervals})
    findings = len({one.id for one in shown.intervals})
    return phrases(
        "found",
        findings=counted.counted("findings", findings),
        states=counted.counted("states", states),
    )


def _as_table(shown: ShownHistory, language: str) -> Iterator[RenderableType]:
    phrases = Phrases("history", language)
    yield words(_title(shown, phrases, language), "bold underline")
    yield words(_found(shown, language))
    heads = tuple(phrases(one) for one in ("finding", "about", "from", "to", "verdict"))
    for name, lines in _by_state(shown, language):
        yield words("")
        yield words(name, "bold")
        columns = list(zip(heads, *lines, strict=True))
        table = grid(40, *(fitting(8, column) for column in columns[1:4]), None, least=16)
        table.add_row(*(words(head, "bold") for head in heads))
        for _, of_rule in groupby(lines, key=lambda line: line[0]):
            for index, (title, *rest) in enumerate(of_rule):
                table.add_row(words("" if index else title), *map(words, rest))
        yield indented(table)


def _as_markdown(shown: ShownHistory, language: str) -> str:
    phrases = Phrases("history", language)
    heads = tuple(phrases(one) for one in ("finding", "about", "from", "to", "verdict"))
    parts = [f"# {_title(shown, phrases, language)}\n\n{_found(shown, language)}\n"]
    for name, lines in _by_state(shown, language):
        parts.append(f"\n## {name}\n\n{markdown_table(heads, lines)}")
    return "".join(parts)


def _csv_row(one: Interval, language: str) -> Sequence[object]:
    return (
        one.id,
        one.state,
        state_of_code(one.state).names[language],
        one.rule.id,
        one.rule.article,
        one.rule.severity,
        one.key,
        one.held.first,
        one.held.until if one.ended else None,
    )


def _as_json(shown: ShownHistory, inputs: Inputs, engine: str) -> dict[str, object]:
    by_id = groupby(shown.intervals, key=lambda one: one.id)
    return {
        "schema": SCHEMA,
        "since": shown.first.isoformat(),
        "as_of": shown.last.isoformat(),
        "known_at": shown.known_at.isoformat() if shown.known_at else None,
        **made_from(inputs, shown.states, engine),
        "findings": [_finding_json(list(of_one)) for _, of_one in by_id],
    }


def _finding_json(intervals: Sequence[Interval]) -> dict[str, object]:
    one = intervals[0]
    return {
        "id": one.id,
        "state": one.state,
        "rule": one.rule.id,
        "article": one.rule.article,
        "nature": one.rule.nature,
        "severity": one.rule.severity,
        "intervals": [
            {
                "from": each.held.first.isoformat(),
                "until": each.held.until.isoformat() if each.ended else None,
                "phases": [_phase_json(phase, each) for phase in each.phases],
            }
            for each in intervals
        ],
    }


def _phase_json(phase: Phase, within: Interval) -> dict[str, object]:
    goes_on = phase.held.until == within.held.until and not within.ended
    return {
        "verdict": phase.verdict,
        "from": phase.held.first.isoformat(),
        "until": None if goes_on else phase.held.until.isoformat(),
    }
