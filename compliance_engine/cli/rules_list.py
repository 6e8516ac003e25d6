"""``compliance-engine rules list``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.cli.rendering.rules import render_list
from compliance_engine.rulebook import load_rulebook


@click.command(name="list")
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
def list_(*, rules_folder: Path, form: str) -> None:
    """Every rule, with what it cites."""
    click.echo(render_list(form, load_rulebook(rules_folder)), nl=False)
