"""``compliance-engine judge schema``."""

from __future__ import annotations

import click

from compliance_engine.judgement.schema import judgement_schema


@click.command()
def schema() -> None:
    """The JSON Schema of a file of judgements, for editors.

    An editor that knows YAML completes keys and values with it: save it as
    judgement.schema.json, and begin a file with the line
    "# yaml-language-server: $schema=judgement.schema.json".
    """
    click.echo(judgement_schema(), nl=False)
