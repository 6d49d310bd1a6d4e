"""How old a copy may be before it stands on Today. Plain values in, verdict out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from app.core.errors import Unavailable

_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def clock_length(rows: Iterable[Mapping[str, str]], name: str) -> timedelta:
    """The length of a clock of ``clocks.csv`` whose unit is one of time."""
    for row in rows:
        if row["id"] == name:
            unit = row["unit"].removesuffix("s")
            return timedelta(seconds=float(row["length"]) * _UNITS[unit])
    raise Unavailable("content_missing", name=name)


def is_due(newest: datetime | None, now: datetime, length: timedelta) -> bool:
    """Whether something that should have happened within ``length`` has not."""
    return newest is None or now - newest >= length
