"""Questions about one day: its slots, who is expected, which slot is next, and which one somebody means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final

from app.core.errors import Refused
from app.core.folding import fold
from app.core.ids import PupilId, Ref, SlotId, StaffId
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.refs import read_ref
from app.rooms.calendar import rules
from app.rooms.calendar.queries.plan import Plan, PlanBetween, PlannedSlot
from app.rooms.calendar.queries.terms import Closures
from app.rooms.calendar.rules import SlotKind

OUTSIDE_TERM = "outside_term"
_AS_FAR: Final = timedelta(days=100)
"""Beyond this nobody wants the next register, but the terms that have not been entered yet."""


@dataclass(frozen=True, slots=True)
class DaySlot:
    """A slot as it happens on one day, with who is on its list and who is with it."""

    slot: SlotId
    ref: Ref
    name: str
    kind: SlotKind
    start_minute: int
    end_minute: int
    half_day: HalfDay | None
    place: str
    school_subject: str
    framework: int | None
    pupils: tuple[PupilId, ...]
    adults: tuple[StaffId, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The slots of one day in order of time; on a closed day none, and why.

    ``closed`` is empty on an open day, else the kind of the closure or ``outside_term``.
    """

    day: date
    slots: tuple[DaySlot, ...]
    closed: str = ""
    closed_name: str = ""


@dataclass(frozen=True)
class DaySlots(Query[DayPlan]):
    """The slots of a day with their pupils and adults; a closed day says why it is."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> DayPlan:
        plan = reading.ask(PlanBetween(self.day, self.day))
        if plan.days.is_open(self.day):
            return DayPlan(self.day, slots_on(plan, self.day))
        closures = reading.ask(Closures(self.day, self.day))
        if not closures:
            return DayPlan(self.day, (), OUTSIDE_TERM)
        card = closures[0].card
        return DayPlan(self.day, (), card.kind.value, card.name)


def slots_on(plan: Plan, day: date) -> tuple[DaySlot, ...]:
    """The slots of one day of a plan, in order of time."""
    by_slot = {each.slot: each for each in plan.slots}
    return tuple(
        _day_slot(by_slot[each.slot], day) for each in rules.slots_of(day, plan.timetable, plan.days)
    )


def _day_slot(planned: PlannedSlot, day: date) -> DaySlot:
    card = planned.card
    return DaySlot(
        slot=planned.slot,
        ref=planned.ref,
        name=card.name,
        kind=card.kind,
        start_minute=card.start_minute,
        end_minute=card.end_minute,
        half_day=card.half_day,
        place=card.place,
        school_subject=card.school_subject,
        framework=card.framework_id,
        pupils=tuple(sorted(planned.timetabled.pupils(day))),
        adults=planned.adults_on(day),
    )


@dataclass(frozen=True)
class SlotPupils(Query[tuple[PupilId, ...]]):
    """Who is on the list of a slot on a day."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    slot: SlotId
    day: date

    def read(self, reading: Reading) -> tuple[PupilId, ...]:
        slots = reading.ask(DaySlots(self.day)).slots
        return next((each.pupils for each in slots if each.slot == self.slot), ())


@dataclass(frozen=True, slots=True)
class Expected:
    """A pupil expected on a day: from when, until when, and in which slots."""

    pupil: PupilId
    first_minute: int
    last_minute: int
    slots: tuple[DaySlot, ...]


@dataclass(frozen=True)
class ExpectedPupils(Query[tuple[Expected, ...]]):
    """Who is expected on a day with their plan, in order of their first time."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> tuple[Expected, ...]:
        plans: dict[PupilId, list[DaySlot]] = {}
        for slot in reading.ask(DaySlots(self.day)).slots:
            for pupil in slot.pupils:
                plans.setdefault(pupil, []).append(slot)
        expected = (
            Expected(pupil, slots[0].start_minute, max(slot.end_minute for slot in slots), tuple(slots))
            for pupil, slots in plans.items()
        )
        return tuple(sorted(expected, key=lambda each: (each.first_minute, each.pupil)))


@dataclass(frozen=True)
class NextSlot(Query[DaySlot | None]):
    """The slot that is on at a minute of a day, else the next one of that day."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date
    minute: int

    def read(self, reading: Reading) -> DaySlot | None:
        slots = reading.ask(DaySlots(self.day)).slots
        return next((slot for slot in slots if slot.end_minute > self.minute), None)


@dataclass(frozen=True, slots=True)
class DaysAround:
    """The nearest days with slots before a day and after it; None where none is known."""

    day: date
    before: date | None
    after: date | None


@dataclass(frozen=True)
class SlotDaysAround(Query[DaysAround]):
    """Which day before a day, and which after it, has slots: over the longest holidays and no further."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    day: date

    def read(self, reading: Reading) -> DaysAround:
        plan = reading.ask(PlanBetween(self.day - _AS_FAR, self.day + _AS_FAR))
        before = (self.day - timedelta(days) for days in range(1, _AS_FAR.days + 1))
        after = (self.day + timedelta(days) for days in range(1, _AS_FAR.days + 1))
        return DaysAround(self.day, _first_with_slots(plan, before), _first_with_slots(plan, after))


def _first_with_slots(plan: Plan, days: Iterable[date]) -> date | None:
    return next((day for day in days if rules.slots_of(day, plan.timetable, plan.days)), None)


@dataclass(frozen=True)
class SlotByName(Query[SlotId]):
    """The one slot of a pupil on a day that somebody means: by name, start time or reference."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    pupil: PupilId
    day: date
    text: str

    def read(self, reading: Reading) -> SlotId:
        return find_slot(reading.ask(PlanBetween(self.day, self.day)), self.pupil, self.day, self.text)


def find_slot(plan: Plan, pupil: PupilId, day: date, text: str) -> SlotId:
    """The one slot of this pupil on this day that the text names. Raises ``Refused`` with the names."""
    if not plan.days.is_open(day):
        raise Refused("day_not_open", day=day)
    theirs = [slot for slot in slots_on(plan, day) if pupil in slot.pupils]
    meant = [slot for slot in theirs if _is_meant(slot, text)]
    if not meant:
        raise Refused("no_such_slot", names=_named(theirs))
    if len(meant) > 1:
        raise Refused("two_slots_fit", names=_named(meant))
    return meant[0].slot


def _is_meant(slot: DaySlot, text: str) -> bool:
    if read_ref(text) == slot.ref or fold(slot.name) == fold(text):
        return True
    return text.strip().zfill(5) == f"{rules.time_of(slot.start_minute):%H:%M}"


def _named(slots: list[DaySlot]) -> str:
    named = (f"{slot.name} {rules.time_of(slot.start_minute):%H:%M}" for slot in slots)
    return ", ".join(named) or "none"
