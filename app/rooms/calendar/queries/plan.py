"""The timetable over some days, read whole: what every other question of the calendar is answered from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from sqlalchemy import Boolean, Integer, bindparam, column, select, table

from app.core.command import Work
from app.core.ids import PupilId, Ref, SlotId, StaffId
from app.core.period import Span
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.calendar import rules
from app.rooms.calendar.cards import SlotCard, TermKind
from app.rooms.calendar.rules import Listed, OpenDays, SlotKind, Timetabled
from app.rooms.calendar.tables import Closure, Slot, SlotAdult, SlotPupil, TermSpan
from app.store.cards import card_of
from app.store.tables import Day

_PUPIL = table(
    "pupil",
    column("id", Integer),
    column("start_day", Day),
    column("leaving_day", Day),
    column("withdrawn", Boolean),
)
"""As far as the calendar reads it: whoever has not begun, or has left, is expected nowhere."""


_LIST = SlotPupil.__table__
_ON_LISTS: Final = (
    select(
        _LIST.c.slot_id,
        _LIST.c.pupil_id,
        _LIST.c.from_day,
        _LIST.c.to_day,
        _PUPIL.c.start_day,
        _PUPIL.c.leaving_day,
    )
    .join(_PUPIL, _PUPIL.c.id == _LIST.c.pupil_id)
    .where(
        ~_LIST.c.withdrawn,
        ~_PUPIL.c.withdrawn,
        _LIST.c.from_day <= bindparam("last"),
        _LIST.c.to_day >= bindparam("first"),
    )
    .order_by(_LIST.c.id)
)


@dataclass(frozen=True, slots=True)
class WithSlot:
    """A member of staff with a slot, from one day to another."""

    adult: StaffId
    from_day: date
    to_day: date


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A slot of the timetable with its lists: as the rules read it, and as it is written."""

    ref: Ref
    timetabled: Timetabled
    card: SlotCard
    version: int
    adults: tuple[WithSlot, ...]

    @property
    def slot(self) -> SlotId:
        return self.timetabled.slot

    def adults_on(self, day: date) -> tuple[StaffId, ...]:
        """Who is with it that day."""
        return tuple(one.adult for one in self.adults if one.from_day <= day <= one.to_day)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every slot in force on some of these days, and which of the days are open."""

    slots: tuple[PlannedSlot, ...]
    days: OpenDays

    @property
    def timetable(self) -> tuple[Timetabled, ...]:
        """The slots as the rules read them."""
        return tuple(each.timetabled for each in self.slots)


@dataclass(frozen=True)
class PlanBetween(Query[Plan]):
    """The timetable in force from one day to another, with its lists and the open days."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date
    last: date

    def read(self, reading: Reading) -> Plan:
        slots = reading.db.scalars(
            select(Slot)
            .where(Slot.withdrawn.is_(False), Slot.kind != SlotKind.HALF_DAY)
            .where(Slot.from_day <= self.last, Slot.to_day >= self.first)
            .order_by(Slot.weekday, Slot.start_minute, Slot.end_minute, Slot.id)
        ).all()
        pupils, adults = self._pupils(reading), self._adults(reading)
        planned = tuple(_planned(row, tuple(pupils[row.id]), tuple(adults[row.id])) for row in slots)
        return Plan(planned, open_days(reading, Span(self.first, self.last)))

    def _pupils(self, reading: Reading) -> defaultdict[int, list[Listed]]:
        """Who is on which list, as long as they are here at all."""
        rows = reading.db.execute(_ON_LISTS, {"first": self.first, "last": self.last}).all()
        found: defaultdict[int, list[Listed]] = defaultdict(list)
        for slot, pupil, first, last, start, leaving in rows:
            found[slot].append(Listed(PupilId(pupil), max(first, start), min(last, leaving)))
        return found

    def _adults(self, reading: Reading) -> defaultdict[int, list[WithSlot]]:
        rows = reading.db.execute(
            select(SlotAdult.slot_id, SlotAdult.staff_id, SlotAdult.from_day, SlotAdult.to_day)
            .where(SlotAdult.withdrawn.is_(False))
            .where(SlotAdult.from_day <= self.last, SlotAdult.to_day >= self.first)
            .order_by(SlotAdult.id)
        )
        found: defaultdict[int, list[WithSlot]] = defaultdict(list)
        for slot, adult, first, last in rows:
            found[slot].append(WithSlot(StaffId(adult), first, last))
        return found


def _planned(row: Slot, pupils: tuple[Listed, ...], adults: tuple[WithSlot, ...]) -> PlannedSlot:
    timetabled = Timetabled(
        slot=SlotId(row.id),
        name=row.name,
        weekday=row.weekday or 0,
        start=rules.time_of(row.start_minute),
        end=rules.time_of(row.end_minute),
        half_day=row.half_day,
        kind=row.kind,
        from_day=row.from_day,
        to_day=row.to_day,
        listed=pupils,
    )
    return PlannedSlot(Ref(row.ref), timetabled, card_of(row, SlotCard), row.version, adults)


_TERM, _CLOSURE = TermSpan.__table__, Closure.__table__
_TERMS: Final = (
    select(_TERM.c.kind, _TERM.c.first_day, _TERM.c.last_day)
    .where(~_TERM.c.withdrawn)
    .order_by(_TERM.c.first_day)
)
_CLOSED: Final = (
    select(_CLOSURE.c.first_day, _CLOSURE.c.last_day)
    .where(
        ~_CLOSURE.c.withdrawn,
        _CLOSURE.c.first_day <= bindparam("last"),
        _CLOSURE.c.last_day >= bindparam("first"),
    )
    .order_by(_CLOSURE.c.first_day)
)
"""Put together once: whatever is marked asks whether that day is open."""


def open_days(reading: Reading | Work, span: Span) -> OpenDays:
    """Terms and closures that touch some of these days."""
    found: dict[TermKind, list[Span]] = {kind: [] for kind in TermKind}
    for kind, first, last in reading.db.execute(_TERMS):
        found[kind].append(Span(first, last))
    terms = rules.open_spans(found[TermKind.YEAR], found[TermKind.TERM], found[TermKind.HALF_TERM])
    closures = reading.db.execute(_CLOSED, {"first": span.first, "last": span.last})
    return OpenDays(
        tuple(term for term in terms if term.overlaps(span)),
        tuple(Span(first, last) for first, last in closures),
    )
