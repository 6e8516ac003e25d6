"""``compliance-engine audit messages``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, options


@click.command()
@audit_options.store
@click.option("--open", "only_open", is_flag=True, help="Only those that are not delivered yet.")
@click.option(
    "--last", "at_most", type=click.IntRange(min=1), metavar="N", help="Only the last N messages."
)
@options.formats("table", "json", "csv", "markdown")
@options.language
def messages(
    *, store_name: str | None, only_open: bool, at_most: int | None, form: str, language: str
) -> None:
    """Messages, the newest first.

    Where each stands: delivered; waiting, which the next run tries again; unknown, where an
    attempt was cut off and it may have been delivered or not, so that a person has to decide; or
    given up.
    """
    from compliance_engine.audit.notifying.outbox import all_messages, open_messages
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.cli.rendering.audit_messages import render_messages
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        found = open_messages(connection) if only_open else all_messages(connection)
    click.echo(render_messages(form, found[::-1][:at_most], language=language), nl=False)
