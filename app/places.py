"""What must be known before there is an office: where local data lies, and whether somebody has a record."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import Unavailable
from app.store import lock, platform


def local_data() -> Path:
    """Machine settings, stray drafts and backups; ``INCHSTONE_HOME`` moves it."""
    return platform.places().local


def usual_record() -> Path:
    """Where a record lies when nobody chose another place."""
    return local_data() / "record"


def invented_record() -> Path:
    """Where the invented provision lies: a record of its own, which never meets a real one."""
    return local_data() / "invented" / "Hillside Outreach"


def check_nobody_has(record: Path) -> None:
    """Raise ``Unavailable`` where somebody has this record open, before anything heavy is loaded.

    Every other fault of the place is left to whoever opens it: they say it better.
    """
    try:
        if (record / lock.FILE).is_file():
            lock.RecordLock.take(record).release()
    except Unavailable as problem:
        if problem.code == "record_in_use":
            raise
