"""Rebuilds the table of marks as Alembic does by itself: the triggers are gone without a word."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("mark", recreate="always", table_kwargs={"sqlite_strict": True}):
        pass
