"""The life of a finding, from first seen to closed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.looking_back import Life
from compliance_engine.cli.rendering.layout import (
    csv_text,
    fitting,
    grid,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.cli.rendering.transitions import as_json
from compliance_engine.findings import written_day
from compliance_engine.phrases import Phrases

SCHEMA = "compliance-engine/audit-finding/1"

_HEADS = ("run", "day", "change", "reason")


def render_life(form: str, life: Life, *, language: str) -> str:
    """A life in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return json_text(
                {
                    "schema": SCHEMA,
                    "id": life.id,
                    "stands": life.stands,
                    "stale": life.stale,
                    "last_run": life.last.number,
                    "transitions": [
                        {"run": run.number, "as_of": run.as_of.isoformat(), **as_json([one])[0]}
                        for run, one in life.told
                    ],
                }
            )
        case "csv":
            columns = ("run", "as_of", "change", "fields", "reason", "message")
            return csv_text(columns, _csv_rows(life, language))
        case "markdown":
            heads = tuple(Phrases("audit", language)(head) for head in _HEADS)
            _, *told = _told(life, language)
            said = "\n".join(told)
            return f"# {life.id}\n\n{said}\n\n{markdown_table(heads, _rows(life, language))}"
        case _:
            return page(_as_table(life, language))


def _told(life: Life, language: str) -> Iterator[str]:
    """Its id, what it says, when it was first seen, and where it stands."""
    phrases = Phrases("audit", language)
    (first, _), (last, newest) = life.told[0], life.told[-1]
    yield life.id
    as_of = life.last.as_of if life.stands else last.as_of
    yield newest.item.message(language, as_of) if life.stands else newest.item.title(language)
    yield phrases("first seen", run=first.number, day=written_day(first.as_of, language))
    if life.stale:
        yield phrases("stale", run=life.last.number)
    elif life.stands:
        yield phrases("stands", run=life.last.number)
    else:
        yield phrases("closed")


def _rows(life: Life, language: str) -> list[tuple[str, ...]]:
    phrases = Phrases("audit", language)
    return [
        (
            str(run.number),
            written_day(run.as_of, language),
            phrases(one.kind),
            ChangeWords(language, run.as_of).why(one),
        )
        for run, one in life.told
    ]


def _csv_rows(life: Life, language: str) -> Iterator[tuple[object, ...]]:
    for run, one in life.told:
        why = ChangeWords(language, run.as_of).why(one)
        message = one.item.message(language, run.as_of)
        yield run.number, run.as_of, one.kind, " ".join(one.fields), why, message


def _as_table(life: Life, language: str) -> Iterator[RenderableType]:
    phrases = Phrases("audit", language)
    heading, *told = _told(life, language)
    yield words(heading, "bold underline")
    for sentence in told:
        yield words(sentence)
    yield words("")
    lines = [tuple(phrases(head) for head in _HEADS), *_rows(life, language)]
    *narrow, _ = zip(*lines, strict=True)
    table = grid(*(fitting(4, column) for column in narrow), None)
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table
