"""``compliance-engine rules show RULE``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.inputs import check_day, load_inputs
from compliance_engine.cli.rendering.rules import render_rule
from compliance_engine.findings import check, read_cases
from compliance_engine.inference import Engine, EngineChoice


@click.command()
@click.argument("rule")
@options.folders
@options.dates
@options.language
@options.engine
def show(
    *,
    rule: str,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    language: str,
    engine_choice: EngineChoice,
) -> None:
    """One rule as a page.

    What it looks for, the law that it cites and why it reads it so, its words, its worked cases,
    and the States of which it holds on the day.
    """
    inputs = load_inputs(records_folder, rules_folder, language)
    check_day(as_of, inputs.rulebook)
    found = inputs.rule(rule)
    with Engine(inputs.rulebook, engine_choice) as engine:
        result = check(
            inputs.records.by_state, inputs.rulebook, engine, as_of, known_at, language=language
        )
    findings = [one for one in result.findings if one.rule == found.id]
    cases = read_cases(found, rules_folder).cases
    shown = render_rule(found, cases, findings, inputs.rulebook, as_of, language=language)
    click.echo(shown, nl=False)
