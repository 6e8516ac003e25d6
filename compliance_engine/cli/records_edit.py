"""``compliance-engine records edit STATE add-report …``: a command for each table of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from compliance_engine.cli import offers, options
from compliance_engine.cli.opening import open_inputs
from compliance_engine.cli.rendering.consequences import render_consequences
from compliance_engine.cli.texts import TEXT
from compliance_engine.cli.weighing import weighed
from compliance_engine.errors import Problem, UsageError
from compliance_engine.records.editing.adding import add_entry, declare_source, set_fields
from compliance_engine.records.editing.editing import edit_record
from compliance_engine.records.model import Record
from compliance_engine.records.spreadsheets.kinds import BETWEEN, DAY, WHEN, CellError, Kind
from compliance_engine.records.spreadsheets.rows import Tree
from compliance_engine.records.spreadsheets.tables import Column, Table, table_named
from compliance_engine.records.spreadsheets.words import Words

F = TypeVar("F", bound=Callable[..., Any])

COMMANDS = {
    "add-report": "reports",
    "add-measure": "measures",
    "add-case": "cases",
    "add-case-event": "case_history",
    "add-request": "requests",
    "add-extension": "extensions",
    "add-retained": "retained",
    "add-stock-found": "stocks_found",
    "add-event": "events",
    "add-membership": "membership",
    "add-letter": "letters",
    "add-list": "lists",
    "add-disagreement": "disagreements",
    "set-complete": "complete",
    "set-stockpile": "stockpile",
    "set-clearance": "clearance",
}
"""Each command, and the table that it writes a row of."""

_SET = "set-"
ENGLISH = "en"


class CellType(click.ParamType[str]):
    """What a cell of a column may hold."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.name = kind.name.replace(" ", "-")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The cell. Fails for what the column cannot hold."""
        text = self.kind.kept(TEXT.convert(value, param, ctx))
        try:
            self.kind.value(text)
        except CellError as error:
            self.fail(f"{error}. {error.remedy}".removesuffix(". "), param, ctx)
        return text

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The words of the column, or the sources that the record declares."""
        if self.kind.name == "sources":
            return offers.SOURCE.shell_complete(ctx, param, incomplete)
        return offers.words(self.kind.choices).shell_complete(ctx, param, incomplete)


@click.group()
@click.argument("state", type=offers.STATE)
@click.pass_context
def edit(ctx: click.Context, state: str) -> None:
    """Add one entry to a State's record.

    STATE is a three-letter code or a name. The record is checked before it is written, and what
    changes in findings is shown; comments, order and everything else in it stay as they are. A
    source that the record does not have yet is declared with --source-title. Options that hold
    several values may be repeated.
    """
    ctx.obj = state


def _command(name: str, table: Table) -> click.Command:
    def enter(
        state: str,
        /,
        *,
        dry_run: bool,
        as_of: date,
        turns: int | None,
        records_folder: Path,
        rules_folder: Path,
        **given: Any,
    ) -> None:
        title = given.pop("source_title")
        told = {key: given.pop(f"source_{option}") for key, option in _OF_A_SOURCE.items()}
        cells = {
            column.key: f"{BETWEEN} ".join(value) if isinstance(value, tuple) else value
            for column in table.columns
            if (value := given[_parameter(column)])
        }
        if not cells:
            raise UsageError("say what to write: see --help for the options")

        def change(tree: Tree) -> None:
            if title is not None:
                declare_source(tree, _undeclared(tree, table, cells), title, **told)
            (set_fields if name.startswith(_SET) else add_entry)(tree, table, cells)

        inputs = open_inputs(records_folder, rules_folder)
        code = inputs.code_of(state)

        def check(record: Record) -> Iterator[Problem]:
            yield from inputs.problems_of(record)
            yield from inputs.names_shared({code: record})

        def weigh(before: str, after: Record) -> None:
            weight = weighed([(before, after)], [table.name], inputs, as_of)
            click.echo(weight.in_short(ENGLISH, turns), nl=False)
            click.echo(render_consequences(weight.found, inputs.rulebook, ENGLISH), nl=False)
            if not dry_run:
                weight.refuse_unless_meant(turns)

        diff = edit_record(records_folder, code, change, check, weigh, write=not dry_run)
        click.echo(diff, nl=False)
        path = records_folder / f"{code}.yaml"
        if not diff:
            click.echo(f"{path} says so already; nothing is written.")
        else:
            click.echo("Nothing is written." if dry_run else f"Written to {path}.")

    command = _source_options(options.weighed(options.folders(_dry_run(click.pass_obj(enter)))))
    for column in reversed(table.columns):
        command = _option(table, column, must=not name.startswith(_SET))(command)
    about = Words("en").about(table.name)
    return click.command(name=name, help=f"{about}.", short_help=about)(command)


def _undeclared(tree: Tree, table: Table, cells: dict[str, str]) -> str:
    """The one source among the cells that the record does not declare yet. Raises UsageError."""
    sources = tree.get("sources")
    assert isinstance(sources, dict)
    named = [
        part.strip()
        for column in table.columns
        if column.kind.name == "sources"
        for part in cells.get(column.key, "").split(BETWEEN)
    ]
    new = [one for one in dict.fromkeys(named) if one and one not in sources]
    if len(new) != 1:
        what = f"{', '.join(new)} are not declared" if new else "every source is declared already"
        raise UsageError(f"--source-title declares one source, but {what}")
    return new[0]


def _parameter(column: Column) -> str:
    return column.key.replace(".", "_")


def _option(table: Table, column: Column, *, must: bool) -> Callable[[F], F]:
    kind = column.kind
    said = Words("en").note(table.name, column.key)
    if kind.choices and not kind.several:
        said = f"{said} One of: {'; '.join(kind.choices)}."
    return click.option(
        f"--{column.key.replace('.', '-').replace('_', '-')}",
        _parameter(column),
        type=CellType(kind),
        multiple=kind.several,
        required=column.required and must,
        help=said,
    )


_OF_A_SOURCE = {
    "publisher": "publisher",
    "url": "url",
    "dated": "date",
    "seen": "seen",
    "through": "through",
}
"""What can be told of a new source beside its title, and the option that tells it."""

_dry_run = click.option(
    "--dry-run", is_flag=True, help="Show what would be written, and write nothing."
)


def _source_options(command: F) -> F:
    command = click.option(
        "--source-through", help="The publisher of the copy in which the new source was read."
    )(command)
    command = click.option(
        "--source-seen",
        type=CellType(DAY),
        help="The day on which the new source was read, if it bears no date.",
    )(command)
    command = click.option(
        "--source-date", type=CellType(WHEN), help="The date of the new source."
    )(command)
    command = click.option(
        "--source-publisher",
        help="Who published the new source: a name of publishers.yaml. Without it, the site tells.",
    )(command)
    command = click.option("--source-url", help="Where the new source can be read.")(command)
    return click.option(
        "--source-title", help="Declares the source, if the record does not have it yet."
    )(command)


for _name, _table in COMMANDS.items():
    edit.add_command(_command(_name, table_named(_table)))
