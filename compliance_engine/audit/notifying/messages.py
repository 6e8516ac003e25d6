"""A message to one recipient, and what became of it: told by what is on record, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from compliance_engine.audit.notifying.occasion import Occasion


class Event(StrEnum):
    """What happened to a message: while it was delivered, or by a person's decision."""

    BEGUN = "begun"
    """From here on it may have been delivered, until it is known."""
    ACCEPTED = "accepted"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It may have been accepted, but the answer never came."""
    RESEND = "resend"
    """A person decided to have it sent once more."""
    SETTLED = "settled"
    """A person says that it was delivered."""
    GIVEN_UP = "given up"
    """A person decided that it is not to be delivered."""


class Status(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    UNKNOWN = "unknown"
    """It may have been delivered or not: a person has to decide."""
    GIVEN_UP = "given up"


FINAL = (Event.ACCEPTED, Event.SETTLED, Event.GIVEN_UP)
"""After these, a message is never sent again."""

_RESULTS = (Event.ACCEPTED, Event.FAILED, Event.UNKNOWN)

_STATUS = {
    Event.BEGUN: Status.UNKNOWN,
    Event.ACCEPTED: Status.DELIVERED,
    Event.FAILED: Status.WAITING,
    Event.UNKNOWN: Status.UNKNOWN,
    Event.RESEND: Status.WAITING,
    Event.SETTLED: Status.DELIVERED,
    Event.GIVEN_UP: Status.GIVEN_UP,
}


@dataclass(frozen=True)
class Content:
    """What a message says, the same to every recipient."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Delivery:
    """An event of a message: when, what a server or a person `said` of it, and which person."""

    event: Event
    at: datetime
    said: str = ""
    by: str = ""


@dataclass(frozen=True)
class Message:
    """A message of a run to one recipient; to nobody in particular, if a command delivers it.

    Its `message_id` is the same however often it is sent. `deliveries` are its events in order.
    """

    run: int
    seq: int
    occasion: Occasion
    language: str
    recipient: str
    message_id: str
    made: datetime
    content: str
    deliveries: Sequence[Delivery] = ()

    @property
    def id(self) -> str:
        """What it is known by: the number of its run, and its own."""
        return f"{self.run}.{self.seq}"

    @property
    def status(self) -> Status:
        """Where it stands."""
        return _STATUS[self.deliveries[-1].event] if self.deliveries else Status.WAITING

    @property
    def attempts(self) -> int:
        """How often its delivery was attempted."""
        events = [one.event for one in self.deliveries]
        left_open = sum(
            one is Event.BEGUN and then not in _RESULTS for one, then in pairwise([*events, None])
        )
        return left_open + sum(one in _RESULTS for one in events)

    @classmethod
    def of_row(cls, row: Mapping[str, Any], deliveries: Sequence[Delivery]) -> Message:
        """The message of a row. Raises ValueError if it was tampered with beyond reading."""
        return cls(
            row["run"],
            row["seq"],
            Occasion(row["occasion"]),
            row["language"],
            row["recipient"],
            row["message_id"],
            datetime.fromisoformat(row["made"]),
            row["content"],
            deliveries,
        )
