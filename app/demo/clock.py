"""The clock of the invented provision: it stands where it was put, and is moved on by the generator."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from app.core.clock import ENGLAND


def instant(day: date, minute: int) -> datetime:
    """A minute of a day on the wall clock, as the instant that is stored."""
    return datetime.combine(day, time(*divmod(minute, 60)), ENGLAND).astimezone(UTC)


class MovedClock:
    """Says the time it was last set to."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self._at.astimezone(ENGLAND).date()

    def set(self, day: date, minute: int) -> None:
        """Move on to a minute of a day. It never goes back, as no clock does."""
        self._at = max(self._at, instant(day, minute))
