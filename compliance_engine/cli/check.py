"""``compliance-engine check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache
from compliance_engine.cli import options
from compliance_engine.cli.answers import Answer, answered
from compliance_engine.cli.filters import SEVERITIES, Filters, filters, reaches
from compliance_engine.rulebook.vocabulary import Verdict

if TYPE_CHECKING:
    from compliance_engine.inference.engine import EngineChoice

THRESHOLD_MET = 1


@click.command()
@options.folders
@options.judgements
@options.letters
@options.dates
@options.states
@filters()
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@options.cached
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Leave with exit code 1 if a finding shown is at least this severe. Not counted is one "
    "that is waived, or determined not applicable or resolved, and has not changed since.",
)
@answered
def check(
    *,
    records_folder: Path,
    rules_folder: Path,
    judgements_folder: Path | None,
    as_of: date,
    known_at: date | None,
    letters_store: str | None,
    state_names: tuple[str, ...],
    rule: str | None,
    verdict: str | None,
    article: str | None,
    severity: str | None,
    region: str | None,
    form: str,
    language: str,
    engine_choice: EngineChoice,
    fail_on: str | None,
    cache: Cache,
) -> Answer:
    """What the rules find, State by State.

    Below the findings stands what is not known: matters on which no source in the records says
    anything that holds on the day. They are never counted as outstanding. A judgement in force on
    a finding stands beside it, and changes nothing of what is found.
    """
    from compliance_engine.cli.letters_known import KnownLetters
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.check import render_check
    from compliance_engine.findings.checking import told
    from compliance_engine.inference.engine import Engine
    from compliance_engine.judgement.applying import apply

    letters = KnownLetters.in_store(letters_store)
    inputs = open_inputs(
        records_folder, rules_folder, language, cache, judgements_folder, letters=letters
    )
    check_day(as_of, inputs.rulebook)
    wanted_rule = inputs.rule(rule).id if rule else None
    wanted_article = inputs.article(article) if article else None
    chosen = inputs.chosen(state_names)
    with Engine(inputs.rulebook, engine_choice) as engine:
        made = inputs.evaluations(chosen, engine, as_of, known_at)
        result = told(made, inputs.rulebook, as_of, known_at, language=language)
    applied = apply(result, inputs.judgements_on(chosen), as_of)
    shown = Filters(wanted_rule, verdict, wanted_article, severity, region).applied(result)
    page = render_check(
        form,
        shown,
        inputs,
        engine.used,
        applied,
        language=language,
        undetermined=verdict == Verdict.UNDETERMINED,
        crash=engine.crash,
    )
    met = fail_on is not None and any(
        reaches(one, fail_on) for one in shown.findings if not applied.sets_aside(one)
    )
    return Answer(page, THRESHOLD_MET if met else 0)
