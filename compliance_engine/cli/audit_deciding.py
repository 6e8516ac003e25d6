"""What a person decides on a message: the part that the commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compliance_engine.cli import options
from compliance_engine.cli.judging import one_line
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from compliance_engine.audit.notifying.messages import Event

F = TypeVar("F", bound=Callable[..., Any])


def signed(command: F) -> F:
    """``--by`` and ``--reason``."""
    command = click.option("--reason", required=True, help="Why, or how it was found out.")(command)
    return click.option("--by", required=True, help="Who decides.")(command)


def decided(
    store_name: str | None, name: str, event: Event, *, by: str, reason: str, wait: float
) -> None:
    """Records a decision in the store, which no run may be using. Raises UsageError."""
    from compliance_engine.audit.notifying.deciding import decide
    from compliance_engine.audit.reading import runs_in
    from compliance_engine.store.held import taken
    from compliance_engine.store.location import location_of
    from compliance_engine.store.opened import Store

    for option, text in (("--by", by), ("--reason", reason)):
        if not text.strip():
            raise UsageError(f"{option} is empty; a decision says who made it, and why")
    at = options.now()
    store = Store(location_of(store_name))
    with runs_in(store):
        pass
    with taken(store, at, wait) as held, held.writing() as connection:
        made = decide(connection, name, event, at=at, by=one_line(by), reason=one_line(reason))
    click.echo(f"Message {made.id} is now: {made.status}.")
