"""The messages in the store: added with the run that caused them, each event of them as a row."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, select

from compliance_engine.audit.notifying.messages import (
    FINAL,
    Content,
    Delivery,
    Event,
    Message,
    Status,
)
from compliance_engine.audit.notifying.occasion import Occasion
from compliance_engine.audit.reading import contents, end_of_chain, kept
from compliance_engine.audit.runs import Run
from compliance_engine.errors import UsageError
from compliance_engine.store.canonical import canonical, digest_of_bytes, digest_of_value
from compliance_engine.store.sealing import linked
from compliance_engine.store.tables import deliveries, message_contents, messages, runs

DOMAIN = "compliance-engine.invalid"
"""The right side of a Message-ID, where no sender is known."""


def told_last(connection: Connection) -> date | None:
    """The day of the last run of which there was a message."""
    last = select(func.max(messages.c.run)).scalar_subquery()
    found = connection.execute(select(runs.c.as_of).where(runs.c.number == last)).scalar()
    return date.fromisoformat(found) if found else None


def add_messages(
    connection: Connection,
    run: Run,
    occasion: Occasion,
    content: Content,
    *,
    language: str,
    recipients: Sequence[str],
    sender: str,
) -> tuple[Message, ...]:
    """Adds a message to each recipient, in the transaction in which the run was added."""
    packed = canonical(vars(content)).encode()
    digest = digest_of_bytes(packed)
    if not kept(connection, message_contents, [digest]):
        row = {"sha256": digest, "content": zlib.compress(packed, 9)}
        connection.execute(insert(message_contents), row)
    before = end_of_chain(connection, run.number)
    domain = sender.rpartition("@")[2] or DOMAIN
    made = tuple(
        Message(
            run.number,
            seq,
            occasion,
            language,
            recipient,
            # the digest of the run and of all before it: no other store has the same
            f"<{run.number}.{seq}.{digest_of_value([before, recipient])[:32]}@{domain}>",
            run.finished,
            digest,
        )
        for seq, recipient in enumerate(recipients, start=1)
    )
    rows, _ = linked(map(_row, made), before)
    connection.execute(insert(messages), rows)
    return made


def _row(message: Message) -> dict[str, Any]:
    row = {**vars(message), "made": message.made.isoformat()}
    del row["deliveries"]
    return row


def add_delivery(connection: Connection, message: Message, delivery: Delivery) -> Message:
    """Adds what happened to a message: the message with it."""
    run = connection.execute(select(func.max(runs.c.number))).scalar_one()
    of_run = select(func.max(deliveries.c.seq)).where(deliveries.c.run == run)
    row = {
        "run": run,
        "seq": (connection.execute(of_run).scalar() or 0) + 1,
        "message_run": message.run,
        "message_seq": message.seq,
        "event": str(delivery.event),
        "at": delivery.at.isoformat(),
        "by": delivery.by,
        "said": delivery.said,
    }
    (made,), _ = linked([row], end_of_chain(connection, run))
    connection.execute(insert(deliveries), made)
    return replace(message, deliveries=(*message.deliveries, delivery))


def all_messages(connection: Connection) -> list[Message]:
    """Every message, in order."""
    return _read(connection, select(messages))


def by_run(given: Iterable[Message]) -> dict[int, Counter[Status]]:
    """Where the messages of each run stand: how many of them in which status."""
    counted: dict[int, Counter[Status]] = {}
    for one in given:
        counted.setdefault(one.run, Counter())[one.status] += 1
    return counted


def open_messages(connection: Connection) -> list[Message]:
    """The messages that wait, and those of which a person has to decide, in order."""
    final = (
        select(deliveries.c.run)
        .where(
            deliveries.c.message_run == messages.c.run,
            deliveries.c.message_seq == messages.c.seq,
            deliveries.c.event.in_([str(one) for one in FINAL]),
        )
        .exists()
    )
    return _read(connection, select(messages).where(~final))


def message_named(connection: Connection, name: str) -> Message:
    """The message of an id, such as 12.1. Raises UsageError."""
    run, _, seq = name.partition(".")
    found: list[Message] = []
    if run.isdecimal() and seq.isdecimal() and max(len(run), len(seq)) < 10:
        same = and_(messages.c.run == int(run), messages.c.seq == int(seq))
        found = _read(connection, select(messages).where(same))
    if not found:
        raise UsageError(
            f"there is no message '{name}'. To list them: compliance-engine audit messages"
        )
    return found[0]


def content_of(connection: Connection, message: Message) -> Content:
    """What a message says."""
    ((_, said),) = contents(connection, message_contents, [message.content])
    return Content(**json.loads(said))


def _read(connection: Connection, chosen: Select[Any]) -> list[Message]:
    ordered = chosen.order_by(messages.c.run, messages.c.seq)
    rows = list(connection.execute(ordered).mappings())
    events = _events(connection, [(row["run"], row["seq"]) for row in rows])
    return [Message.of_row(dict(row), events.get((row["run"], row["seq"]), ())) for row in rows]


def _events(
    connection: Connection, wanted: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[Delivery, ...]]:
    """The events of these messages, in order."""
    found: dict[tuple[int, int], tuple[Delivery, ...]] = {}
    if not wanted:
        return found
    first, last = min(wanted), max(wanted)
    chosen = select(deliveries).where(
        deliveries.c.message_run >= first[0], deliveries.c.message_run <= last[0]
    )
    for row in connection.execute(chosen.order_by(deliveries.c.run, deliveries.c.seq)).mappings():
        name = row["message_run"], row["message_seq"]
        at = datetime.fromisoformat(row["at"])
        delivery = Delivery(Event(row["event"]), at, row["said"], row["by"])
        found[name] = (*found.get(name, ()), delivery)
    return found
