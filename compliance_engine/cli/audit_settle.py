"""``compliance-engine audit settle ID``."""

from __future__ import annotations

import click

from compliance_engine.cli import audit_options, offers
from compliance_engine.cli.audit_deciding import decided, signed
from compliance_engine.errors import UsageError


@click.command()
@click.argument("name", type=offers.MESSAGE, metavar="ID")
@click.option("--delivered", "how", flag_value="settled", help="It was delivered.")
@click.option("--given-up", "how", flag_value="given up", help="It is not to be delivered.")
@signed
@audit_options.store
@audit_options.wait
def settle(
    *, name: str, how: str | None, by: str, reason: str, store_name: str | None, wait: float
) -> None:
    """Say what became of a message.

    For a message of which it is not known whether it was delivered, or one that is not to be
    tried again. It is then never sent. ID is as audit messages lists it.
    """
    from compliance_engine.audit.notifying.messages import Event

    if how is None:
        raise UsageError("say what became of the message: --delivered or --given-up")
    decided(store_name, name, Event(how), by=by, reason=reason, wait=wait)
