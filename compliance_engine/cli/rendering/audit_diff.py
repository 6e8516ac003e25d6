"""What changed between two runs, or between a run and its replay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.comparing import Transition
from compliance_engine.audit.letter_news import LetterNews
from compliance_engine.audit.runs import Run
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.cli.rendering.audit_letters import (
    news_as_json,
    news_as_markdown,
    news_as_table,
)
from compliance_engine.cli.rendering.audit_run import run_json
from compliance_engine.cli.rendering.layout import json_text, page, words
from compliance_engine.cli.rendering.transitions import (
    as_csv,
    as_json,
    as_markdown,
    as_table,
)
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases

SCHEMA = "compliance-engine/audit-diff/1"


def render_diff(
    form: str,
    first: Run,
    second: Run,
    changes: Sequence[Transition],
    judgements: Judgements,
    *,
    letters: Sequence[LetterNews],
    language: str,
) -> str:
    """The changes in one of the forms ``table``, ``json``, ``csv``, ``markdown``.

    `judgements` are those after the second run, and `letters` what became of them in between.
    """
    said = ChangeWords(language, second.as_of, judgements)
    phrases = Phrases("audit", language)
    title = phrases(
        "diff title",
        first=first.number,
        first_day=written_day(first.as_of, language),
        second=second.number,
        second_day=written_day(second.as_of, language),
    )
    match form:
        case "json":
            return json_text(
                {
                    "schema": SCHEMA,
                    "from": run_json(first),
                    "to": run_json(second),
                    "transitions": as_json(changes, judgements),
                    **news_as_json(letters),
                }
            )
        case "csv":
            return as_csv(changes, said, judgements, language, second.as_of)
        case "markdown":
            nothing = "" if changes else f"\n{phrases('no difference')}\n"
            told = as_markdown(changes, said, language)
            return f"# {title}\n{nothing}{told}{news_as_markdown(letters, said, language)}"
        case _:
            of_letters = news_as_table(letters, said, language)
            return page(chain(_as_table(title, phrases, changes, said), of_letters))


def _as_table(
    title: str, phrases: Phrases, changes: Sequence[Transition], said: ChangeWords
) -> Iterator[RenderableType]:
    yield words(title, "bold underline")
    if not changes:
        yield words(phrases("no difference"))
    yield from as_table(changes, said)
