"""Takes a check away while its table is rebuilt and forgets to put it back."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    strict = {"sqlite_strict": True}
    with op.batch_alter_table("pupil_group", recreate="always", table_kwargs=strict) as group:
        group.drop_constraint("ck_pupil_group_span")
