"""What a person fills in about days and times: one card for each thing that may be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.period import FAR, HalfDay, Span
from app.rooms.calendar.rules import SlotKind


class TermKind(StrEnum):
    """Which part of a school year a span is; each lies within the one before."""

    YEAR = "year"
    TERM = "term"
    HALF_TERM = "half_term"


class ClosureKind(StrEnum):
    """Why the provision is closed."""

    BANK_HOLIDAY = "bank_holiday"
    INSET = "inset"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TermCard:
    """A school year, a term or half of one, under the name it is known by here."""

    kind: TermKind
    name: str
    first_day: date
    last_day: date

    @property
    def span(self) -> Span:
        """Its days. Raises ``Refused`` where it ends before it starts."""
        return Span(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class ClosureCard:
    """Days on which the provision is closed in term, and why."""

    kind: ClosureKind
    name: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class SlotCard:
    """A piece of the weekly timetable. Monday is weekday 0; minutes count from midnight."""

    name: str
    kind: SlotKind
    weekday: int | None
    start_minute: int
    end_minute: int
    from_day: date
    to_day: date = FAR
    half_day: HalfDay | None = None
    place: str = ""
    school_subject: str = ""
    framework_id: int | None = None
