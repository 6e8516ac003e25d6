"""A State's calendar, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.rendering.layout import (
    csv_text,
    grid,
    indented,
    json_text,
    markdown_table,
    page,
    plain_value,
)
from compliance_engine.findings import DutyLine, Wording
from compliance_engine.records import state_of_code
from compliance_engine.rulebook import Verdict

_HEADER = ("Due", "Duty", "Covers", "Verdict")


def render_duties(
    form: str, code: str, lines: Sequence[DutyLine], as_of: date, *, show_working: bool
) -> str:
    """The calendar in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    state = state_of_code(code)
    wording = Wording(state, as_of)
    title = f"{state.name}: duties as of {wording.day(as_of)}"
    rows = [
        (wording.day(line.due), line.title, str(line.period or ""), _told(line, wording))
        for line in lines
    ]
    match form:
        case "json":
            return json_text([_as_json(line) for line in lines])
        case "csv":
            header = ("duty", "period", "due", "verdict", "submitted", "days_late", "known",
                      "confidence", "where", "sources")  # fmt: skip
            return csv_text(
                header,
                (
                    (line.duty, line.period, line.due, line.verdict, plain_value(line.submitted),
                     line.days_late, plain_value(line.known), line.confidence,
                     " ".join(line.where), " ".join(line.sources))
                    for line in lines
                ),
            )  # fmt: skip
        case "markdown":
            return f"# {title}\n\n{markdown_table(_HEADER, rows)}"
        case _:
            return page(_as_table(title, lines, rows, show_working))


def _told(line: DutyLine, wording: Wording) -> str:
    """The verdict with what it rests on, in words."""
    match line.verdict:
        case Verdict.MET if line.submitted:
            return f"met: submitted {wording.date(line.submitted, with_word=True)}"
        case Verdict.MET_LATE if line.submitted and line.days_late is not None:
            exact = line.submitted.shown.exact
            least = "" if exact else "at least "
            when = wording.date(line.submitted, with_word=True)
            return f"met late: submitted {when}, {least}{wording.days(line.days_late)} late"
        case Verdict.MET_TIMELINESS_UNKNOWN if line.submitted:
            when = wording.date(line.submitted, with_word=True)
            return f"met, timeliness unknown: submitted {when}"
        case Verdict.LAST_KNOWN_OUTSTANDING if line.known:
            return f"last known outstanding {wording.date(line.known, with_word=True)}"
        case Verdict.UNDETERMINED if line.sources_disagree:
            return "undetermined: the sources disagree"
        case Verdict.NOT_OWED:
            return f"not owed: {line.working[-1]}"
        case _:
            return line.verdict


def _as_table(
    title: str,
    lines: Sequence[DutyLine],
    rows: Sequence[tuple[str, str, str, str]],
    show_working: bool,
) -> Iterator[RenderableType]:
    yield Text(title, style="bold underline")
    if not lines:
        yield Text("No duty under the articles that are checked.")
        return
    for step in dict.fromkeys(step for line in lines for step in line.working[:-1]):
        yield Text(step)
    yield Text("")
    table = grid(18, 30, 8, None, least=28)
    table.add_row(*(Text(head, style="bold") for head in _HEADER))
    for line, row in zip(lines, rows, strict=True):
        table.add_row(*(Text(cell) for cell in row))
        if show_working and line.verdict != Verdict.NOT_OWED:
            table.add_row("", "", "", indented(Text(line.working[-1], style="dim")))
    yield table
    doubts = dict.fromkeys(line.doubt for line in lines if line.doubt)
    if show_working:
        for doubt in doubts:
            yield Text("")
            yield Text(f"Doubt: {doubt}", style="dim")


def _as_json(line: DutyLine) -> dict[str, object]:
    return {
        "duty": line.duty,
        "article": line.provision,
        "period": str(line.period) if line.period else None,
        "due": line.due.isoformat(),
        "verdict": line.verdict,
        "submitted": plain_value(line.submitted),
        "days_late": line.days_late,
        "known": plain_value(line.known),
        "sources_disagree": line.sources_disagree,
        "working": list(line.working),
        "doubt": line.doubt,
        "confidence": str(line.confidence),
        "where": list(line.where),
        "sources": list(line.sources),
    }
