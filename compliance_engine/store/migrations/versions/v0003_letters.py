"""The register of letters: their content, their steps, and where copies of them were put."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SHA256 = sa.String(64)
REFERENCE = sa.String(16)


def upgrade() -> None:
    """Makes the tables of the register."""
    op.create_table(
        "letter_files",
        sa.Column("sha256", SHA256, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "letters",
        sa.Column("reference", REFERENCE, primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(3), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("families", sa.Text, nullable=False),
        sa.Column("matters", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("letter", SHA256, sa.ForeignKey("letter_files.sha256"), nullable=False),
        sa.Column("basis", SHA256, sa.ForeignKey("letter_files.sha256"), nullable=False),
        sa.UniqueConstraint("year", "number", name="letters_numbered_once"),
    )
    op.create_table(
        "letter_steps",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("letter", REFERENCE, sa.ForeignKey("letters.reference"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("via", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("file", SHA256, sa.ForeignKey("letter_files.sha256")),
        sa.Column("clean", SHA256, sa.ForeignKey("letter_files.sha256")),
        sa.Column("sha256", SHA256, nullable=False),
        sa.UniqueConstraint("letter", "seq", name="letter_steps_follow_once"),
    )
    op.create_table(
        "letter_copies",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("letter", REFERENCE, sa.ForeignKey("letters.reference"), nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("file", SHA256, sa.ForeignKey("letter_files.sha256"), nullable=False),
    )
    op.create_table(
        "letter_copies_written",
        sa.Column(
            "copy",
            sa.Integer,
            sa.ForeignKey("letter_copies.number"),
            primary_key=True,
            autoincrement=False,
        ),
    )
