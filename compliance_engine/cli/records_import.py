"""``compliance-engine records import``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.records.importing import import_tables, write_records


@click.command(name="import")
@click.argument("tables", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write the records to.",
)
@click.option("--force", is_flag=True, help="Replace records that are already there.")
def import_(tables: Path, out: Path, force: bool) -> None:
    """Turn tables into one record a State.

    TABLES is a folder of CSV files (membership.csv, article7_reports.csv and so on; the columns
    are described in fixtures/tables/README.md). Either every record is written or none is.
    """
    records = import_tables(tables)
    write_records(records, out, force)
    click.echo(f"{len(records)} records written to {out}.")
