"""Where this person's local data lies, for what must know it before there is an office."""

from __future__ import annotations

from pathlib import Path

from app.store import platform


def local_data() -> Path:
    """Machine settings, stray drafts and backups; ``INCHSTONE_HOME`` moves it."""
    return platform.places().local


def usual_record() -> Path:
    """Where a record lies when nobody chose another place."""
    return local_data() / "record"


def invented_record() -> Path:
    """Where the invented provision lies: a record of its own, which never meets a real one."""
    return local_data() / "invented" / "Hillside Outreach"
