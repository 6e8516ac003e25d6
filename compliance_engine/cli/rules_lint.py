"""``compliance-engine rules lint``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.inputs import id_named
from compliance_engine.cli.rendering.lint import render_lint
from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.linting.linter import lint as lint_rulebook
from compliance_engine.rulebook.linting.remark import Level


@click.command()
@click.argument("names", type=offers.RULE, nargs=-1, metavar="[RULE]...")
@options.rules_folder
@click.option("--strict", is_flag=True, help="Count notes as errors.")
@options.formats("table", "json")
@click.pass_context
def lint(
    context: click.Context, *, names: tuple[str, ...], rules_folder: Path, strict: bool, form: str
) -> None:
    """What is wrong with rules, all at once.

    Of the whole rulebook, unless rules are named: whatever keeps a file from being read;
    conditions that can never hold, or that the duty they are about never meets; messages that are
    never said; names that nothing uses; texts that lack a language, or use words that are not
    said; readings that are not checked; worked cases that are missing; rules that the register
    of clauses does not name, or that changed without a new version; Word templates of letters that
    could not be filled, or whose letters could not be approved.

    Each line gives the place and what to do. Exit code 3 if there is an error; a note may have
    its reasons.
    """
    found = lint_rulebook(rules_folder)
    if names:
        found = found.of(id_named(name, found.rules) for name in names)
    else:
        from compliance_engine.letters.drafting.stationery import wrong_with_templates

        found = found.also(wrong_with_templates(rules_folder))
    click.echo(render_lint(form, found), nl=False)
    if found.count(Level.ERROR) or (strict and found.remarks):
        context.exit(InvalidInputError.exit_code)
