"""The log of runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType

from compliance_engine.audit.comparing import Kind
from compliance_engine.audit.notifying.messages import Status
from compliance_engine.audit.runs import Run
from compliance_engine.cli.rendering.audit_run import run_json
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
from compliance_engine.phrases.phrases import Phrases

SCHEMA = "compliance-engine/audit-log/1"

Counts = Mapping[int, Mapping[Kind, int]]
Told = Mapping[int, Mapping[Status, int]]
Written = Mapping[int, int]

WRITTEN = "states_written_to"
"""To how many States letters were sent, answered or closed, as far as a run was first to know."""

_HEADS = (
    "run",
    "day",
    "started",
    "outcome",
    "number of findings",
    "number unknown",
    "messages",
    "what changed",
)


def render_log(
    form: str,
    runs: Sequence[Run],
    counted: Counts,
    told: Told,
    written: Written,
    *,
    language: str,
) -> str:
    """The runs in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    `written` are the numbers of States with news of letters, by the number of a run.
    """
    phrases = Phrases("audit", language)
    match form:
        case "json":
            listed = [
                {
                    **run_json(run),
                    "transitions": _counts(run, counted),
                    "messages": _messages(run, told),
                    **({WRITTEN: number} if (number := written.get(run.number)) else {}),
                }
                for run in runs
            ]
            return json_text({"schema": SCHEMA, "runs": listed})
        case "csv":
            columns = ("run", "as_of", "started", "finished", "outcome", "findings", "undetermined")
            heads = (*columns, *Kind, *(f"messages {status}" for status in Status))
            return csv_text(heads, (_csv_row(run, counted, told) for run in runs))
    header = tuple(phrases(head) for head in _HEADS)
    rows = [
        _row(
            run,
            {**_counts(run, counted), WRITTEN: written.get(run.number, 0)},
            told,
            phrases,
            language,
        )
        for run in runs
    ]
    if form == "markdown":
        return f"# {phrases('log title')}\n\n{markdown_table(header, rows)}"
    return page(_as_table(phrases("log title"), [header, *rows]))


def _as_table(title: str, lines: Sequence[tuple[str, ...]]) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    yield words("")
    *narrow, _ = zip(*lines, strict=True)
    table = grid(*(fitting(4, column) for column in narrow), None)
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table


def _row(
    run: Run, changes: Mapping[str, int], told: Told, phrases: Phrases, language: str
) -> tuple[str, ...]:
    of_messages = Phrases("messages", language)
    stand = [
        phrases("how many", kind=of_messages(status), number=phrases.number(number))
        for status, number in _messages(run, told).items()
        if number
    ]
    changed = [
        phrases("how many", kind=phrases(kind), number=phrases.number(number))
        for kind, number in changes.items()
        if number
    ]
    return (
        str(run.number),
        written_day(run.as_of, language),
        f"{run.started:%Y-%m-%d %H:%M}",
        phrases(run.outcome),
        phrases.number(run.findings),
        phrases.number(run.undetermined),
        phrases("between").join(stand),
        phrases("between").join(changed) or phrases("no change"),
    )


def _counts(run: Run, counted: Counts) -> dict[str, int]:
    of_run = counted.get(run.number, {})
    return {str(kind): of_run.get(kind, 0) for kind in Kind}


def _messages(run: Run, told: Told) -> dict[str, int]:
    of_run = told.get(run.number, {})
    return {str(status): of_run.get(status, 0) for status in Status}


def _csv_row(run: Run, counted: Counts, told: Told) -> tuple[object, ...]:
    return (
        run.number,
        run.as_of,
        run.started.isoformat(),
        run.finished.isoformat(),
        run.outcome,
        run.findings,
        run.undetermined,
        *_counts(run, counted).values(),
        *_messages(run, told).values(),
    )
