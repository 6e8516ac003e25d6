"""A record: every statement with its line, its sources and its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import grid, indented, json_text, page
from compliance_engine.cli.rendering.resting import resting_json
from compliance_engine.cli.rendering.statements import lines_of
from compliance_engine.dates.partial import PartialDate
from compliance_engine.documents.model import Model
from compliance_engine.facts.basis import resting_of
from compliance_engine.findings.language.published import published_in_words
from compliance_engine.records.covers import Covers
from compliance_engine.records.model import Record
from compliance_engine.records.statement import Statement
from compliance_engine.records.states import state_of_code


def render_record(form: str, record: Record) -> str:
    """The record in one of the forms ``table`` and ``json``."""
    if form == "json":
        return json_text(_as_json(record, record))
    return page(_as_table(record))


def _as_table(record: Record) -> Iterator[RenderableType]:
    state = state_of_code(record.state)
    yield Text(f"{state.name} ({state.code}): the record", style="bold underline")
    for section, lines in groupby(lines_of(record), key=lambda line: line.section):
        yield Text("")
        yield Text(section, style="bold")
        table = grid(18, None, 40, 22)
        for line in lines:
            table.add_row(
                Text(str(line.place), style="dim"),
                Text(line.text),
                Text(", ".join(line.sources)),
                Text(line.resting),
            )
        yield indented(table)
    yield Text("")
    yield Text("Sources", style="bold")
    sources = grid(30, None)
    for name, source in sorted(record.sources.items()):
        published = published_in_words(record, name, "en")
        told = [source.title, published, source.url or "", source.note or ""]
        sources.add_row(Text(name), Text("\n".join(part for part in told if part)))
    yield indented(sources)


def _as_json(record: Record, part: object) -> object:
    """A part of the record as it is written, with the place and the confidence of statements."""
    match part:
        case Model():
            written = {
                name: _as_json(record, getattr(part, name))
                for name in type(part).model_fields
                if name in part.model_fields_set
            }
            if isinstance(part, Statement):
                confidence, said_by = resting_of(record, part)
                written |= resting_json(confidence, said_by, state_of_code(record.state), "en")
                written["where"] = str(part.place)
            return written
        case dict():
            return {name: _as_json(record, value) for name, value in part.items()}
        case tuple():
            return [_as_json(record, value) for value in part]
        case date() | PartialDate():
            return str(part)
        case Covers():
            return part.text
        case _:
            return part
