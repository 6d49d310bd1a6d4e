"""Opens the invented provision for somebody who wants to look round, and makes it where it is not there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from app import bootstrap
from app.core.clock import Clock
from app.core.jobs import Progress
from app.demo import PASSWORD
from app.demo.clock import instant
from app.demo.generate import CLOSING, make_invented
from app.demo.terms import last_school_day

PUPILS: Final = 24
YEARS: Final = 2
SEED: Final = 1


def make_and_open(folder: Path, clock: Clock, progress: Progress) -> bootstrap.Opened:
    """The invented provision with its head signed in. A new one ends at this very moment."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_invented(folder, PUPILS, YEARS, SEED, PASSWORD, until=_ends(clock), progress=progress)
    return bootstrap.sign_in(folder, bootstrap.FIRST, PASSWORD, clock)


def _ends(clock: Clock) -> datetime:
    """Now, or the end of the last school day before today."""
    today = clock.today()
    last = last_school_day(today)
    return clock.now() if last == today else instant(last, CLOSING)
