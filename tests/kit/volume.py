"""How often a test repeats what it proves: its N in ``./run test``, and the larger one in ``./run soak``."""

from __future__ import annotations

import os

SOAK = os.environ.get("INCHSTONE_SOAK") == "1"


def how_many(test: int, *, soak: int) -> int:
    """The N of this run."""
    return soak if SOAK else test
