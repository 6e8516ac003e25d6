"""The highest numbers that were given, which stay when rows are lost; and who holds the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds the table with what is there already."""
    highest = op.create_table(
        "highest",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    rows = [{"name": "holding", "number": 0, "by": ""}]
    run = connection.execute(sa.text("SELECT MAX(number) FROM runs")).scalar()
    if run is not None:
        rows.append({"name": "run", "number": run, "by": ""})
    of_years = sa.text("SELECT year, MAX(number) FROM letters GROUP BY year")
    rows += [
        {"name": f"letters of {year}", "number": number, "by": ""}
        for year, number in connection.execute(of_years)
    ]
    op.bulk_insert(highest, rows)
