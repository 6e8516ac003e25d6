"""``compliance-engine rules coverage``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.rendering.coverage import render_coverage
from compliance_engine.phrases.phrases import LANGUAGES
from compliance_engine.rulebook.coverage import coverage as coverage_of
from compliance_engine.rulebook.loading import load_rulebook


@click.command()
@options.rules_folder
@options.formats("table", "json", "markdown")
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of the page.",
)
def coverage(*, rules_folder: Path, form: str, language: str) -> None:
    """Every clause of the treaty, and what covers it.

    A clause is encoded (by which rules, duties or parts of the treaty file), left to a person
    (what is to be decided, and which field of the record keeps it), or out of scope (why). Exit
    code 3 if a clause is not accounted for, or the register does not agree with the rules.
    """
    rulebook = load_rulebook(rules_folder)
    covered = coverage_of(rules_folder, rulebook)
    click.echo(render_coverage(form, covered, rulebook, language), nl=False)
