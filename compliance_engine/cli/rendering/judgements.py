"""The list of judgements, for people; that for programs is in `judgements_exported`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType

from compliance_engine.cli.rendering.judgement_words import JudgementWords
from compliance_engine.cli.rendering.judgements_exported import list_csv, list_json
from compliance_engine.cli.rendering.layout import (
    grid,
    indented,
    markdown_table,
    page,
    words,
)
from compliance_engine.judgement.applying import Line
from compliance_engine.phrases.listing import alphabetical
from compliance_engine.records.states import state_of_code

_HEADS = ("state", "on", "judgement", "last day", "by", "stands")


def render_judgements(form: str, lines: Sequence[Line], as_of: date, *, language: str) -> str:
    """The judgements in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return list_json(lines, as_of, language)
        case "csv":
            return list_csv(lines, as_of, language)
    said = JudgementWords(language)
    rows = sorted(
        (_row(one, said, as_of, language) for one in lines), key=lambda row: alphabetical(row[0])
    )
    if form == "markdown":
        listed = markdown_table(said.heads(*_HEADS), rows) if rows else f"{said.head('none')}\n"
        return f"# {said.title(as_of)}\n\n{listed}"
    return page(_as_table(said, rows, as_of))


def _row(line: Line, said: JudgementWords, as_of: date, language: str) -> tuple[str, ...]:
    one = line.judgement
    return (
        state_of_code(one.state).names[language],
        said.on(one),
        said.decision(one),
        said.day(one.last),
        one.by,
        said.stands(line, as_of),
    )


def _as_table(
    said: JudgementWords, rows: Sequence[tuple[str, ...]], as_of: date
) -> Iterator[RenderableType]:
    yield words(said.title(as_of), "bold underline")
    if not rows:
        yield words(said.head("none"))
        return
    yield words("")
    table = grid(16, None, 16, 19, 18, 25, least=24)
    table.add_row(*(words(head, "bold") for head in said.heads(*_HEADS)))
    before = ""
    for state, *rest in rows:
        table.add_row(words("" if state == before else state, "bold"), *map(words, rest))
        before = state
    yield indented(table)
