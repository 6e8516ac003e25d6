"""``compliance-engine records export``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cache.entries import Cache, cache_folder
from compliance_engine.cli import options
from compliance_engine.cli.crashes import crashes_told
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.inference.engine import EngineChoice


@click.command()
@click.option(
    "--xlsx",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The Excel workbook to write: a sheet for each table, and the findings.",
)
@click.option(
    "--csv",
    "csv_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write CSV files to, one for each table.",
)
@options.folders
@click.option(
    "--as-of",
    type=options.DayType(),
    default=options.today,
    help="The day of the findings.  [default: today, UTC]",
)
@click.option("--no-findings", is_flag=True, help="Only the records, without what is found.")
@options.states
@options.language
@options.engine
@options.cached
def export(
    *,
    xlsx: Path | None,
    csv_folder: Path | None,
    records_folder: Path,
    rules_folder: Path,
    as_of: date,
    no_findings: bool,
    state_names: tuple[str, ...],
    language: str,
    engine_choice: EngineChoice,
    no_cache: bool,
) -> None:
    """Write records as an Excel workbook, or as CSV files, to work in.

    Edit what was written, save it, and bring it back with 'records import'. Findings are for
    reading only; CSV files have none.
    """
    from compliance_engine.cli.opening import check_day, open_inputs
    from compliance_engine.cli.rendering.records_exported import made_of, sheets_of
    from compliance_engine.documents.files import read_text
    from compliance_engine.findings.checking import told
    from compliance_engine.inference.engine import Engine
    from compliance_engine.records.spreadsheets.csv_writing import write_folder
    from compliance_engine.records.spreadsheets.workbook_writing import write_workbook

    if (xlsx is None) == (csv_folder is None):
        raise UsageError("name what to write: --xlsx FILE or --csv FOLDER")
    cache = Cache(None if no_cache else cache_folder())
    inputs = open_inputs(records_folder, rules_folder, language, cache)
    chosen = inputs.chosen(state_names)
    inputs.check_records()
    texts = {code: read_text(records_folder / f"{code}.yaml", f"{code}.yaml") for code in chosen}
    if csv_folder is not None:
        made = write_folder(csv_folder, texts, language)
        click.echo(f"{len(texts)} records written to {len(made)} files in {csv_folder}.")
        return
    assert xlsx is not None
    check = None
    if not no_findings:
        check_day(as_of, inputs.rulebook)
        with crashes_told(), Engine(inputs.rulebook, engine_choice) as engine:
            evaluated = inputs.evaluations(chosen, engine, as_of)
            check = told(evaluated, inputs.rulebook, as_of, None, language=language)
    extras = sheets_of(check, inputs.rulebook, language) if check else ()
    write_workbook(xlsx, texts, language, extras, made_of(len(texts), check, language))
    click.echo(f"{len(texts)} records written to {xlsx}.")
