"""Run by Alembic: applies the steps on the connection that it is given."""

from __future__ import annotations

from alembic import context

from compliance_engine.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
