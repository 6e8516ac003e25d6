"""``compliance-engine records schema``."""

from __future__ import annotations

import click

from compliance_engine.records.schema import record_schema


@click.command()
def schema() -> None:
    """The JSON Schema of a record, for editors.

    An editor that knows YAML completes keys and values with it: save it as
    record.schema.json, and begin a record with the line
    "# yaml-language-server: $schema=record.schema.json".
    """
    click.echo(record_schema(), nl=False)
