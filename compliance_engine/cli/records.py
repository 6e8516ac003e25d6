"""``compliance-engine records …``."""

from __future__ import annotations

import click

from compliance_engine.cli.lazy import LazyGroup

COMMANDS = {
    "edit": ("compliance_engine.cli.records_edit:edit", "Add one entry to a State's record."),
    "export": (
        "compliance_engine.cli.records_export:export",
        "Write records as an Excel workbook or CSV files.",
    ),
    "import": (
        "compliance_engine.cli.records_import:import_",
        "Bring tables, workbooks and registers into records.",
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
