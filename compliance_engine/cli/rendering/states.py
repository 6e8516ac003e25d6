"""The standing of States, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

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
from compliance_engine.findings.language.written import written_day
from compliance_engine.findings.standing import Standing
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.phrases.phrases import Phrases


def render_states(
    form: str,
    listed: Sequence[Standing],
    as_of: date,
    *,
    language: str,
    convening: str | None = None,
) -> str:
    """The standings in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    Those for people end with what `convening` a special meeting would take.
    """
    match form:
        case "json":
            return json_text([_as_json(one, language) for one in listed])
        case "csv":
            columns = ("state", "name", "status", "in_force", "until", "by", "notes")
            return csv_text(columns, (_csv_row(one, language) for one in listed))
    phrases = Phrases("states", language)
    title = phrases("title", day=written_day(as_of, language))
    heads = ("state", "standing", "in force", "not bound from", "by article")
    header = tuple(phrases(head) for head in heads)
    by_name = sorted(listed, key=lambda one: alphabetical(one.state.names[language]))
    rows = [_row(one, language) for one in by_name]
    if form == "markdown":
        below = f"\n{convening}\n" if convening else ""
        return f"# {title}\n\n{markdown_table(header, rows)}{below}"
    notes = [(one.state.names[language], " ".join(one.notes)) for one in by_name if one.notes]
    return page([*_as_table(title, phrases, [header, *rows], notes), *_below(convening)])


def _below(convening: str | None) -> Iterator[RenderableType]:
    if convening:
        yield words("")
        yield words(convening)


def _row(one: Standing, language: str) -> tuple[str, ...]:
    days = (written_day(day, language) if day else "" for day in (one.in_force, one.until))
    status = Phrases("standings", language)(one.status)
    return one.state.names[language], status, *days, ", ".join(one.by)


def _as_table(
    title: str,
    phrases: Phrases,
    lines: Sequence[tuple[str, ...]],
    notes: Sequence[tuple[str, str]],
) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    counts = Counter(status for _, status, *_ in lines[1:])
    how_many = (
        phrases("how many", standing=standing, number=phrases.number(count))
        for standing, count in sorted(counts.items(), key=lambda item: alphabetical(item[0]))
    )
    yield words(", ".join(how_many))
    yield words("")
    _, statuses, *days, _ = zip(*lines, strict=True)
    table = grid(
        40, fitting(18, statuses), *(fitting(18, column) for column in days), None, least=12
    )
    for index, (name, *rest) in enumerate(lines):
        style = "" if index else "bold"
        table.add_row(words(name, "bold"), *(words(cell, style) for cell in rest))
    yield table
    if notes:
        yield words("")
        yield words(phrases("notes"), "bold")
        table = grid(40, None)
        for name, note in notes:
            table.add_row(words(name, "bold"), words(note))
        yield table


def _csv_row(one: Standing, language: str) -> tuple[object, ...]:
    name, by, notes = one.state.names[language], ", ".join(one.by), " ".join(one.notes)
    return one.state.code, name, one.status, one.in_force, one.until, by, notes


def _as_json(one: Standing, language: str) -> dict[str, object]:
    return {
        "state": one.state.code,
        "name": one.state.names[language],
        "status": one.status,
        "in_force": one.in_force.isoformat() if one.in_force else None,
        "until": one.until.isoformat() if one.until else None,
        "by": list(one.by),
        "working": list(one.working),
        "notes": list(one.notes),
    }
