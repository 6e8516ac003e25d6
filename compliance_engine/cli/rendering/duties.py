"""A State's calendar, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType

from compliance_engine.cli.rendering.layout import (
    csv_text,
    fitting,
    grid,
    indented,
    json_text,
    markdown_table,
    page,
    words,
)
from compliance_engine.cli.rendering.resting import resting_json
from compliance_engine.facts.plain import plain_value
from compliance_engine.findings.calendar import DutyLine
from compliance_engine.findings.language.resting import resting_in_words
from compliance_engine.findings.language.wording import Wording
from compliance_engine.findings.verdict_words import told_verdict
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import State
from compliance_engine.rulebook.vocabulary import Verdict

_COLUMNS = ("duty", "period", "due", "verdict", "submitted", "days_late", "known", "confidence",
            "where", "sources")  # fmt: skip
_WIDTH_OF_DUTY = {"en": 30, "fr": 32, "es": 32}
"""Characters that the title of a report takes in each language; a longer one wraps."""


def render_duties(
    form: str,
    state: State,
    lines: Sequence[DutyLine],
    as_of: date,
    *,
    language: str,
    show_working: bool,
) -> str:
    """The calendar in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    match form:
        case "json":
            return json_text([_as_json(line, state, language) for line in lines])
        case "csv":
            return csv_text(_COLUMNS, (_csv_row(line, state) for line in lines))
    page_of = _Page(state, as_of, language)
    if form == "markdown":
        rows = [page_of.row(line) for line in lines]
        return f"# {page_of.title}\n\n{markdown_table(page_of.header, rows)}"
    return page(page_of.table(lines, show_working=show_working))


class _Page:
    """The calendar of one State in one language."""

    def __init__(self, state: State, as_of: date, language: str) -> None:
        self._language = language
        self._wording = Wording(state, as_of, language)
        self._phrases = Phrases("duties", language)
        day = self._wording.day(as_of)
        self.title = self._phrases("title", state=state.names[language], day=day)
        self.header = tuple(self._phrases(head) for head in ("due", "duty", "covers", "verdict"))

    def row(self, line: DutyLine) -> tuple[str, ...]:
        """A duty with what is known of it."""
        due = self._wording.day(line.due)
        return due, line.title, str(line.period or ""), told_verdict(line, self._wording)

    def table(self, lines: Sequence[DutyLine], *, show_working: bool) -> Iterator[RenderableType]:
        """How the State is bound, and below it every duty; if wanted, with its working."""
        yield words(self.title, "bold underline")
        if not lines:
            yield words(self._phrases("nothing due"))
            return
        for step in dict.fromkeys(step for line in lines for step in line.working[:-1]):
            yield words(step)
        yield words("")
        rows = [self.row(line) for line in lines]
        dues = fitting(18, (due for due, *_ in rows))
        table = grid(dues, _WIDTH_OF_DUTY[self._language], 8, None, least=28)
        table.add_row(*(words(head, "bold") for head in self.header))
        for line, row in zip(lines, rows, strict=True):
            table.add_row(*(words(cell) for cell in row))
            if show_working and line.verdict != Verdict.NOT_OWED:
                table.add_row("", "", "", indented(words(line.working[-1], "dim")))
        yield table
        doubts = dict.fromkeys(line.doubt for line in lines if line.doubt)
        if show_working:
            for doubt in doubts:
                yield words("")
                yield words(self._phrases("doubt", doubt=doubt), "dim")


def _csv_row(line: DutyLine, state: State) -> tuple[object, ...]:
    return (
        line.duty,
        line.period,
        line.due,
        line.verdict,
        plain_value(line.submitted),
        line.days_late,
        plain_value(line.known),
        resting_in_words(line.confidence, line.said_by, state, "en"),
        " ".join(line.where),
        " ".join(line.sources),
    )


def _as_json(line: DutyLine, state: State, language: str) -> dict[str, object]:
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
        **resting_json(line.confidence, line.said_by, state, language),
        "where": list(line.where),
        "sources": list(line.sources),
    }
