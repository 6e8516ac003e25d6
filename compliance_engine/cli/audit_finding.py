"""``compliance-engine audit finding ID``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, offers, options


@click.command()
@click.argument("name", type=offers.FINDING_KEPT, metavar="ID")
@audit_options.store
@options.formats("table", "json", "csv", "markdown")
@options.language
def finding(*, name: str, store_name: str | None, form: str, language: str) -> None:
    """The life of one finding.

    When it was first seen, every change since with its reason, the judgements on it, and whether
    it stands. ID is as check and the other audit commands list it, or did before the rule was
    renamed.
    """
    from compliance_engine.audit.lives import life
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.cli.rendering.audit_finding import render_life
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        found = life(connection, name)
    click.echo(render_life(form, found, language=language), nl=False)
