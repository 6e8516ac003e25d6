"""``compliance-engine audit show RUN``."""

from __future__ import annotations

from pathlib import Path

import click

from compliance_engine.cli import audit_options, offers, options


@click.command()
@click.argument("run", type=offers.RUN)
@audit_options.store
@options.rules_folder
@options.formats("table", "json", "csv", "markdown")
@options.language
def show(*, run: str, store_name: str | None, rules_folder: Path, form: str, language: str) -> None:
    """What one run found to have changed.

    RUN is the number of a run, "last", a day (the last run as of that day or before), or a
    meeting such as 18MSP (of its first day).
    """
    from compliance_engine.audit.looking_back import outcome_of
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.cli.audit_choosing import run_named
    from compliance_engine.cli.rendering.audit_run import render_run
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        chosen = run_named(run, connection, rules_folder)
        outcome = outcome_of(connection, chosen)
    click.echo(render_run(form, outcome, language=language), nl=False)
