"""What delivers a mail, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from compliance_engine.audit.notifying.messages import Event


@dataclass(frozen=True)
class Result:
    """How an attempt ended: accepted, failed, or unknown; and what was `said` of it."""

    event: Event
    said: str


class UnreachableError(Exception):
    """Nothing can be delivered to anyone; nothing of the mail was handed over."""


class Transport(Protocol):
    """Hands one mail to one recipient over to something that delivers it."""

    def deliver(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Result:
        """Calls `begun` at the last moment at which it is known that nothing was delivered.

        Raises UnreachableError before that.
        """
