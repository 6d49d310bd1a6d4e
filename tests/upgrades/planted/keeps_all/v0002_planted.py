"""Rebuilds a table of marks and puts its triggers back: nothing is lost."""

from alembic import op

from app.store.migrate.steps import remake_triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("mark", recreate="always", table_kwargs={"sqlite_strict": True}):
        pass
    remake_triggers("mark", "replaced_by")
