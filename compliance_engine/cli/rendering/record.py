"""A record in words: every statement with its line, its sources and its confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import grid, indented, page
from compliance_engine.records import Membership, Record, Report, Statement, state_of_code


@dataclass(frozen=True)
class _Line:
    section: str
    statement: Statement
    text: str


def render_record(form: str, record: Record) -> str:
    """The record in one of the forms ``table`` and ``json``."""
    if form == "json":
        return record.model_dump_json(indent=2, exclude_defaults=True) + "\n"
    return page(_as_table(record))


def _as_table(record: Record) -> Iterator[RenderableType]:
    state = state_of_code(record.state)
    yield Text(f"{state.name} ({state.code}): the record", style="bold underline")
    section = ""
    table = grid(18, None, 40, 22)
    for line in _lines(record):
        if line.section != section:
            if section:
                yield indented(table)
                table = grid(18, None, 40, 22)
            section = line.section
            yield Text("")
            yield Text(section, style="bold")
        text = line.text + (f" ({line.statement.note})" if line.statement.note else "")
        table.add_row(
            Text(str(line.statement.place), style="dim"),
            Text(text),
            Text(", ".join(line.statement.source)),
            Text(str(record.confidence_of(line.statement))),
        )
    yield indented(table)
    yield Text("")
    yield Text("Sources", style="bold")
    sources = grid(30, None)
    for name, source in sorted(record.sources.items()):
        told = [source.title, source.url or "", source.note or ""]
        sources.add_row(Text(name), Text("\n".join(part for part in told if part)))
    yield indented(sources)


def _lines(record: Record) -> Iterator[_Line]:
    for entry in record.membership:
        yield _Line("Membership", entry, _membership(entry))
        if entry.withdrawal is not None:
            effect = entry.withdrawal.effective
            yield _Line(
                "Membership",
                entry.withdrawal,
                f"withdrawal notified {entry.withdrawal.notified}"
                + (f", effective {effect}" if effect else ""),
            )
    for event in record.events:
        yield _Line("Events", event, f"{event.date}: {event.event}: {event.what}")
    for case in record.article_1.cases:
        when = f"{case.happened_from}" + (
            f" to {case.happened_until}" if case.happened_until != case.happened_from else ""
        )
        yield _Line(
            "Article 1: alleged or reported matters",
            case,
            f"{case.id}, {case.status}: {case.summary}; {case.location}, {when}; "
            f"alleged or reported by {case.alleged_by}; actor named: {case.actor}"
            + (f"; the State: {case.state_response}" if case.state_response else ""),
        )
    for retained in record.article_3:
        known = f", as known {retained.known}" if retained.known else ""
        yield _Line("Article 3: retained mines", retained, f"{retained.mines:,} retained{known}")
    if record.article_4 is not None:
        stock = record.article_4
        done = f"completed {stock.completed}" if stock.completed else "completion not stated"
        yield _Line("Article 4: stockpiles", stock, f"{done}; deadline met: {stock.deadline_met}")
    if record.article_5.clearance is not None:
        clearance = record.article_5.clearance
        yield _Line(
            "Article 5: clearance",
            clearance,
            f"{clearance.state_of_play}; latest deadline known {clearance.latest_deadline_known}",
        )
    for extension in record.article_5.extensions:
        text = f"new deadline {extension.deadline}: {extension.decision}, {extension.decided_at}"
        yield _Line("Article 5: clearance", extension, text)
    for report in record.article_7.reports:
        yield _Line("Article 7: transparency reports", report, _report(report))
    for one in record.article_7.lists:
        named = "names" if one.names_this_state else "does not name"
        text = f"the list '{one.list}' of {one.on}, complete, {named} this State"
        yield _Line("Article 7: transparency reports", one, text)
    for request in record.article_8.requests:
        text = f"request for clarification by {request.by}, {request.made}: {request.what}"
        yield _Line("Article 8: clarification", request, text)
    for measure in record.article_9:
        law = f": {measure.law}" if measure.law else ""
        text = f"{measure.status}, as known {measure.known}{law}"
        yield _Line("Article 9: national implementation measures", measure, text)


def _membership(entry: Membership) -> str:
    parts = []
    if entry.signed:
        parts.append(f"signed {entry.signed}")
    if entry.deposited:
        parts.append(f"{entry.instrument} deposited {entry.deposited}")
    if entry.in_force:
        parts.append(f"in force {entry.in_force}: {entry.in_force_reason}")
    return "; ".join(parts)


def _report(report: Report) -> str:
    covers = report.covers.text
    of = {
        "initial": "initial report",
        "voluntary": "voluntary report",
        "not stated": "report, period not stated",
    }.get(covers, f"report covering {covers}")
    if report.submitted == "none":
        return f"{of}: not submitted, as known {report.known}"
    return f"{of}: submitted {report.submitted}"
