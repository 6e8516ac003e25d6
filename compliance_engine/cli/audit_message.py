"""``compliance-engine audit message ID``."""

from __future__ import annotations

import os

import click

from compliance_engine.cli import audit_options, offers, options
from compliance_engine.documents.text import shown


@click.command()
@click.argument("name", type=offers.MESSAGE, metavar="ID")
@audit_options.store
@options.formats("text", "html", "mail", "json")
def message(*, name: str, store_name: str | None, form: str) -> None:
    """What one message says.

    ID is as audit messages lists it. mail is all that is sent, as a file of a mail program; json
    is every attempt to deliver it, and what was decided.
    """
    from compliance_engine.audit.notifying.mail import mail_of
    from compliance_engine.audit.notifying.outbox import content_of, message_named
    from compliance_engine.audit.notifying.settings import sender_of
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.cli.rendering.audit_messages import render_message
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    with runs_in(Store(location_of(store_name))) as connection:
        found = message_named(connection, name)
        content = content_of(connection, found)
    match form:
        case "text":
            click.echo(shown(content.text), nl=False)
        case "html":
            click.echo(shown(content.html), nl=False)
        case "mail":
            click.echo(mail_of(found, content, sender_of(os.environ)), nl=False)
        case _:
            click.echo(render_message(found, content), nl=False)
