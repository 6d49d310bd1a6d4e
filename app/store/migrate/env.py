"""What Alembic runs for each upgrade: every version due, in one transaction, on the connection given."""

from __future__ import annotations

from alembic import context

from app.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
