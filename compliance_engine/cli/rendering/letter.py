"""One letter: what it is about, who did what with it and when, and what it says."""

from __future__ import annotations

from collections.abc import Iterator

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
from compliance_engine.documents.escaping import in_markdown
from compliance_engine.findings.language.written import written_day
from compliance_engine.letters.model import Step
from compliance_engine.letters.register.letter import Letter, Taken
from compliance_engine.letters.register.matters import in_words
from compliance_engine.phrases.phrases import Phrases
from compliance_engine.records.states import state_of_code
from compliance_engine.rulebook.model import Rulebook

SCHEMA = "compliance-engine/letter/1"

_HEADS = ("step", "who", "when", "what")
_COLUMNS = ("seq", "step", "who", "at", "day", "via", "note", "file", "clean", "answer_within")


def render_letter(form: str, letter: Letter, rulebook: Rulebook, *, language: str) -> str:
    """A letter in one of the forms ``table``, ``json``, ``csv`` (its steps), ``markdown``."""
    match form:
        case "json":
            return json_text(_as_json(letter))
        case "csv":
            return csv_text(
                _COLUMNS, ([_step_json(one)[name] for name in _COLUMNS] for one in letter.steps)
            )
    phrases = Phrases("register", language)
    heads = tuple(phrases(head) for head in _HEADS)
    rows = [_row(one, phrases, language) for one in letter.steps]
    title, *told = _told(letter, rulebook, phrases, language)
    if form == "markdown":
        matters = "".join(f"- {in_markdown(one)}\n" for one in told)
        quoted = "".join(
            f"> {in_markdown(line)}\n" if line else ">\n" for line in letter.text.splitlines()
        )
        return f"# {title}\n\n{matters}\n{markdown_table(heads, rows)}\n{quoted}"
    return page(_as_table(title, told, [heads, *rows], letter.text))


def _as_json(letter: Letter) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "letter": letter.reference,
        "state": letter.state,
        "language": letter.language,
        "as_of": letter.as_of.isoformat(),
        "step": str(letter.step),
        "matters": list(letter.matters),
        "families": list(letter.families),
        "files": {"letter": letter.letter, "basis": letter.basis},
        "steps": [_step_json(one) for one in letter.steps],
        "text": letter.text,
    }


def _step_json(step: Taken) -> dict[str, object]:
    return {
        **vars(step),
        "step": str(step.step),
        "at": step.at.isoformat(),
        "day": step.day.isoformat() if step.day else None,
    }


def _told(letter: Letter, rulebook: Rulebook, phrases: Phrases, language: str) -> Iterator[str]:
    """The title, then each thing that it is about."""
    state = state_of_code(letter.state).names[language]
    yield phrases("letter title", letter=letter.reference, state=state)
    yield from in_words(letter.matters, rulebook, language)


def _row(step: Taken, phrases: Phrases, language: str) -> tuple[str, ...]:
    return (
        phrases(f"step {step.step}"),
        step.who,
        f"{step.at:%Y-%m-%d %H:%M}",
        "; ".join(
            part for part in (_what(step, phrases, language), _within(step, phrases)) if part
        ),
    )


def _within(step: Taken, phrases: Phrases) -> str:
    """For how many days an answer is awaited, if that was chosen with the step."""
    days = step.answer_within
    return phrases.counted("within", days) if days is not None else ""


def _what(step: Taken, phrases: Phrases, language: str) -> str:
    day = written_day(step.day, language) if step.day else ""
    match step.step:
        case Step.APPROVED:
            return phrases("what approved", digest=(step.clean or "")[:12])
        case Step.SENT:
            return phrases("what sent", day=day, via=step.via)
        case Step.ANSWERED:
            return phrases("what answered", day=day, summary=step.note)
        case _:
            return step.note


def _as_table(
    title: str, told: list[str], lines: list[tuple[str, ...]], text: str
) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    for sentence in told:
        yield words(sentence)
    yield words("")
    *narrow, _ = zip(*lines, strict=True)
    table = grid(*(min(30, fitting(4, column)) for column in narrow), None)
    for index, line in enumerate(lines):
        table.add_row(*(words(cell, "" if index else "bold") for cell in line))
    yield table
    yield words("")
    yield words(text)
