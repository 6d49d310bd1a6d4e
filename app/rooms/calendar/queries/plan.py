"""The timetable over some days, read whole: what every other question of the calendar is answered from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from sqlalchemy import Boolean, Integer, bindparam, case, column, select, table

from app.core.command import Work
from app.core.ids import PupilId, Ref, SlotId, StaffId
from app.core.period import ONE_DAY, Span, each_day
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


BEGINNING: Final = date.min
"""Whoever looks back as far as there is anything asks from here: two who do have one answer between them."""

Bound = Mapping[str, object]
"""What is put into a statement that was put together once."""

_LIST, _SLOT, _WITH = SlotPupil.__table__, Slot.__table__, SlotAdult.__table__
_FIRST, _LAST = bindparam("first", type_=Day), bindparam("last", type_=Day)
_ON_THESE_DAYS: Final = (
    _SLOT.c.weekday.in_(bindparam("weekdays", type_=Integer, expanding=True)),
    _SLOT.c.from_day <= _LAST,
    _SLOT.c.to_day >= _FIRST,
)
_SLOTS: Final = (
    select(_SLOT)
    .where(~_SLOT.c.withdrawn, _SLOT.c.kind != SlotKind.HALF_DAY, *_ON_THESE_DAYS)
    .order_by(_SLOT.c.weekday, _SLOT.c.start_minute, _SLOT.c.end_minute, _SLOT.c.id)
)
_ON_LISTS: Final = (
    select(
        _LIST.c.slot_id,
        _LIST.c.pupil_id,
        case((_PUPIL.c.start_day > _LIST.c.from_day, _PUPIL.c.start_day), else_=_LIST.c.from_day),
        case((_PUPIL.c.leaving_day < _LIST.c.to_day, _PUPIL.c.leaving_day), else_=_LIST.c.to_day),
    )
    .join(_PUPIL, _PUPIL.c.id == _LIST.c.pupil_id)
    .join(_SLOT, _SLOT.c.id == _LIST.c.slot_id)
    .where(
        ~_LIST.c.withdrawn,
        ~_PUPIL.c.withdrawn,
        _LIST.c.from_day <= _LAST,
        _LIST.c.to_day >= _FIRST,
        *_ON_THESE_DAYS,
    )
    .order_by(_LIST.c.id)
)
_SLOTS_OF_ONE: Final = _SLOTS.where(_SLOT.c.id.in_(bindparam("slots", type_=Integer, expanding=True)))
_LISTS_OF_ONE: Final = _ON_LISTS.where(_LIST.c.pupil_id == bindparam("pupil", type_=Integer))
_ADULTS: Final = (
    select(_WITH.c.slot_id, _WITH.c.staff_id, _WITH.c.from_day, _WITH.c.to_day)
    .where(~_WITH.c.withdrawn, _WITH.c.from_day <= _LAST, _WITH.c.to_day >= _FIRST)
    .order_by(_WITH.c.id)
)
"""Put together once, and rows instead of objects: every screen that knows of a day asks them."""


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
    """The timetable in force from one day to another, with its lists and the open days.

    Of one pupil: only the slots on whose list they stand, and nobody else on the lists.
    """

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    first: date
    last: date
    pupil: PupilId | None = None

    def read(self, reading: Reading) -> Plan:
        bound = {"first": self.first, "last": self.last}
        pupils, slots = self._listed(reading, {**bound, "weekdays": self._weekdays})
        adults = _adults(reading, bound)
        planned = tuple(_planned(row, tuple(pupils[row.id]), tuple(adults[row.id])) for row in slots)
        return Plan(planned, open_days(reading, Span(self.first, self.last)))

    def _listed(self, reading: Reading, bound: Bound) -> tuple[defaultdict[int, list[Listed]], Sequence[Any]]:
        """Who is on which list, and the slots."""
        if self.pupil is None:
            return _lists(reading.db.execute(_ON_LISTS, bound).all()), reading.db.execute(_SLOTS, bound).all()
        of_one = reading.db.execute(_LISTS_OF_ONE, {**bound, "pupil": self.pupil}).all()
        theirs = sorted({row.slot_id for row in of_one})
        return _lists(of_one), reading.db.execute(_SLOTS_OF_ONE, {**bound, "slots": theirs}).all()

    @property
    def _weekdays(self) -> list[int]:
        """Those that occur: of one day only its own, and the rest of the timetable is not read."""
        week = self.first + 6 * ONE_DAY
        return sorted({day.weekday() for day in each_day(self.first, min(self.last, week))})


def _lists(rows: Iterable[Any]) -> defaultdict[int, list[Listed]]:
    """Who is on which list, as long as they are here at all."""
    found: defaultdict[int, list[Listed]] = defaultdict(list)
    for slot, pupil, first, last in rows:
        found[slot].append(Listed(pupil, first, last))
    return found


def _adults(reading: Reading, bound: Bound) -> defaultdict[int, list[WithSlot]]:
    found: defaultdict[int, list[WithSlot]] = defaultdict(list)
    for slot, adult, first, last in reading.db.execute(_ADULTS, bound):
        found[slot].append(WithSlot(StaffId(adult), first, last))
    return found


def _planned(row: Any, pupils: tuple[Listed, ...], adults: tuple[WithSlot, ...]) -> PlannedSlot:
    timetabled = Timetabled(
        slot=SlotId(row.id),
        name=row.name,
        weekday=row.weekday,
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
