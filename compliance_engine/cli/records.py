"""``compliance-engine records …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "import": (
        "compliance_engine.cli.records_import:import_",
        "Turn tables into one record a State.",
    ),
    "schema": ("compliance_engine.cli.records_schema:schema", "The JSON Schema of a record."),
    "show": ("compliance_engine.cli.records_show:show", "One State's record, in words."),
    "validate": (
        "compliance_engine.cli.records_validate:validate",
        "Check records, and show every problem.",
    ),
}


@click.command(cls=LazyGroup, commands_by_name=COMMANDS)
def records() -> None:
    """Work on the records of States.

    A record is a YAML file of one State; docs/records.md says how it is written.
    """
