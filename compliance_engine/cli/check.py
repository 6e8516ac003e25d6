"""``compliance-engine check``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.filters import SEVERITIES, Filters, filters, reaches
from compliance_engine.cli.inputs import check_day, load_inputs
from compliance_engine.cli.rendering.check import render_check
from compliance_engine.findings import check as run_check
from compliance_engine.inference import Engine, EngineChoice
from compliance_engine.rulebook import Verdict

THRESHOLD_MET = 1


@click.command()
@options.folders
@options.dates
@options.states
@filters
@options.formats("table", "json", "csv", "markdown")
@options.language
@options.engine
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Leave with exit code 1 if a finding shown is at least this severe.",
)
def check(
    *,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
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
) -> None:
    """What the rules find, State by State.

    Below the findings stands what is not known: matters on which no source in the records says
    anything that holds on the day. They are never counted as outstanding.
    """
    inputs = load_inputs(records_folder, rules_folder, language)
    check_day(as_of, inputs.rulebook)
    wanted_rule = inputs.rule(rule).id if rule else None
    wanted_article = inputs.article(article) if article else None
    chosen = inputs.chosen(state_names)
    with Engine(inputs.rulebook, engine_choice) as engine:
        result = run_check(chosen, inputs.rulebook, engine, as_of, known_at, language=language)
    shown = Filters(wanted_rule, verdict, wanted_article, severity, region).applied(result)
    click.echo(
        render_check(
            form,
            shown,
            inputs,
            engine_choice,
            language=language,
            undetermined=verdict == Verdict.UNDETERMINED,
        ),
        nl=False,
    )
    if fail_on and any(reaches(finding, fail_on) for finding in shown.findings):
        sys.exit(THRESHOLD_MET)
