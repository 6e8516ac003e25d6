"""``compliance-engine records validate``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.opening import load_inputs
from compliance_engine.errors import InvalidInputError


@click.command()
@options.folders
@options.judgements
def validate(records_folder: Path, rules_folder: Path, judgements_folder: Path | None) -> None:
    """Check records, and show every problem.

    Each record is checked by itself and against the treaty's clocks, and its texts that findings
    show against the words that are not said; so are the judgements on them. Exit code 3 if there
    is a problem. A character that no text may hold is one even where it is written as an escape,
    which other commands show as its number.
    """
    inputs = load_inputs(records_folder, rules_folder, judgements_folder=judgements_folder)
    refused = [*inputs.folder.characters_refused(), *inputs.judgement_folder.characters_refused()]
    if refused:
        raise InvalidInputError(refused)
    number = len(inputs.by_state)
    click.echo(f"{number} {'record' if number == 1 else 'records'}, no problem found.")
