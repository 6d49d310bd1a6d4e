"""Makes a partial index anew and forgets for which rows it is."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_index("uq_identifier_standing", "identifier")
    op.create_index("uq_identifier_standing", "identifier", ["kind", "value"], unique=True)
