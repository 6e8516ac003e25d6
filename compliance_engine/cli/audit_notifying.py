"""The messages of a run: kept with it in the store, then delivered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from compliance_engine.cli import options
from compliance_engine.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from compliance_engine.audit.notifying.delivering import Postman
    from compliance_engine.audit.notifying.messages import Message
    from compliance_engine.audit.outcome import Outcome
    from compliance_engine.cli.inputs import Inputs
    from compliance_engine.findings.forecast import Coming
    from compliance_engine.judgement.model import Judgement
    from compliance_engine.store.held import HeldStore

AHEAD = timedelta(days=30)
"""How far a message looks ahead."""


@dataclass(frozen=True)
class Notifying:
    """Whom to tell of runs, in which language, and what delivers it."""

    recipients: Sequence[str]
    language: str
    postman: Postman

    @classmethod
    def of(cls, addresses: Sequence[str], command: str | None, language: str) -> Notifying | None:
        """What the options and the environment ask for; None if nobody is to be told.

        Raises UsageError if mail could not be sent.
        """
        from compliance_engine.audit.notifying.addresses import listed, problems_of
        from compliance_engine.audit.notifying.command import Command
        from compliance_engine.audit.notifying.delivering import Postman
        from compliance_engine.audit.notifying.settings import (
            RECIPIENTS,
            patience_of,
            sender_of,
            server_settings,
        )
        from compliance_engine.audit.notifying.smtp import Smtp

        given = list(dict.fromkeys(addresses or listed(os.environ.get(RECIPIENTS, ""))))
        if command is None and not given:
            return None
        where = "--notify" if addresses else RECIPIENTS
        if problems := [*problems_of(given, where)]:
            raise UsageError("\n    ".join(problems))
        if command is not None:
            sender = sender_of(os.environ)
            by = Command.of(command, patience_of(os.environ))
            postman = Postman(by, sender, options.now, needs_recipient=False)
            return cls(given or [""], language, postman)
        server = server_settings(os.environ)
        postman = Postman(Smtp(server), server.sender, options.now, needs_recipient=True)
        return cls(given, language, postman)

    def keep(self, connection: Connection, outcome: Outcome, inputs: Inputs) -> tuple[Message, ...]:
        """Keeps the messages of a run, if it is to be told of, in its transaction."""
        from compliance_engine.audit.notifying.digest import digest_of
        from compliance_engine.audit.notifying.messages import Content
        from compliance_engine.audit.notifying.occasion import occasion_of
        from compliance_engine.audit.notifying.outbox import add_messages, told_last
        from compliance_engine.audit.notifying.page import render_html
        from compliance_engine.audit.notifying.plain_text import render_text

        occasion = occasion_of(outcome, told_last(connection))
        if occasion is None:
            return ()
        digest = digest_of(outcome, _due(outcome, inputs), _expiring(outcome), self.language)
        content = Content(digest.subject, render_text(digest), render_html(digest))
        return add_messages(
            connection,
            outcome.run,
            occasion,
            content,
            language=self.language,
            recipients=self.recipients,
            sender=self.postman.sender,
        )

    def deliver(self, store: HeldStore, tell: Callable[[Message], None]) -> bool:
        """Delivers all messages that wait, and tells of each: whether none is left open."""
        from compliance_engine.audit.notifying.messages import Status

        delivered = True
        for message in self.postman.delivered(store):
            tell(message)
            delivered &= message.status is Status.DELIVERED
        return delivered


def said_of(message: Message) -> str:
    """What became of a message that was not delivered, and what to do."""
    from compliance_engine.audit.notifying.messages import Status

    to = f" to {message.recipient}" if message.recipient else ""
    why = next((one.said for one in reversed(message.deliveries) if one.said), "")
    because = f" ({why})" if why else ""
    if message.status is Status.UNKNOWN:
        return (
            f"whether message {message.id}{to} was delivered is not known{because}. Find out, and "
            f"decide: compliance-engine audit resend {message.id}, or "
            f"compliance-engine audit settle {message.id} --delivered"
        )
    return f"message {message.id}{to} was not delivered{because}; the next run tries again"


def _due(outcome: Outcome, inputs: Inputs) -> Iterator[Coming]:
    from compliance_engine.findings.forecast import falling_due

    as_of = outcome.run.as_of
    for code in inputs.folder.digests:
        if code not in outcome.run.stale:
            record = inputs.record(code)
            yield from falling_due(record, inputs.rulebook, as_of, as_of + AHEAD)


def _expiring(outcome: Outcome) -> Iterator[Judgement]:
    from compliance_engine.audit.judging import judgement_of

    for one in outcome.judgements.expiring(outcome.run.as_of, AHEAD.days):
        yield judgement_of(one)
