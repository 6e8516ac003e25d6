"""What changed, for people and for programs: the same on every page that tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.items import JUDGED
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.cli.rendering.judgements_exported import judged_json
from compliance_engine.cli.rendering.layout import (
    csv_text,
    grid,
    indented,
    markdown_table,
    words,
)
from compliance_engine.judgement.applying import Judged
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.store.canonical import canonical


def as_table(transitions: Sequence[Transition], said: ChangeWords) -> Iterator[RenderableType]:
    """The changes under a heading for each kind."""
    for heading, lines in said.parts(transitions):
        yield words("")
        yield words(heading, "bold")
        table = grid(24, None, 10)
        for name, of_state in groupby(lines, key=lambda line: line.state):
            for index, line in enumerate(of_state):
                text = f"{line.told}\n{line.why}" if line.why else line.told
                name_once = words("" if index else name, "bold")
                table.add_row(name_once, words(text, line.style), words(line.severity, line.style))
        yield indented(table)
    if reworded := said.reworded(transitions):
        yield words("")
        yield words(reworded)


def as_markdown(transitions: Sequence[Transition], said: ChangeWords, language: str) -> str:
    """The same as a document."""
    phrases = Phrases("audit", language)
    header = tuple(phrases(name) for name in ("state", "finding", "reason", "severity"))
    parts = []
    for heading, lines in said.parts(transitions):
        rows = [(line.state, line.told, line.why, line.severity) for line in lines]
        parts.append(f"\n## {heading}\n\n{markdown_table(header, rows)}")
    if reworded := said.reworded(transitions):
        parts.append(f"\n{reworded}\n")
    return "".join(parts)


def as_csv(
    transitions: Sequence[Transition],
    said: ChangeWords,
    judgements: Judgements,
    language: str,
    as_of: date,
) -> str:
    """One row a change, those in other words alone too."""
    columns = ("change", "about", "id", "state", "name", "severity", "verdict", "due", "fields")
    return csv_text(
        (*columns, "reason", "message", "judgement", "judged_until"),
        (
            (
                one.kind,
                one.item.about,
                one.item.id,
                one.item.state,
                said.state(one.item.state),
                one.item.severity,
                one.item.content.get("verdict"),
                one.item.content.get("due"),
                " ".join(one.fields),
                said.why(one),
                one.item.message(language, as_of),
                *_judgement_cells(one, judgements),
            )
            for one in transitions
        ),
    )


def _judgement_cells(one: Transition, judgements: Judgements) -> tuple[object, object]:
    """What is decided on a finding, or by a judgement, and until when."""
    item = one.item if one.item.about == JUDGED else judgements.of.get(one.item.id)
    return (item.content["judgement"], item.content["until"]) if item else (None, None)


def as_json(transitions: Sequence[Transition], judgements: Judgements) -> list[dict[str, Any]]:
    """Every change with what the item was and is, and the judgement in force on a finding."""
    return [
        {
            "change": str(one.kind),
            "about": one.item.about,
            "id": one.item.id,
            "state": one.item.state,
            "fields": list(one.fields),
            "reason": _ordered(one.reason),
            "before": _ordered(one.before.content) if one.before else None,
            "after": _ordered(one.after.content) if one.after else None,
            "judgement": _judgement(judgements.judged(one.item.id)),
        }
        for one in transitions
    ]


def _judgement(judged: Judged | None) -> dict[str, object] | None:
    return judged_json(judged) if judged else None


def _ordered(value: object) -> Any:
    """The value with its keys in the order in which the store gives them back."""
    return json.loads(canonical(value))
