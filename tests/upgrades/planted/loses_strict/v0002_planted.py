"""Rebuilds a table and says that it is not STRICT."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("setting", recreate="always", table_kwargs={"sqlite_strict": False}):
        pass
