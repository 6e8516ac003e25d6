"""For how many days an answer to a letter is awaited, where somebody chose a number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the number to the steps, none of which has one so far."""
    op.add_column("letter_steps", sa.Column("answer_within", sa.Integer))
