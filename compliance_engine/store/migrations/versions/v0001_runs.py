"""Runs with their inputs, findings and transitions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SHA256 = sa.String(64)


def upgrade() -> None:
    """Makes the first tables."""
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("engine", sa.String(64), nullable=False),
        sa.Column("engine_version", sa.String(64), nullable=False),
        sa.Column("rulebook", sa.Text, nullable=False),
        sa.Column("rulebook_version", sa.Text, nullable=False),
        sa.Column("rulebook_sha256", SHA256, nullable=False),
        sa.Column("records_sha256", SHA256, nullable=False),
        sa.Column("states", sa.Integer, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("undetermined", sa.Integer, nullable=False),
        sa.Column("result_sha256", SHA256, nullable=False),
        sa.Column("failures", sa.Text, nullable=False),
        sa.Column("files_changed", sa.Integer, nullable=False),
        sa.Column("transitions", sa.Integer, nullable=False),
        sa.Column("previous", SHA256, nullable=False),
    )
    op.create_table("seals", _run(), sa.Column("sha256", SHA256, nullable=False))
    op.create_table("inputs", *_content())
    op.create_table(
        "run_inputs",
        _run(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("input", SHA256, sa.ForeignKey("inputs.sha256")),
        sa.Column("sha256", SHA256, nullable=False),
    )
    op.create_index("run_inputs_by_name", "run_inputs", ["part", "name", "run"], unique=True)
    op.create_table("findings", *_content())
    op.create_table(
        "transitions",
        _run(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("about", sa.String(8), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("state", sa.String(3), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("before", SHA256, sa.ForeignKey("findings.sha256")),
        sa.Column("after", SHA256, sa.ForeignKey("findings.sha256")),
        sa.Column("sha256", SHA256, nullable=False),
    )
    op.create_index("transitions_by_id", "transitions", ["id", "run"], unique=True)


def _run() -> sa.Column[int]:
    return sa.Column(
        "run", sa.Integer, sa.ForeignKey("runs.number"), primary_key=True, autoincrement=False
    )


def _content() -> tuple[sa.Column[str], sa.Column[bytes]]:
    return (
        sa.Column("sha256", SHA256, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
