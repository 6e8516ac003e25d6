"""The tables of the store. Rows are only ever added, all those of a run in one transaction.

Of a run, only what differs from the run before is kept: which files, and which findings and
matters. `migrations` holds the same as steps from each version of the store to the next.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

_SHA256 = String(64)

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
    Column("rulebook_sha256", _SHA256, nullable=False),
    Column("records_sha256", _SHA256, nullable=False),
    Column("states", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("undetermined", Integer, nullable=False),
    Column("result_sha256", _SHA256, nullable=False),
    Column("failures", Text, nullable=False),
    Column("files_changed", Integer, nullable=False),
    Column("transitions", Integer, nullable=False),
    Column("previous", String(64), nullable=False),
)

seals = Table(
    "seals",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("sha256", _SHA256, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("sha256", _SHA256, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

run_inputs = Table(
    "run_inputs",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("part", String(8), nullable=False),
    Column("name", Text, nullable=False),
    Column("input", _SHA256, ForeignKey("inputs.sha256")),
    Column("sha256", _SHA256, nullable=False),
)
Index("run_inputs_by_name", run_inputs.c.part, run_inputs.c.name, run_inputs.c.run, unique=True)

findings = Table(
    "findings",
    metadata,
    Column("sha256", _SHA256, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

transitions = Table(
    "transitions",
    metadata,
    Column("run", Integer, ForeignKey("runs.number"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("about", String(8), nullable=False),
    Column("id", Text, nullable=False),
    Column("state", String(3), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fields", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("before", _SHA256, ForeignKey("findings.sha256")),
    Column("after", _SHA256, ForeignKey("findings.sha256")),
    Column("sha256", _SHA256, nullable=False),
)
Index("transitions_by_id", transitions.c.id, transitions.c.run, unique=True)
