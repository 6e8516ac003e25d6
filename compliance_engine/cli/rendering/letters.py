"""The list of letters: who was written to, about what, and who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from rich.console import RenderableType

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
from compliance_engine.letters.model import Step
from compliance_engine.letters.register.letter import Letter
from compliance_engine.letters.register.matters import in_words
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook

SCHEMA = "compliance-engine/letters/1"

_HEADS = ("letter", "state", "step", "sent", "answer", "about")
_COLUMNS = (
    "letter",
    "state",
    "language",
    "step",
    "drafted",
    "sent",
    "answered",
    "closed",
    "days_awaited",
    "answer_within",
    "awaited_until",
    "matters",
    "families",
)


def render_letters(
    form: str,
    letters: Sequence[Letter],
    rulebook: Rulebook,
    today: date,
    *,
    edited: Collection[str],
    language: str,
) -> str:
    """The letters in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    `edited` are the references of those whose files were edited after they were approved.
    """
    default = rulebook.answer_within
    match form:
        case "json":
            listed = [
                letter_json(one, today, default)
                | {"edited_since_approval": one.reference in edited}
                for one in letters
            ]
            return json_text({"schema": SCHEMA, "as_of": today.isoformat(), "letters": listed})
        case "csv":
            return csv_text(_COLUMNS, (_csv_row(one, today, default) for one in letters))
    phrases = Phrases("register", language)
    heads = tuple(phrases(head) for head in _HEADS)
    rows = [_row(one, rulebook, today, edited, language) for one in letters]
    title = phrases("list title", day=written_day(today, language))
    if form == "markdown":
        table = f"\n{markdown_table(heads, rows)}" if rows else ""
        return f"# {title}\n\n{_summary(letters, phrases)}\n{table}"
    return page(_as_table(title, _summary(letters, phrases), [heads, *rows]))


def letter_json(letter: Letter, today: date, by_default: int | None) -> dict[str, object]:
    """A letter for programs. `days_awaited` counts from its sending, while no answer came.

    `by_default` is for how many days an answer is awaited where none were chosen, and
    `awaited_until` the last day on which one is not late.
    """
    awaited = letter.awaited(by_default)
    return {
        "letter": letter.reference,
        "state": letter.state,
        "language": letter.language,
        "step": str(letter.step),
        "drafted": letter.drafted.isoformat(),
        "sent": letter.sent.isoformat() if letter.sent else None,
        "answered": letter.answered.isoformat() if letter.answered else None,
        "closed": letter.closed.isoformat() if letter.closed else None,
        "days_awaited": _days_awaited(letter, today),
        "answer_within": awaited.days if awaited else None,
        "awaited_until": awaited.until.isoformat() if awaited else None,
        "matters": list(letter.matters),
        "families": list(letter.families),
    }


def _days_awaited(letter: Letter, today: date) -> int | None:
    if letter.step is not Step.SENT or letter.sent is None or not letter.answer_awaited:
        return None
    return (today - letter.sent).days


def _csv_row(letter: Letter, today: date, by_default: int | None) -> list[object]:
    told = letter_json(letter, today, by_default)
    return [
        " ".join(letter.matters)
        if column == "matters"
        else " ".join(letter.families)
        if column == "families"
        else told[column]
        for column in _COLUMNS
    ]


def _row(
    letter: Letter, rulebook: Rulebook, today: date, edited: Collection[str], language: str
) -> tuple[str, ...]:
    phrases = Phrases("register", language)
    step = "edited" if letter.reference in edited else f"step {letter.step}"
    return (
        letter.reference,
        state_of_code(letter.state).names[language],
        phrases(step),
        written_day(letter.sent, language) if letter.sent else "",
        _answer(letter, rulebook, today, phrases, language),
        phrases("between").join(in_words(letter.matters, rulebook, language)),
    )


def _answer(
    letter: Letter, rulebook: Rulebook, today: date, phrases: Phrases, language: str
) -> str:
    """The day of the answer, or for how long one is awaited, and until when it is not late."""
    if letter.answered:
        return written_day(letter.answered, language)
    days = _days_awaited(letter, today)
    if days is None:
        return ""
    told, awaited = phrases.counted("awaited", days), letter.awaited(rulebook.answer_within)
    if awaited is None:
        return told
    return phrases("awaited until", awaited=told, day=written_day(awaited.until, language))


def _summary(letters: Sequence[Letter], phrases: Phrases) -> str:
    """How many letters, to how many States, and how far they have come."""
    if not letters:
        return phrases("no letters")
    counted = Counter(one.step for one in letters)
    steps = phrases("between").join(
        phrases("so many", step=phrases(f"step {step}"), number=phrases.number(counted[step]))
        for step in Step
        if counted[step]
    )
    return phrases(
        "summary",
        letters=phrases.counted("letters", len(letters)),
        states=phrases.counted("states", len({one.state for one in letters})),
        steps=steps,
    )


def _as_table(
    title: str, summary: str, lines: Sequence[tuple[str, ...]]
) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    yield words(summary)
    if len(lines) == 1:
        return
    yield words("")
    *narrow, _ = zip(*lines, strict=True)
    table = grid(*(min(34, fitting(4, column)) for column in narrow), None)
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table
