"""The findings of a check, for people; those for programs are in `exporting`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import RenderableType

from compliance_engine.cli.filters import article_of, article_order
from compliance_engine.cli.rendering.check_words import RECORDS, CheckWords
from compliance_engine.cli.rendering.exporting import findings_csv, findings_json, undetermined_csv
from compliance_engine.cli.rendering.judgement_words import JudgementWords
from compliance_engine.cli.rendering.layout import (
    grid,
    indented,
    markdown_table,
    page,
    words,
)
from compliance_engine.documents.escaping import Markup, in_markdown
from compliance_engine.findings.model import Check, Finding
from compliance_engine.inference.engine import Crash
from compliance_engine.judgement.applying import Applied
from compliance_engine.phrases.listing import alphabetical

if TYPE_CHECKING:
    from compliance_engine.cli.inputs import Inputs

_STYLES = {"high": "bold", "medium": "", "low": "dim"}


def render_check(
    form: str,
    check: Check,
    inputs: Inputs,
    engine: str,
    applied: Applied,
    *,
    language: str,
    undetermined: bool = False,
    crash: Crash | None = None,
) -> str:
    """The check in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    `applied` are the judgements on the States checked.

    With `undetermined`, only what is not known was asked for, and CSV lists that. `crash` tells
    at which State one of the evaluators stopped working, if it did.
    """
    marks = _Marks(applied, JudgementWords(language))
    match form:
        case "json":
            return findings_json(check, inputs, engine, applied, language)
        case "csv" if undetermined:
            return undetermined_csv(check, language)
        case "csv":
            return findings_csv(check, language, applied)
        case "markdown":
            return _as_markdown(check, CheckWords(inputs.rulebook, language), marks, crash)
        case _:
            return page(_as_table(check, CheckWords(inputs.rulebook, language), marks, crash))


class _Marks:
    """What is said of judgements on the page."""

    def __init__(self, applied: Applied, said: JudgementWords) -> None:
        self._applied = applied
        self._said = said

    def beside(self, finding: Finding) -> str | None:
        """What stands beside a finding that was judged."""
        judged = self._applied.of.get(finding.id)
        return self._said.beside(judged) if judged else None

    def below(self, check: Check) -> tuple[str, tuple[str, ...]] | None:
        """The head and the lines of the part on judgements, if there are any."""
        if not self._applied.lines:
            return None
        said = tuple(self._said.counted(self._applied, check.findings))
        return (self._said.head("judgements"), said) if said else None


def _by_part_and_state(
    check: Check, said: CheckWords
) -> Iterator[tuple[str, list[tuple[str, list[Finding]]]]]:
    """Findings in the order in which a session takes them: by part, State name, due date."""

    def order(finding: Finding) -> tuple[object, ...]:
        name = alphabetical(said.state(finding.state))
        due = finding.due.isoformat() if finding.due else ""
        return (*_part_order(_part(finding)), name, due, finding.id)

    ordered = sorted(check.findings, key=order)
    for part, of_part in groupby(ordered, key=_part):
        states = groupby(of_part, key=lambda one: one.state)
        yield said.part(part), [(said.state(state), list(group)) for state, group in states]


def _part(finding: Finding) -> str:
    """The part of the page: an article, a plan, or what is to be settled in the records."""
    return RECORDS if finding.nature == RECORDS else article_of(finding.article)


def _part_order(part: str) -> tuple[object, ...]:
    return (part == RECORDS, *article_order(part))


def _notes(check: Check, said: CheckWords) -> list[tuple[str, str]]:
    return said.in_order((code, note) for code, notes in check.notes.items() for note in notes)


def _matters(check: Check, said: CheckWords) -> list[tuple[str, str]]:
    by_state = groupby(check.undetermined, key=lambda one: one.state)
    return said.in_order((code, said.matters(list(group))) for code, group in by_state)


def _as_table(
    check: Check, said: CheckWords, marks: _Marks, crash: Crash | None
) -> Iterator[RenderableType]:
    yield words(said.title(check), "bold underline")
    yield words(said.found(check))
    if crash:
        yield words(said.plain_alone(crash), "bold")
    for heading, of_part in _by_part_and_state(check, said):
        yield words("")
        yield words(heading, "bold")
        table = grid(24, None, *said.widths())
        for state, findings in of_part:
            for index, finding in enumerate(findings):
                table.add_row(
                    words(state if index == 0 else "", "bold"),
                    words(finding.message, _STYLES[finding.severity]),
                    words(said.severity(finding), _STYLES[finding.severity]),
                    words(said.marks(finding), "dim"),
                )
                for text in said.said_by(finding):
                    table.add_row(words(""), indented(words(text, "dim")), "", "")
                if (judged := marks.beside(finding)) is not None:
                    table.add_row(words(""), indented(words(judged, "italic")), "", "")
        yield indented(table)
    if (judgements := marks.below(check)) is not None:
        yield words("")
        yield words(judgements[0], "bold")
        yield from (indented(words(line)) for line in judgements[1])
    if check.notes:
        yield words("")
        yield words(said.head("notes"), "bold")
        yield indented(_listed(_notes(check, said), 24))
    if check.undetermined:
        yield from _undetermined(check, said)


def _undetermined(check: Check, said: CheckWords) -> Iterator[RenderableType]:
    """What is not known: counted where there are findings, listed where there are none."""
    yield words("")
    yield words(said.head("undetermined"), "bold")
    yield indented(words(said.not_known(check.undetermined)))
    if check.findings:
        yield indented(words(said.head("to list them")))
        return
    yield words("")
    yield indented(_listed(_matters(check, said), 32))


def _listed(told: Sequence[tuple[str, str]], width: int) -> RenderableType:
    """What is told of States, beside their names."""
    table = grid(width, None)
    for name, text in told:
        table.add_row(words(name, "bold"), words(text))
    return table


def _as_markdown(check: Check, said: CheckWords, marks: _Marks, crash: Crash | None) -> str:
    parts = [f"# {said.title(check)}\n"]
    if crash:
        parts.append(f"\n{said.plain_alone(crash)}\n")
    for heading, of_part in _by_part_and_state(check, said):
        rows = [
            (
                state,
                _with_mark(finding, marks),
                said.severity(finding),
                said.confidence(finding),
            )
            for state, findings in of_part
            for finding in findings
        ]
        header = said.heads("state", "finding", "severity", "confidence")
        parts.append(f"\n## {heading}\n\n{markdown_table(header, rows)}")
    if (judgements := marks.below(check)) is not None:
        listed = "".join(f"- {line}\n" for line in judgements[1])
        parts.append(f"\n## {judgements[0]}\n\n{listed}")
    if check.notes:
        notes = markdown_table(said.heads("state", "note"), _notes(check, said))
        parts.append(f"\n## {said.head('notes')}\n\n{notes}")
    if check.undetermined:
        head, in_short = said.head("undetermined"), said.head("not known in short")
        matters = markdown_table(said.heads("state", "matters"), _matters(check, said))
        parts.append(f"\n## {head}\n\n{in_short}\n\n{matters}")
    return "".join(parts)


def _with_mark(finding: Finding, marks: _Marks) -> str:
    judged = marks.beside(finding)
    if not judged:
        return finding.message
    message, mark = (in_markdown(one, begins=False) for one in (finding.message, judged))
    return Markup(f"{message} *({mark})*")
