"""``compliance-engine rules lock``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import options
from compliance_engine.errors import InvalidInputError
from compliance_engine.rulebook.loading import load_rulebook
from compliance_engine.rulebook.lock import lock_problems
from compliance_engine.rulebook.locking import write_lock


@click.command()
@options.rules_folder
@click.option("--check", is_flag=True, help="Write nothing: tell what the lock does not hold.")
def lock(*, rules_folder: Path, check: bool) -> None:
    """Record what each rule means, with its version, in lock.yaml.

    A rule whose meaning has changed needs a higher version before it can be locked again; for
    duties and the treaty file it is the version in treaty.yaml. A rule that is no more stays
    under "retired", with its version, the date and the reason, and its id is not used again; one
    that has another id now names the former ones under "formerly".
    Comments, white space and the order of keys are no part of the meaning. Exit code 3 if the
    rules do not agree with the lock.
    """
    rulebook = load_rulebook(rules_folder)
    if check:
        if problems := lock_problems(rules_folder, rulebook):
            raise InvalidInputError(problems)
        click.echo(f"{len(rulebook.rules)} rules, all as they are locked")
        return
    locked = write_lock(rules_folder, rulebook)
    click.echo(f"{locked.rules} rules locked")
    for done, names in (
        ("new", locked.added),
        ("at a higher version", locked.raised),
        ("renamed", locked.renamed),
        ("retired", locked.retired),
    ):
        for name in names:
            click.echo(f"  {done}: {name}")
