"""What a person decides on a message that was not delivered, or of which that is not known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from compliance_engine.audit.notifying.messages import Delivery, Event, Message, Status
from compliance_engine.audit.notifying.outbox import add_delivery, message_named
from compliance_engine.errors import UsageError


def decide(
    connection: Connection, name: str, event: Event, *, at: datetime, by: str, reason: str
) -> Message:
    """Records a decision on a message: the message as it stands then.

    Raises UsageError for a message that is delivered or given up, or one that waits to be sent
    anyway.
    """
    message = message_named(connection, name)
    if message.status in (Status.DELIVERED, Status.GIVEN_UP):
        raise UsageError(f"message {name} is {message.status}, which is final")
    if message.status is Status.WAITING and event is Event.RESEND:
        raise UsageError(f"message {name} waits: the next audit run sends it anyway")
    if message.status is Status.WAITING and event is Event.SETTLED:
        raise UsageError(
            f"message {name} waits, and was not delivered. If it is not to be sent: "
            f"compliance-engine audit settle {name} --given-up"
        )
    return add_delivery(connection, message, Delivery(event, at, reason, by))
