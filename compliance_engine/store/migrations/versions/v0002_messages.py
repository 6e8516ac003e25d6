"""Messages that tell of runs, and what became of each attempt to deliver them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SHA256 = sa.String(64)


def upgrade() -> None:
    """Makes the tables of messages."""
    op.create_table(
        "message_contents",
        sa.Column("sha256", SHA256, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "messages",
        *_of_a_run(),
        sa.Column("occasion", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("content", SHA256, sa.ForeignKey("message_contents.sha256"), nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
    )
    op.create_index("messages_by_message_id", "messages", ["message_id"], unique=True)
    op.create_table(
        "deliveries",
        *_of_a_run(),
        sa.Column("message_run", sa.Integer, nullable=False),
        sa.Column("message_seq", sa.Integer, nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.ForeignKeyConstraint(["message_run", "message_seq"], ["messages.run", "messages.seq"]),
    )
    op.create_index("deliveries_by_message", "deliveries", ["message_run", "message_seq"])


def _of_a_run() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column(
            "run", sa.Integer, sa.ForeignKey("runs.number"), primary_key=True, autoincrement=False
        ),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    )
