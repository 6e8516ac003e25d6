"""``compliance-engine records validate``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.opening import load_inputs


@click.command()
@options.folders
@options.judgements
def validate(records_folder: Path, rules_folder: Path, judgements_folder: Path | None) -> None:
    """Check records, and show every problem.

    Each record is checked by itself and against the treaty's clocks, and its texts that findings
    show against the words that are not said; so are the judgements on them. Exit code 3 if there
    is a problem.
    """
    inputs = load_inputs(records_folder, rules_folder, judgements_folder=judgements_folder)
    number = len(inputs.by_state)
    click.echo(f"{number} {'record' if number == 1 else 'records'}, no problem found.")
