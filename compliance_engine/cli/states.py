"""``compliance-engine states``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.inputs import check_day, load_inputs
from compliance_engine.cli.rendering.states import render_states
from compliance_engine.findings import standings


@click.command()
@options.folders
@options.dates
@options.states
@options.formats("table", "json", "csv", "markdown")
@options.language
def states(
    *,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    known_at: date | None,
    state_names: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Every State and its membership.

    Its standing on the day: since when, until when, and by which article.
    """
    inputs = load_inputs(records_folder, rules_folder, language)
    check_day(as_of, inputs.rulebook)
    chosen = inputs.chosen(state_names)
    listed = standings(chosen, inputs.rulebook, as_of, known_at, language=language)
    click.echo(render_states(form, listed, as_of, language=language), nl=False)
