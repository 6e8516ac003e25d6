"""Delivers what waits: each step is on record before the next, so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from compliance_engine.audit.notifying.mail import mail_of
from compliance_engine.audit.notifying.messages import Delivery, Event, Message, Status
from compliance_engine.audit.notifying.outbox import add_delivery, content_of, open_messages
from compliance_engine.audit.notifying.transport import Result, Transport, UnreachableError
from compliance_engine.store.held import HeldStore

ADDRESSED_TO_NOBODY = "it is addressed to nobody: it was made for a --notify-command"


@dataclass(frozen=True)
class Postman:
    """What messages are delivered with: by what, from whom, and the clock."""

    transport: Transport
    sender: str
    now: Callable[[], datetime]
    needs_recipient: bool

    def delivered(self, store: HeldStore) -> Iterator[Message]:
        """Delivers every message that waits: each open message as it then stands.

        Before each, the store must still be held: LockLostError ends it. The begin of an attempt is
        on record, under the number of whoever holds the store, before anything is handed over.

        What may have been delivered before is left to a person. If nothing can be delivered to
        anyone, the messages after the first are left as they are.
        """
        with store.reading() as connection:
            waiting = open_messages(connection)
        reachable = True
        for message in waiting:
            if message.status is Status.WAITING and reachable:
                store.check_held()
                attempt = _Attempt(store, message, self.now)
                reachable = self._attempted(attempt)
                yield attempt.message
            else:
                yield message

    def _attempted(self, attempt: _Attempt) -> bool:
        """Whether others can be delivered after this one."""
        message = attempt.message
        if self.needs_recipient and not message.recipient:
            attempt.record(Result(Event.FAILED, ADDRESSED_TO_NOBODY))
            return True
        with attempt.store.reading() as connection:
            content = content_of(connection, message)
        mail = mail_of(message, content, self.sender)
        try:
            result = self.transport.deliver(mail, message.recipient, attempt.begin)
        except UnreachableError as error:
            attempt.record(Result(Event.FAILED, str(error)))
            return False
        attempt.record(result)
        return True


class _Attempt:
    """An attempt to deliver a message, each step of it in a transaction of its own."""

    def __init__(self, store: HeldStore, message: Message, now: Callable[[], datetime]) -> None:
        self.store = store
        self.message = message
        self._now = now

    def begin(self) -> None:
        self.record(Result(Event.BEGUN, ""))

    def record(self, result: Result) -> None:
        delivery = Delivery(result.event, self._now(), result.said)
        with self.store.writing() as connection:
            self.message = add_delivery(connection, self.message, delivery)
