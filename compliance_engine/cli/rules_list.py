"""``compliance-engine rules list``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.rendering.rules_list import render_list
from compliance_engine.rulebook.languages import require_language
from compliance_engine.rulebook.loading import load_rulebook


@click.command(name="list")
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
@options.language
def list_(*, rules_folder: Path, form: str, language: str) -> None:
    """Every rule, with what it cites."""
    rulebook = load_rulebook(rules_folder)
    require_language(rulebook, language)
    click.echo(render_list(form, rulebook, language=language), nl=False)
