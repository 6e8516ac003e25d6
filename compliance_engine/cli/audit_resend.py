"""``compliance-engine audit resend ID``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, offers
from compliance_engine.cli.audit_deciding import decided, signed


@click.command()
@click.argument("name", type=offers.MESSAGE, metavar="ID")
@signed
@audit_options.store
@audit_options.wait
def resend(*, name: str, by: str, reason: str, store_name: str | None, wait: float) -> None:
    """Have a message sent once more.

    For a message of which it is not known whether it was delivered, and of which you have found
    out that it was not. The next audit run sends it, with the same Message-ID. ID is as audit
    messages lists it.
    """
    from compliance_engine.audit.notifying.messages import Event

    decided(store_name, name, Event.RESEND, by=by, reason=reason, wait=wait)
