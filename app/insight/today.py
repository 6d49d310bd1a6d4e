"""Today: what waits, who is expected, who is in, and how safe the record is; put together from the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from app.core.clock import minute_of_day
from app.core.ids import PupilId, Ref
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.worklist import WorkItem, Worklist
from app.rooms import access, attendance, calendar, keeping, people
from app.rooms.access import AwayRow, StaffRow
from app.rooms.attendance import Contact, DayRegister, LastMark, RegisterState
from app.rooms.calendar import DayPlan, Expected, TermPlace
from app.rooms.keeping import Copies
from app.rooms.people import PupilName

WORKLISTS: Final[tuple[type[Worklist], ...]] = (
    access.HoldersMissing,
    attendance.NotHeardOf,
    attendance.NotSeen,
    attendance.RegistersDue,
    keeping.BackupAge,
    keeping.EmergencySheetDue,
    keeping.MyDrafts,
)
"""Every worklist there is. A test fails on one that is not here."""

LAST_VISITS: Final = 9

_OF_PUPILS: Final = frozenset({Permission.ATTENDANCE_REGISTER_READ, Permission.PEOPLE_PUPIL_READ})


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """A pupil expected today: their plan, the steps of their last visits, when they were seen and heard.

    ``now`` is the last mark of today, ``mine`` whether the person asking is their key adult.
    """

    name: PupilName
    plan: Expected
    visits: tuple[int, ...]
    seen: Contact | None
    heard: Contact | None
    now: LastMark | None
    mine: bool

    @property
    def pupil(self) -> PupilId:
        return self.name.pupil


@dataclass(frozen=True, slots=True)
class TodayView:
    """The whole page. What the person asking may not see is not in it."""

    provision: str
    record: Ref
    invented: bool
    at: datetime
    place: TermPlace
    plan: DayPlan
    items: tuple[WorkItem, ...]
    names: tuple[PupilName, ...]
    expected: tuple[ExpectedRow, ...]
    registers: tuple[DayRegister, ...]
    pupils_here: int
    adults_in: tuple[StaffRow, ...]
    away: tuple[AwayRow, ...]
    copies: Copies

    @property
    def next_register(self) -> DayRegister | None:
        """The register to take: the one that is on, else the next, else the latest left open."""
        minute = minute_of_day(self.at)
        unfinished = [one for one in self.registers if one.state is not RegisterState.DONE]
        coming = (one for one in unfinished if one.slot.end_minute > minute)
        return next(coming, unfinished[-1] if unfinished else None)


@dataclass(frozen=True)
class Today(Query[TodayView]):
    """What waits for the person asking, who is expected today, and how things stand."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ
    reach: ClassVar[frozenset[Permission]] = (
        frozenset(
            {
                Permission.ACCESS_STAFF_READ,
                Permission.CALENDAR_TIMETABLE_READ,
                Permission.INSIGHT_TODAY_READ,
                Permission.KEEPING_RECORD_READ,
                Permission.PEOPLE_EMERGENCY_READ,
            }
        )
        | _OF_PUPILS
        | frozenset(worklist.requires for worklist in WORKLISTS)
    )

    def read(self, reading: Reading) -> TodayView:
        today = reading.clock.today()
        state = reading.ask(keeping.RecordStateNow())
        items = waiting(reading)
        return TodayView(
            provision=reading.ask(keeping.ProvisionName()),
            record=Ref(state.ref),
            invented=state.invented,
            at=reading.clock.now(),
            place=reading.ask(calendar.TermOn(today)),
            plan=reading.ask(calendar.DaySlots(today)),
            items=items,
            names=_named(reading, items),
            expected=_expected(reading, today),
            registers=_registers(reading, today),
            pupils_here=_pupils_here(reading, today),
            adults_in=reading.ask(access.AdultsIn(today)),
            away=_away(reading, today),
            copies=reading.ask(keeping.BackupStatus()),
        )


def waiting(reading: Reading) -> tuple[WorkItem, ...]:
    """Every line of every worklist that the person may see, the most urgent first."""
    items = [
        item for worklist in WORKLISTS if reading.may(worklist.requires) for item in reading.ask(worklist())
    ]
    return tuple(sorted(items, key=lambda item: (item.urgency, item.key)))


def _named(reading: Reading, items: tuple[WorkItem, ...]) -> tuple[PupilName, ...]:
    """What the pupils of the lines are called, expected today or not."""
    pupils = frozenset(item.pupil for item in items if item.pupil is not None)
    return reading.ask(people.PupilNames(pupils=pupils)) if pupils and _may_see_pupils(reading) else ()


def _expected(reading: Reading, today: date) -> tuple[ExpectedRow, ...]:
    """Who is expected in the order of their first time; nobody for whoever may open no pupil's record."""
    plans = reading.ask(calendar.ExpectedPupils(today)) if _may_see_pupils(reading) else ()
    if not plans:
        return ()
    names = {each.pupil: each for each in reading.ask(people.PupilNames(today))}
    here = tuple(sorted(names))  # as the worklist of the unseen asks, so that it is read once
    contacts = {each.pupil: each for each in reading.ask(attendance.LastSeen(here, today))}
    visits = _visits(reading, tuple(plan.pupil for plan in plans), today)
    now = {each.pupil: each for each in reading.ask(attendance.LastMarks(today))}
    mine = {
        each.card.pupil_id
        for each in reading.ask(people.KeyAdults(today))
        if each.card.staff_id == reading.actor.staff
    }
    return tuple(
        ExpectedRow(
            names[plan.pupil],
            plan,
            visits.get(plan.pupil, ()),
            contacts[plan.pupil].seen,
            contacts[plan.pupil].heard,
            now.get(plan.pupil),
            plan.pupil in mine,
        )
        for plan in plans
        if plan.pupil in names
    )


def _visits(reading: Reading, pupils: tuple[PupilId, ...], today: date) -> Mapping[PupilId, tuple[int, ...]]:
    found = reading.ask(attendance.LastVisits(pupils, today, LAST_VISITS))
    return {each.pupil: tuple(visit.step for visit in each.visits) for each in found}


def _registers(reading: Reading, today: date) -> tuple[DayRegister, ...]:
    if not reading.may(Permission.ATTENDANCE_REGISTER_READ):
        return ()
    return tuple(one for one in reading.ask(attendance.TodaysRegisters(today)) if one.slot.pupils)


def _pupils_here(reading: Reading, today: date) -> int:
    return len(reading.ask(people.PupilNames(today))) if _may_see_pupils(reading) else 0


def _away(reading: Reading, today: date) -> tuple[AwayRow, ...]:
    if not reading.may(Permission.ACCESS_STAFF_READ):
        return ()
    return tuple(row for row in reading.ask(access.Aways()) if row.from_day <= today <= row.to_day)


def _may_see_pupils(reading: Reading) -> bool:
    return all(reading.may(permission) for permission in _OF_PUPILS)
