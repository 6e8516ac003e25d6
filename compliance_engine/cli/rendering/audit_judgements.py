"""The judgements of a run: how many are in force, and which ask for a person's decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.items import Item
from compliance_engine.audit.judgement_words import JudgementLines
from compliance_engine.audit.standing_judgements import Judgements
from compliance_engine.cli.rendering.layout import grid, indented, markdown_table, words
from compliance_engine.phrases.phrases import Phrases


def judgements_as_table(
    judgements: Judgements, said: ChangeWords, language: str
) -> Iterator[RenderableType]:
    """The judgements below what changed; nothing if there are none."""
    if not judgements.all:
        return
    yield words("")
    yield words(_in_force(judgements, language))
    for heading, items in _wanting(judgements, language):
        yield words("")
        yield words(heading, "bold")
        table = grid(24, None)
        for name, told in _lines(items, said, language):
            table.add_row(words(name, "bold"), words(told))
        yield indented(table)


def judgements_as_markdown(judgements: Judgements, said: ChangeWords, language: str) -> str:
    """The same as a document."""
    if not judgements.all:
        return ""
    phrases = Phrases("judgements", language)
    parts = [f"\n{_in_force(judgements, language)}\n"]
    for heading, items in _wanting(judgements, language):
        heads = (phrases("state"), phrases("judgement"))
        rows = markdown_table(heads, list(_lines(items, said, language)))
        parts.append(f"\n{heading}\n\n{rows}")
    return "".join(parts)


def judgements_as_json(judgements: Judgements) -> dict[str, Any]:
    """How many findings are judged, by what, and the judgements that ask for a decision."""
    decided = Counter(str(one.content["judgement"]) for one in judgements.of.values())
    return {
        "determinations": judgements.determinations,
        "waivers": judgements.waivers,
        "by_judgement": dict(sorted(decided.items())),
        "changed": _named(judgements.changed),
        "lapsed": _named(judgements.lapsed),
        "unused": _named(judgements.unused),
    }


def _in_force(judgements: Judgements, language: str) -> str:
    phrases = Phrases("judgements", language)
    return phrases(
        "in force",
        determinations=phrases.counted("determinations", judgements.determinations),
        waivers=phrases.counted("waivers", judgements.waivers),
    )


def _wanting(judgements: Judgements, language: str) -> Iterator[tuple[str, Sequence[Item]]]:
    phrases = Phrases("judgements", language)
    wanting = {
        "another look": judgements.changed,
        "lapsed": judgements.lapsed,
        "unused": judgements.unused,
    }
    for name, items in wanting.items():
        if items:
            yield phrases.counted(name, len(items)), items


def _lines(items: Sequence[Item], said: ChangeWords, language: str) -> Iterator[tuple[str, str]]:
    lines = JudgementLines(language)
    for one in items:
        yield said.state(one.state), lines.line(one)


def _named(items: Sequence[Item]) -> list[dict[str, Any]]:
    names = ("state", "rule", "finding", "kind", "judgement", "until")
    return [{name: one.content[name] for name in names} for one in items]
