"""The messages that told of runs, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType

from compliance_engine.audit.notifying.messages import Content, Message
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

LIST_SCHEMA = "compliance-engine/audit-messages/1"
SCHEMA = "compliance-engine/audit-message/1"

_HEADS = ("message", "to", "occasion", "status", "attempts", "last", "said")


def render_messages(form: str, messages: Sequence[Message], *, language: str) -> str:
    """Messages in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    phrases = Phrases("messages", language)
    match form:
        case "json":
            return json_text(
                {"schema": LIST_SCHEMA, "messages": [_as_json(one) for one in messages]}
            )
        case "csv":
            columns = ("id", "to", "occasion", "status", "attempts", "last", "said", "message_id")
            return csv_text(columns, ((*_cells(one), one.message_id) for one in messages))
    header = tuple(phrases(head) for head in _HEADS)
    rows = [_row(one, phrases) for one in messages]
    if form == "markdown":
        return f"# {phrases('title')}\n\n{markdown_table(header, rows)}"
    return page(_as_table(phrases, [header, *rows] if rows else []))


def render_message(message: Message, content: Content) -> str:
    """A message with what it says and every event of it, as JSON."""
    return json_text({"schema": SCHEMA, **_as_json(message), **vars(content)})


def _as_table(phrases: Phrases, lines: Sequence[tuple[str, ...]]) -> Iterator[RenderableType]:
    yield words(phrases("title"), "bold underline")
    yield words("")
    if not lines:
        yield words(phrases("none"))
        return
    *narrow, _ = zip(*lines, strict=True)
    table = grid(*(fitting(4, column) for column in narrow), None)
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table


def _row(one: Message, phrases: Phrases) -> tuple[str, ...]:
    name, to, occasion, status, attempts, last, said = _cells(one)
    return (
        name,
        to or phrases("command"),
        phrases(occasion),
        phrases(status),
        phrases.number(attempts),
        last[:16].replace("T", " "),
        said,
    )


def _cells(one: Message) -> tuple[str, str, str, str, int, str, str]:
    last = one.deliveries[-1] if one.deliveries else None
    return (
        one.id,
        one.recipient,
        str(one.occasion),
        str(one.status),
        one.attempts,
        last.at.isoformat() if last else "",
        _told(one),
    )


def _told(one: Message) -> str:
    """What was said of the last event; by whom, if a person decided it."""
    last = one.deliveries[-1] if one.deliveries else None
    if last is None:
        return ""
    return f"{last.by}: {last.said}" if last.by else last.said


def _as_json(one: Message) -> dict[str, Any]:
    return {
        "id": one.id,
        "run": one.run,
        "to": one.recipient or None,
        "occasion": str(one.occasion),
        "language": one.language,
        "status": str(one.status),
        "attempts": one.attempts,
        "message_id": one.message_id,
        "made": one.made.isoformat(),
        "content_sha256": one.content,
        "deliveries": [
            {
                "event": str(event.event),
                "at": event.at.isoformat(),
                "by": event.by or None,
                "said": event.said or None,
            }
            for event in one.deliveries
        ],
    }
