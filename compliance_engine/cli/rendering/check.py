"""The findings of a check, for people; those for programs are in `exporting`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from compliance_engine.cli.filters import article_of
from compliance_engine.cli.inputs import Inputs
from compliance_engine.cli.rendering.exporting import findings_csv, findings_json, undetermined_csv
from compliance_engine.cli.rendering.layout import (
    alphabetical,
    grid,
    indented,
    markdown_table,
    page,
)
from compliance_engine.findings import Check, Finding, Undetermined, written_day
from compliance_engine.records import Confidence, state_of_code
from compliance_engine.rulebook import Treaty

_STYLES = {"high": "bold", "medium": "", "low": "dim"}


def render_check(
    form: str, check: Check, inputs: Inputs, engine: str, *, undetermined: bool = False
) -> str:
    """The check in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    With `undetermined`, only what is not known was asked for, and CSV lists that.
    """
    match form:
        case "json":
            return findings_json(check, inputs, engine)
        case "csv":
            return undetermined_csv(check) if undetermined else findings_csv(check)
        case "markdown":
            return _as_markdown(check, inputs.rulebook.treaty)
        case _:
            return page(_as_table(check, inputs.rulebook.treaty))


def _by_article_and_state(
    findings: Sequence[Finding],
) -> Iterator[tuple[str, list[tuple[str, list[Finding]]]]]:
    """Findings in the order in which a session takes them: by article, State name, due date."""

    def order(finding: Finding) -> tuple[int, str, str, str]:
        name = alphabetical(state_of_code(finding.state).name)
        due = finding.due.isoformat() if finding.due else ""
        return int(article_of(finding.article)), name, due, finding.id

    ordered = sorted(findings, key=order)
    for article, of_article in groupby(ordered, key=lambda one: article_of(one.article)):
        states = groupby(of_article, key=lambda one: one.state)
        yield article, [(state, list(group)) for state, group in states]


def _heading(article: str, treaty: Treaty) -> str:
    title = treaty.articles.get(article, {}).get("en")
    return f"Article {article}" + (f": {title}" if title else "")


def _title(check: Check) -> str:
    known = f", with what was known by {written_day(check.known_at)}" if check.known_at else ""
    return f"Findings as of {written_day(check.as_of)}{known}"


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _marks(finding: Finding) -> str:
    mark = {
        Confidence.VERIFIED: "verified",
        Confidence.SINGLE_SOURCE: "",
        Confidence.BACKGROUND_KNOWLEDGE: "unsourced",
    }[finding.confidence]
    return mark if finding.verified else "; ".join(filter(None, [mark, "law unverified"]))


def _found(check: Check) -> str:
    checked = f"{_counted(check.states, 'record', 'records')} checked."
    if not check.findings:
        return f"No findings; {checked}"
    states = len({finding.state for finding in check.findings})
    return (
        f"{_counted(len(check.findings), 'finding', 'findings')} on "
        f"{_counted(states, 'State', 'States')}; {checked} "
        "Each rests on a single source unless marked."
    )


def _as_table(check: Check, treaty: Treaty) -> Iterator[RenderableType]:
    yield Text(_title(check), style="bold underline")
    yield Text(_found(check))
    for article, of_article in _by_article_and_state(check.findings):
        yield Text("")
        yield Text(_heading(article, treaty), style="bold")
        table = grid(24, None, 6, 9)
        for code, findings in of_article:
            for index, finding in enumerate(findings):
                name = state_of_code(code).name if index == 0 else ""
                table.add_row(
                    Text(name, style="bold"),
                    Text(finding.message, style=_STYLES[finding.severity]),
                    Text(finding.severity, style=_STYLES[finding.severity]),
                    Text(_marks(finding), style="dim"),
                )
        yield indented(table)
    yield from _notes(check)
    yield from _undetermined(check)


def _notes(check: Check) -> Iterator[RenderableType]:
    if check.notes:
        yield Text("")
        yield Text("Notes", style="bold")
        table = grid(24, None)
        for name, note in _notes_by_name(check):
            table.add_row(Text(name, style="bold"), Text(note))
        yield indented(table)


def _notes_by_name(check: Check) -> list[tuple[str, str]]:
    notes = [(state_of_code(code).name, note) for code in check.notes for note in check.notes[code]]
    return sorted(notes, key=lambda pair: alphabetical(pair[0]))


def _undetermined(check: Check) -> Iterator[RenderableType]:
    """What is not known: counted where there are findings, listed where there are none."""
    if not check.undetermined:
        return
    states = {one.state for one in check.undetermined}
    yield Text("")
    yield Text("Undetermined", style="bold")
    counts = Counter(one.matter for one in check.undetermined)
    listed = ", ".join(f"{matter} {count:,}" for matter, count in sorted(counts.items()))
    yield indented(
        Text(
            f"{_counted(len(check.undetermined), 'matter', 'matters')} of "
            f"{_counted(len(states), 'State', 'States')} on which the records do not tell "
            f"({listed}). Not known is not outstanding."
        )
    )
    if check.findings:
        yield indented(Text("To list them, add: --verdict undetermined"))
        return
    table = grid(32, None)
    for name, matters in _matters_by_name(check):
        table.add_row(Text(name, style="bold"), Text(matters))
    yield Text("")
    yield indented(table)


def _matters_by_name(check: Check) -> list[tuple[str, str]]:
    by_state = groupby(check.undetermined, key=lambda one: one.state)
    matters = [(state_of_code(code).name, _matters(list(group))) for code, group in by_state]
    return sorted(matters, key=lambda pair: alphabetical(pair[0]))


def _matters(undetermined: Sequence[Undetermined]) -> str:
    """The matters of one State, those of a kind together: annual report for 2019, 2020."""
    parts = []
    for matter, group in groupby(undetermined, key=lambda one: one.matter):
        keys = _runs([one.key for one in group if one.key])
        parts.append(f"{matter} {keys}".strip())
    return "; ".join(parts)


def _runs(keys: Sequence[str]) -> str:
    """Keys in a row, consecutive years as one run: 2000-2004, 2006."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and key.isdigit() and runs[-1][-1].isdigit() and int(key) == int(runs[-1][-1]) + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _as_markdown(check: Check, treaty: Treaty) -> str:
    parts = [f"# {_title(check)}\n"]
    for article, of_article in _by_article_and_state(check.findings):
        rows = [
            (state_of_code(code).name, finding.message, finding.severity, finding.confidence)
            for code, findings in of_article
            for finding in findings
        ]
        header = ("State", "Finding", "Severity", "Confidence")
        parts.append(f"\n## {_heading(article, treaty)}\n\n{markdown_table(header, rows)}")
    if check.notes:
        notes = markdown_table(("State", "Note"), _notes_by_name(check))
        parts.append(f"\n## Notes\n\n{notes}")
    if check.undetermined:
        matters = markdown_table(("State", "Matters"), _matters_by_name(check))
        parts.append(
            "\n## Undetermined\n\nMatters on which the records do not tell. Not known is not "
            f"outstanding.\n\n{matters}"
        )
    return "".join(parts)
