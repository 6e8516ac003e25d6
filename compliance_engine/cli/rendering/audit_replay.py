"""Whether a replay gives the same as its run and, if not, why and what differs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.replaying import Replay
from compliance_engine.cli.rendering.audit_run import run_json
from compliance_engine.cli.rendering.layout import json_text, page, words
from compliance_engine.cli.rendering.transitions import (
    as_csv,
    as_json,
    as_markdown,
    as_table,
)
from compliance_engine.phrases.phrases import Phrases

SCHEMA = "compliance-engine/audit-replay/1"


def render_replay(form: str, replay: Replay, *, language: str) -> str:
    """A replay in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    said = ChangeWords(language, replay.run.as_of, replay.judgements)
    match form:
        case "json":
            return json_text(
                {
                    "schema": SCHEMA,
                    "run": run_json(replay.run),
                    "same": replay.same,
                    "rulebook_version": replay.rulebook_version,
                    "engine_version": replay.engine_version,
                    "transitions": as_json(replay.differences, replay.judgements),
                }
            )
        case "csv":
            return as_csv(replay.differences, said, replay.judgements, language, replay.run.as_of)
        case "markdown":
            told = "\n".join(_told(replay, language))
            return f"{told}\n{as_markdown(replay.differences, said, language)}"
        case _:
            return page(_as_table(replay, said, language))


def _told(replay: Replay, language: str) -> Iterator[str]:
    phrases, run = Phrases("audit", language), replay.run
    if replay.same:
        findings = phrases.counted("findings", run.findings)
        yield phrases("replayed", run=run.number, findings=findings)
        return
    yield phrases("replay differs", run=run.number)
    if replay.engine_version != run.engine_version:
        yield phrases("other engine", before=run.engine_version, after=replay.engine_version)
    if not replay.same_rulebook:
        yield phrases("other rulebook", before=run.rulebook_version, after=replay.rulebook_version)
    if not replay.differences:
        yield phrases("same in substance")


def _as_table(replay: Replay, said: ChangeWords, language: str) -> Iterator[RenderableType]:
    for sentence in _told(replay, language):
        yield words(sentence)
    yield from as_table(replay.differences, said)
