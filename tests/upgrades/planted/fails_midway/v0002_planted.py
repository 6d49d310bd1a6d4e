"""Changes a table and then falls over a statement that makes no sense."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE setting ADD COLUMN half INTEGER")
    op.execute("INSERT INTO there_is_no_such_table VALUES (1)")
