"""``compliance-engine audit diff RUN RUN``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import audit_options, offers, options


@click.command()
@click.argument("first", type=offers.RUN)
@click.argument("second", type=offers.RUN)
@audit_options.store
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
@options.language
def diff(
    *,
    first: str,
    second: str,
    store_name: str | None,
    rules_folder: Path,
    form: str,
    language: str,
) -> None:
    """What changed between two runs.

    FIRST and SECOND are numbers of runs, "last", days (the last run as of that day or before),
    or meetings such as 18MSP (of its first day).
    """
    from compliance_engine.audit.looking_back import changes_between, letters_between
    from compliance_engine.audit.reading import items_after, runs_in
    from compliance_engine.audit.standing_judgements import Judgements
    from compliance_engine.cli.audit_choosing import run_named
    from compliance_engine.cli.rendering.audit_diff import render_diff
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        one = run_named(first, connection, rules_folder)
        other = run_named(second, connection, rules_folder)
        changes = changes_between(connection, one, other)
        judgements = Judgements.among(items_after(connection, other.number).values())
        letters = letters_between(connection, one.number, other.number)
    page = render_diff(form, one, other, changes, judgements, letters=letters, language=language)
    click.echo(page, nl=False)
