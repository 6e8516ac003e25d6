"""``compliance-engine records show STATE``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.opening import load_inputs
from compliance_engine.cli.rendering.record import render_record


@click.command()
@click.argument("state", type=offers.STATE)
@options.folders
@options.formats("table", "json")
def show(state: str, records_folder: Path, rules_folder: Path, form: str) -> None:
    """One State's record, in words: every statement with its line, source and confidence.

    STATE is a three-letter code or a name.
    """
    inputs = load_inputs(records_folder, rules_folder)
    record = inputs.record(inputs.code_of(state))
    click.echo(render_record(form, record), nl=False)
