"""``compliance-engine audit log``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, options


@click.command()
@audit_options.store
@click.option(
    "--last", "at_most", type=click.IntRange(min=1), metavar="N", help="Only the last N runs."
)
@options.formats("table", "json", "csv", "markdown")
@options.language
def log(*, store_name: str | None, at_most: int | None, form: str, language: str) -> None:
    """Every run, the newest first.

    With each, what changed, and what became of its messages.
    """
    from compliance_engine.audit.letters_kept import states_written_to
    from compliance_engine.audit.notifying.outbox import all_messages, by_run
    from compliance_engine.audit.reading import (
        all_runs,
        counts_by_kind,
        runs_in,
    )
    from compliance_engine.cli.rendering.audit_log import render_log
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        runs = all_runs(connection)[::-1][:at_most]
        counted = counts_by_kind(connection)
        told = by_run(all_messages(connection))
        written = states_written_to(connection)
    click.echo(render_log(form, runs, counted, told, written, language=language), nl=False)
