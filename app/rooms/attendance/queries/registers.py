"""Registers as wholes: which are done, open or still to come, and the notes beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from sqlalchemy import Integer, Text, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from app.core.clock import minute_of_day
from app.core.ids import NoteId, PupilId, SlotId, StaffId
from app.core.marks import RUNG
from app.core.period import ONE_DAY
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.worklist import WorkItem, Worklist
from app.rooms.access.tables import Staff
from app.rooms.attendance.tables import RegisterFinish, SlotNote
from app.rooms.calendar.queries.days import DaySlot, slots_on
from app.rooms.calendar.queries.expected import open_weekdays
from app.rooms.calendar.queries.plan import BEGINNING, Plan, PlanBetween
from app.store.marks import Mark, standing

_READ = Permission.ATTENDANCE_REGISTER_READ
_CALENDAR = frozenset({Permission.CALENDAR_TIMETABLE_READ})

A_WEEK = 7 * ONE_DAY
"""Registers left open for longer are counted in one line, so that they bury nothing newer."""


class RegisterState(StrEnum):
    """Where a register stands."""

    DONE = "done"
    OPEN = "open"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class DayRegister:
    """One slot of a day and where its register stands: how many of its pupils are marked, who finished it."""

    slot: DaySlot
    state: RegisterState
    marked: int
    finished_at: datetime | None = None
    finished_by: str = ""
    left_open: tuple[PupilId, ...] = ()


@dataclass(frozen=True)
class TodaysRegisters(Query[tuple[DayRegister, ...]]):
    """The registers of a day in order of time: done, open, or still to come."""

    requires: ClassVar[Permission] = _READ
    reach: ClassVar[frozenset[Permission]] = _CALENDAR
    day: date

    def read(self, reading: Reading) -> tuple[DayRegister, ...]:
        slots = slots_on(reading.ask(PlanBetween(self.day, self.day)), self.day)
        finished = {
            row.slot_id: (row, name)
            for row, name in reading.db.execute(
                select(RegisterFinish, Staff.name)
                .outerjoin(Staff, Staff.id == RegisterFinish.by)
                .where(RegisterFinish.day == self.day, RegisterFinish.voided_in.is_(None))
            )
        }
        marked = _marked(reading.db, slots, self.day)
        return tuple(
            _register(reading, self.day, slot, marked[slot.slot], finished.get(slot.slot)) for slot in slots
        )


def _register(
    reading: Reading, day: date, slot: DaySlot, marked: int, finished: tuple[RegisterFinish, str] | None
) -> DayRegister:
    if finished is not None:
        row, name = finished
        left = tuple(PupilId(int(pupil)) for pupil in row.left_open.split())
        return DayRegister(slot, RegisterState.DONE, marked, row.at, name or "", left)
    state = RegisterState.OPEN if has_begun(reading, day, slot) else RegisterState.TO_COME
    return DayRegister(slot, state, marked)


def has_begun(reading: Reading, day: date, slot: DaySlot) -> bool:
    """Whether the time of a slot has come on that day."""
    today = reading.clock.today()
    return day < today or day == today and slot.start_minute <= minute_of_day(reading.clock.now())


def _marked(db: Session, slots: tuple[DaySlot, ...], day: date) -> dict[SlotId, int]:
    """How many pupils of each slot have at least one standing rung, or are marked as not observed."""
    pupils = {pupil for slot in slots for pupil in slot.pupils}
    rows = db.execute(
        standing()
        .with_only_columns(Mark.slot_id, func.count(Mark.pupil_id.distinct()))
        .where(Mark.measure_id == RUNG, Mark.pupil_id.in_(pupils), Mark.day == day, Mark.value.is_not(None))
        .group_by(Mark.slot_id)
    )
    return defaultdict(int, {SlotId(slot): count for slot, count in rows})


@dataclass(frozen=True)
class RegistersDue(Worklist):
    """Registers whose time has come and that nobody has finished: one by one for a week, then as one."""

    requires: ClassVar[Permission] = _READ
    reach: ClassVar[frozenset[Permission]] = _CALENDAR

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        today = reading.clock.today()
        begun = reading.db.scalar(select(func.min(RegisterFinish.day)))
        first = min(begun or today, today - A_WEEK)
        plan = reading.ask(PlanBetween(BEGINNING, today))
        finished = _finished(reading.db)
        due = [
            (day, slot)
            for day in _days_with_open_ends(plan, first, today, finished)
            for slot in slots_on(plan, day)
            if slot.pupils and day.toordinal() not in finished[slot.slot] and has_begun(reading, day, slot)
        ]
        recent = [_due_item(day, slot) for day, slot in due if day > today - A_WEEK]
        older = [day for day, _ in due if day <= today - A_WEEK]
        return (*recent, *_older_item(older))


_FINISH = RegisterFinish.__table__
_NUMBER = cast(type_coerce(_FINISH.c.day, Integer), Text)
_FINISHED: Final = (
    select(_FINISH.c.slot_id, func.aggregate_strings(_NUMBER, " "))
    .where(_FINISH.c.voided_in.is_(None))
    .group_by(_FINISH.c.slot_id)
)


def _finished(db: Session) -> defaultdict[SlotId, set[int]]:
    """By slot, the numbers of the days on which it was finished: one row a slot, since they are many."""
    found: defaultdict[SlotId, set[int]] = defaultdict(set)
    for slot, numbers in db.execute(_FINISHED):
        found[SlotId(slot)] = set(map(int, numbers.split()))
    return found


def _days_with_open_ends(
    plan: Plan, first: date, last: date, finished: Mapping[SlotId, set[int]]
) -> list[date]:
    """The open days on which some slot with pupils was not finished: nearly always few."""
    days = open_weekdays(plan, first, last)
    numbers = {weekday: [day.toordinal() for day in found] for weekday, found in days.items()}
    left: set[int] = set()
    for slot in plan.timetable:
        of_weekday = numbers.get(slot.weekday, [])
        for start, end in {
            (max(slot.from_day, one.from_day), min(slot.to_day, one.to_day)) for one in slot.listed
        }:
            expected = of_weekday[
                bisect_left(of_weekday, start.toordinal()) : bisect_right(of_weekday, end.toordinal())
            ]
            left |= set(expected) - finished[slot.slot]
    return [date.fromordinal(number) for number in sorted(left)]


def _due_item(day: date, slot: DaySlot) -> WorkItem:
    return WorkItem(
        key=f"register_due:{slot.slot}:{day.isoformat()}",
        urgency=30,
        code="register_due",
        opens=f"register:{slot.slot}:{day.isoformat()}",
        facts={"name": slot.name, "day": day.isoformat(), "minute": slot.start_minute},
    )


def _older_item(days: list[date]) -> tuple[WorkItem, ...]:
    if not days:
        return ()
    first = days[0].isoformat()
    return (
        WorkItem(
            key="registers_older",
            urgency=31,
            code="registers_older",
            opens=f"registers:{first}",
            facts={"count": len(days), "first": first},
        ),
    )


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A standing note: about one pupil, or about the lesson."""

    note: NoteId
    pupil: PupilId | None
    day: date
    slot: SlotId
    text: str
    recorded_at: datetime
    by: StaffId
    by_name: str


@dataclass(frozen=True)
class Notes(Query[tuple[NoteRow, ...]]):
    """Standing notes, the newest last: those of a slot on a day, or all about one pupil."""

    requires: ClassVar[Permission] = _READ
    slot: SlotId | None = None
    day: date | None = None
    pupil: PupilId | None = None

    def read(self, reading: Reading) -> tuple[NoteRow, ...]:
        wanted = (
            select(SlotNote, Staff.name)
            .outerjoin(Staff, Staff.id == SlotNote.recorded_by)
            .where(SlotNote.voided_in.is_(None))
            .order_by(SlotNote.id)
        )
        for column, value in (
            (SlotNote.slot_id, self.slot),
            (SlotNote.day, self.day),
            (SlotNote.pupil_id, self.pupil),
        ):
            if value is not None:
                wanted = wanted.where(column == value)
        return tuple(
            NoteRow(
                NoteId(row.id),
                None if row.pupil_id is None else PupilId(row.pupil_id),
                row.day,
                SlotId(row.slot_id),
                row.text,
                row.recorded_at,
                StaffId(row.recorded_by),
                name or "",
            )
            for row, name in reading.db.execute(wanted)
        )
