"""What versions are made of, beyond Alembic's own steps."""

from __future__ import annotations

from alembic import op

from app.store.tables import write_once_triggers


def remake_triggers(table: str, *set_once: str) -> None:
    """Put back what rebuilding a table drops without a word, for the columns that it has now."""
    found = op.get_bind().exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
    for statement in write_once_triggers(table, [row[1] for row in found], set_once):
        op.execute(statement)
