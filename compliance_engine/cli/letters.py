"""``compliance-engine letters …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "draft": ("compliance_engine.cli.letters_draft:draft", "Draft letters to States."),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def letters() -> None:
    """Letters to States, drafted from findings.

    Nothing is ever sent by this program. docs/letters.md says how a letter comes about.
    """
