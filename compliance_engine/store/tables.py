"""The tables of the store. Rows are only ever added, all those of a run in one transaction.

Of a run, only what differs from the run before is kept: which files, and which findings and
matters. What becomes of its messages is added after it. `migrations` holds the same as steps from
each version of the store to the next.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from compliance_engine.store.columns import content_of, contents, digest, row_of_run

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("as_of", String(10), nullable=False),
    Column("started", String(32), nullable=False),
    Column("finished", String(32), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("engine", String(64), nullable=False),
    Column("engine_version", String(64), nullable=False),
    Column("rulebook", Text, nullable=False),
    Column("rulebook_version", Text, nullable=False),
    digest("rulebook_sha256"),
    digest("records_sha256"),
    Column("states", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("undetermined", Integer, nullable=False),
    digest("result_sha256"),
    Column("failures", Text, nullable=False),
    Column("files_changed", Integer, nullable=False),
    Column("transitions", Integer, nullable=False),
    digest("previous"),
)

seals = Table(
    "seals",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    digest(),
)

inputs = contents("inputs", metadata)

run_inputs = Table(
    "run_inputs",
    metadata,
    *row_of_run(),
    Column("part", String(8), nullable=False),
    Column("name", Text, nullable=False),
    content_of("input", "inputs"),
    digest(),
)
Index("run_inputs_by_name", run_inputs.c.part, run_inputs.c.name, run_inputs.c.run, unique=True)

findings = contents("findings", metadata)

transitions = Table(
    "transitions",
    metadata,
    *row_of_run(),
    Column("about", String(8), nullable=False),
    Column("id", Text, nullable=False),
    Column("state", String(3), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fields", Text, nullable=False),
    Column("reason", Text, nullable=False),
    content_of("before", "findings"),
    content_of("after", "findings"),
    digest(),
)
Index("transitions_by_id", transitions.c.id, transitions.c.run, unique=True)

message_contents = contents("message_contents", metadata)

messages = Table(
    "messages",
    metadata,
    *row_of_run(),
    Column("occasion", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("made", String(32), nullable=False),
    content_of("content", "message_contents", nullable=False),
    digest(),
)
Index("messages_by_message_id", messages.c.message_id, unique=True)

# What became of messages, in the order in which it was known: `run` is the last run by then.
deliveries = Table(
    "deliveries",
    metadata,
    *row_of_run(),
    Column("message_run", Integer, nullable=False),
    Column("message_seq", Integer, nullable=False),
    Column("event", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("said", Text, nullable=False),
    digest(),
    ForeignKeyConstraint(["message_run", "message_seq"], ["messages.run", "messages.seq"]),
)
Index("deliveries_by_message", deliveries.c.message_run, deliveries.c.message_seq)
