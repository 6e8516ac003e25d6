"""The life of a finding, from first seen to closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.lives import Life
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.cli.rendering.judgement_words import JudgementWords
from compliance_engine.cli.rendering.judgements_exported import judged_json
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
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases

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
                    "judgement": judged_json(life.judged) if life.judged else None,
                    "transitions": [
                        {"run": run.number, "as_of": run.as_of.isoformat(), **_change(one)}
                        for run, one in life.told
                    ],
                }
            )
        case "csv":
            columns = ("run", "as_of", "change", "fields", "reason", "message", "about", "id")
            return csv_text(columns, _csv_rows(life, language))
        case "markdown":
            heads = tuple(Phrases("audit", language)(head) for head in _HEADS)
            _, *told = _told(life, language)
            said = "\n".join(told)
            return f"# {life.id}\n\n{said}\n\n{markdown_table(heads, _rows(life, language))}"
        case _:
            return page(_as_table(life, language))


def _change(one: Transition) -> dict[str, Any]:
    """A change; what was decided is told of the whole life."""
    (told,) = as_json([one], Judgements.among(()))
    del told["judgement"]
    return told


def _told(life: Life, language: str) -> Iterator[str]:
    """Its id, what it says, when it was first seen, and where it stands."""
    phrases = Phrases("audit", language)
    (first, _), (last, newest) = life.own[0], life.own[-1]
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
    if life.judged:
        yield phrases("judged so", judgement=JudgementWords(language).beside(life.judged))


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
        item, fields = one.item, " ".join(one.fields)
        yield run.number, run.as_of, one.kind, fields, why, message, item.about, item.id


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
