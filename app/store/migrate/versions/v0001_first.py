"""The schema of the first release, statement by statement as it was made.

The statements lie beside this file as text and are never edited after a release.
"""

from __future__ import annotations

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and trigger of an empty record."""
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in re.split(r"^-- .*\n", text, flags=re.MULTILINE):
        if statement.strip():
            op.execute(statement)
