"""``compliance-engine records import``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance_engine.cli import options
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(name="import")
@click.option("--xlsx", type=_FILE, help="A workbook that 'records export' wrote, edited since.")
@click.option("--csv", "csv_folder", type=_FOLDER, help="The same as a folder of CSV files.")
@click.option(
    "--untc",
    type=_FILE,
    help="The depositary's status table, as CSV, XML, Excel or a saved page. Needs --dated.",
)
@click.option(
    "--article7",
    type=_FILE,
    help="A list of reports submitted, by State, as CSV or Excel. Needs --dated.",
)
@click.option(
    "--dated",
    type=options.DayType(),
    help="With a register: the day on which it was published or taken from its site.",
)
@click.option(
    "--complete",
    metavar="DAYS",
    help="With --article7: the days of submission for which the list holds every report, "
    "2015-01-01/2025-12-31 or as years, 2015-2025. A report that it lacks then counts as not "
    "submitted by the last of them.",
)
@click.option("--columns", type=_FILE, help="With a register: what its columns are called.")
@click.option("--names", type=_FILE, help="Names of States and their codes, lines 'name: CODE'.")
@click.option("--accept-names", is_flag=True, help="Take what is proposed for unusual names.")
@click.option("--over-newer", is_flag=True, help="Also undo what was edited since the export.")
@click.option("--apply", is_flag=True, help="Write what is shown. Without it nothing is written.")
@options.weighed
@options.folders
@options.language
def import_(
    *,
    xlsx: Path | None,
    csv_folder: Path | None,
    untc: Path | None,
    article7: Path | None,
    dated: date | None,
    complete: str | None,
    columns: Path | None,
    names: Path | None,
    accept_names: bool,
    over_newer: bool,
    apply: bool,
    as_of: date,
    turns: int | None,
    records_folder: Path,
    rules_folder: Path,
    language: str,
) -> None:
    """Bring workbooks and registers into records.

    A workbook (--xlsx, --csv) or a register (--untc, --article7) is compared with the records, and
    what would change is shown, in their rows and in what is found; with --apply it is written, with
    comments and order kept. Either every change is written or none is. docs/spreadsheets.md
    describes the columns.
    """
    given = [one for one in (xlsx, csv_folder, untc, article7) if one is not None]
    if len(given) != 1:
        raise UsageError("name one thing to import: --xlsx, --csv, --untc or --article7")
    register, workbook = untc or article7, xlsx or csv_folder
    _refuse_unless(article7, "--article7", {"--complete": complete})
    _refuse_unless(register, "--untc or --article7", {"--dated": dated, "--columns": columns})
    _refuse_unless(workbook, "--xlsx or --csv", {"--over-newer": over_newer})
    others = {"--names": names, "--accept-names": accept_names, "--apply": apply, "--turns": turns}
    _refuse_unless(register or workbook, "a workbook or register", others)
    from compliance_engine.cli.importing import Desk

    desk = Desk.open(
        records_folder,
        rules_folder,
        names_file=names,
        accept_names=accept_names,
        language=language,
        apply=apply,
        as_of=as_of,
        turns=turns,
    )
    if untc is not None:
        desk.status_table(untc, dated, columns)
    elif article7 is not None:
        desk.submissions(article7, dated, complete, columns)
    elif xlsx is not None:
        desk.workbook(xlsx, over_newer=over_newer)
    elif csv_folder is not None:
        desk.csv_folder(csv_folder, over_newer=over_newer)


def _refuse_unless(given: Path | None, what: str, options_of_it: Mapping[str, object]) -> None:
    """Raises UsageError for an option that says nothing about what is imported."""
    for name, value in options_of_it.items():
        if value and given is None:
            raise UsageError(f"{name} goes with {what}")
