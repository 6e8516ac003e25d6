"""The page of a run: first what could not be read, then what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType

from compliance_engine.audit.change_words import ChangeWords
from compliance_engine.audit.failure_words import failures
from compliance_engine.audit.items import FINDING
from compliance_engine.audit.outcome import Outcome
from compliance_engine.audit.runs import Run
from compliance_engine.cli.rendering.audit_judgements import (
    judgements_as_json,
    judgements_as_markdown,
    judgements_as_table,
)
from compliance_engine.cli.rendering.audit_letters import (
    news_as_json,
    news_as_markdown,
    news_as_table,
)
from compliance_engine.cli.rendering.layout import indented, json_text, page, words
from compliance_engine.cli.rendering.transitions import (
    as_csv,
    as_json,
    as_markdown,
    as_table,
)
from compliance_engine.findings.language.written import written_day
from compliance_engine.phrases.phrases import Phrases

SCHEMA = "compliance-engine/audit-run/1"


def render_run(form: str, outcome: Outcome, *, language: str) -> str:
    """A run in one of the forms ``table``, ``json``, ``csv``, ``markdown``."""
    run = outcome.run
    said = ChangeWords(language, run.as_of, outcome.judgements)
    match form:
        case "json":
            return json_text(_as_json(outcome))
        case "csv":
            return as_csv(outcome.transitions, said, outcome.judgements, language, run.as_of)
        case "markdown":
            return _as_markdown(outcome, said, language)
        case _:
            return page(_as_table(outcome, said, language))


def run_json(run: Run) -> dict[str, Any]:
    """A run as programs read it."""
    return {
        "number": run.number,
        "as_of": run.as_of.isoformat(),
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat(),
        "outcome": run.outcome,
        "engine": run.engine,
        "engine_version": run.engine_version,
        "rulebook": {
            "name": run.rulebook,
            "version": run.rulebook_version,
            "sha256": run.rulebook_sha256,
        },
        "records": {"states": run.states, "sha256": run.records_sha256},
        "findings": run.findings,
        "undetermined": run.undetermined,
        "failures": [
            {"state": one.state, "about": one.about, "problems": list(one.problems)}
            for one in run.failures
        ],
    }


def title(run: Run, language: str) -> str:
    """The number of a run and its day."""
    day = written_day(run.as_of, language)
    return Phrases("audit", language)("title", run=run.number, day=day)


def counts(run: Run, language: str) -> str:
    """How much is found and how much not known."""
    phrases = Phrases("audit", language)
    return phrases(
        "counts",
        findings=phrases.counted("findings", run.findings),
        undetermined=phrases.counted("matters", run.undetermined),
    )


def _compared(outcome: Outcome, language: str) -> str:
    phrases, before = Phrases("audit", language), outcome.before
    if before is None:
        return phrases("first run")
    key = "compared"
    if outcome.nothing_changed:
        key = "nothing changed"
    elif not outcome.transitions:
        key = "no finding changed"
    return phrases(key, run=before.number, day=written_day(before.as_of, language))


def _as_table(outcome: Outcome, said: ChangeWords, language: str) -> Iterator[RenderableType]:
    run = outcome.run
    yield words(title(run, language), "bold underline")
    for heading, failed in failures(outcome, language):
        yield words("")
        yield words(heading, "bold")
        for failure, kept in failed:
            yield indented(words(said.state(failure.state), "bold"))
            for problem in failure.problems:
                yield indented(words(problem), 4)
            yield indented(words(kept), 4)
    if run.failures:
        yield words("")
    yield words(counts(run, language))
    yield words(_compared(outcome, language))
    yield from as_table(outcome.transitions, said)
    yield from news_as_table(outcome.letters, said, language)
    yield from judgements_as_table(outcome.judgements, said, language)


def _as_markdown(outcome: Outcome, said: ChangeWords, language: str) -> str:
    run = outcome.run
    parts = [f"# {title(run, language)}\n"]
    for heading, failed in failures(outcome, language):
        parts.append(f"\n**{heading}**\n\n")
        for failure, kept in failed:
            problems = " ".join(" ".join(failure.problems).split())
            parts.append(f"- {said.state(failure.state)}: {problems} {kept}\n")
    parts.append(f"\n{counts(run, language)}\n{_compared(outcome, language)}\n")
    parts.append(as_markdown(outcome.transitions, said, language))
    parts.append(news_as_markdown(outcome.letters, said, language))
    parts.append(judgements_as_markdown(outcome.judgements, said, language))
    return "".join(parts)


def _as_json(outcome: Outcome) -> Mapping[str, Any]:
    return {
        "schema": SCHEMA,
        **run_json(outcome.run),
        "seal": outcome.seal,
        "compared_with": outcome.before.number if outcome.before else None,
        "nothing_changed": outcome.nothing_changed,
        "stale": {
            code: [one.id for one in items if one.about == FINDING]
            for code, items in sorted(outcome.stale.items())
        },
        "transitions": as_json(outcome.transitions, outcome.judgements),
        "judgements": judgements_as_json(outcome.judgements),
        **news_as_json(outcome.letters),
    }
