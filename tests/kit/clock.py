"""A clock that says what a test tells it to say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from app.core.clock import ENGLAND

TUESDAY = datetime(2026, 10, 13, 10, 52, tzinfo=ENGLAND)
"""A school morning in the autumn: the day of the design's pictures."""


class SetClock:
    """A clock that stands still until it is set or moved."""

    def __init__(self, at: datetime = TUESDAY) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self._at.astimezone(ENGLAND).date()

    def set(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def move(self, **by: float) -> None:
        self._at += timedelta(**by)
