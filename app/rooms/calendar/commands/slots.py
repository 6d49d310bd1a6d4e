"""Changes of the weekly timetable: its slots, and who is on their lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import func

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import PupilId, SlotId, StaffId
from app.core.marks import AM, PM
from app.core.period import HalfDay
from app.core.permissions import Permission
from app.rooms.calendar import rules
from app.rooms.calendar.cards import SlotCard
from app.rooms.calendar.rules import SlotKind
from app.rooms.calendar.tables import Slot, SlotAdult, SlotPupil
from app.store.cards import card_of
from app.store.dated import Swap, put_back, set_members
from app.store.edits import add_row, edit_row, standing_row, withdraw_row
from app.store.marks import Mark, standing

_CALENDAR = changed(Topic.CALENDAR)

NOON = 12 * 60
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class PutReservedSlots(Command):
    """Put in the two slots that carry the statutory code of each half-day, when a record is made."""

    requires: ClassVar[Permission] = Permission.KEEPING_PROGRAM_ACT

    def run(self, work: Work) -> Outcome:
        if work.db.get(Slot, AM) is not None:
            return Outcome.nothing("nothing_to_change")
        for slot, half_day, start, end in ((AM, HalfDay.AM, 0, NOON), (PM, HalfDay.PM, NOON, MIDNIGHT)):
            card = SlotCard(half_day.value, SlotKind.HALF_DAY, None, start, end, date.min, half_day=half_day)
            add_row(work, Slot, card, id=slot, ref=work.new_ref())
        return Outcome(_CALENDAR)


@dataclass(frozen=True)
class AddSlot(Command):
    """Put a slot of any kind into the weekly timetable."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    card: SlotCard

    def run(self, work: Work) -> Outcome:
        _check_slot(self.card)
        row = add_row(work, Slot, self.card, ref=work.new_ref())
        return Outcome(_CALENDAR, undo=WithdrawSlot(SlotId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class EditSlot(Command):
    """Change a slot. Its time stays once something was marked in it: end it, and add another."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId
    version: int
    card: SlotCard
    stands: SlotCard | None = None

    def run(self, work: Work) -> Outcome:
        _check_own(self.slot)
        _check_slot(self.card)
        row, before = edit_row(work, Slot, self.slot, self.version, self.card, self.stands)
        if before == self.card:
            return Outcome.nothing("nothing_to_change")
        _check_marked(work, self.slot, before, self.card)
        return Outcome(_CALENDAR, undo=EditSlot(self.slot, row.version, before, self.card))


@dataclass(frozen=True)
class EndSlot(Command):
    """The last day on which a slot is in the timetable."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId
    on: date

    def run(self, work: Work) -> Outcome:
        row = standing_row(work.db, Slot, self.slot)
        card = replace(card_of(row, SlotCard), to_day=self.on)
        return EditSlot(self.slot, row.version, card).run(work)


@dataclass(frozen=True)
class WithdrawSlot(Command):
    """Take away a slot that should not be there, while nothing is marked in it."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId

    def run(self, work: Work) -> Outcome:
        _check_own(self.slot)
        if (marked := _marked(work, self.slot)) is not None:
            raise Refused("slot_has_marks", first=marked[0], last=marked[1])
        withdraw_row(work, Slot, self.slot, withdrawn=True)
        return Outcome(_CALENDAR, undo=ReinstateSlot(self.slot))


@dataclass(frozen=True)
class ReinstateSlot(Command):
    """Put back a slot that was taken away."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId

    def run(self, work: Work) -> Outcome:
        withdraw_row(work, Slot, self.slot, withdrawn=False)
        return Outcome(_CALENDAR, undo=WithdrawSlot(self.slot))


def _check_own(slot: SlotId) -> None:
    """The two that carry statutory codes are the program's, not the timetable's."""
    if slot in (AM, PM):
        raise Refused("slot_is_reserved")


def _check_slot(card: SlotCard) -> None:
    """Refuse a slot that is no piece of a week."""
    if card.kind is SlotKind.HALF_DAY:
        raise Refused("slot_is_reserved")
    if card.weekday is None:
        raise Refused("no_such_weekday", weekday=None)
    rules.check_minutes(card.start_minute, card.end_minute)
    rules.check_slot(
        name=card.name,
        weekday=card.weekday,
        start=rules.time_of(card.start_minute),
        end=rules.time_of(card.end_minute),
    )
    if card.to_day < card.from_day:
        raise Refused("ends_before_it_starts", first=card.from_day, last=card.to_day)


def _marked(work: Work, slot: SlotId) -> tuple[date, date] | None:
    """The first and the last day on which something stands marked in a slot."""
    first, last = work.db.execute(
        standing()
        .with_only_columns(func.min(Mark.day), func.max(Mark.day))
        .where(Mark.slot_id == slot, Mark.value.is_not(None))
    ).one()
    return None if first is None else (first, last)


def _check_marked(work: Work, slot: SlotId, before: SlotCard, after: SlotCard) -> None:
    """What is marked happened when it did: neither its time nor its days may be taken from under it."""
    moved = (before.weekday, before.start_minute, before.end_minute, before.half_day) != (
        after.weekday,
        after.start_minute,
        after.end_minute,
        after.half_day,
    )
    shorter = after.from_day > before.from_day or after.to_day < before.to_day
    if not (moved or shorter) or (marked := _marked(work, slot)) is None:
        return
    if moved or not after.from_day <= marked[0] <= marked[1] <= after.to_day:
        raise Refused("slot_has_marks", first=marked[0], last=marked[1])


@dataclass(frozen=True)
class SetSlotPupils(Command):
    """Say which pupils are on a slot's list from a day on: exactly these."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId
    from_day: date
    pupils: frozenset[PupilId]

    def run(self, work: Work) -> Outcome:
        _check_list(work, self.slot, self.from_day)
        self._check_marked(work)
        owner = {"slot_id": int(self.slot)}
        swaps = set_members(work, SlotPupil, owner, "pupil_id", self.from_day, self.pupils)
        if not swaps:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_CALENDAR, undo=PutBackSlotPupils(swaps))

    def _check_marked(self, work: Work) -> None:
        """Whoever is marked in the slot stays on its list for that day: their marks would not be seen."""
        last = work.db.scalar(
            standing()
            .with_only_columns(func.max(Mark.day))
            .where(
                Mark.slot_id == self.slot,
                Mark.day >= self.from_day,
                Mark.value.is_not(None),
                Mark.pupil_id.not_in(self.pupils),
            )
        )
        if last is not None:
            raise Refused("pupils_are_marked", last=last)


@dataclass(frozen=True)
class PutBackSlotPupils(Command):
    """Let a slot's list of pupils stand as it stood."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    swaps: tuple[Swap, ...]

    def run(self, work: Work) -> Outcome:
        return Outcome(_CALENDAR, undo=PutBackSlotPupils(put_back(work, SlotPupil, self.swaps)))


@dataclass(frozen=True)
class SetSlotAdults(Command):
    """Say which members of staff are with a slot from a day on: exactly these."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    slot: SlotId
    from_day: date
    adults: frozenset[StaffId]

    def run(self, work: Work) -> Outcome:
        _check_list(work, self.slot, self.from_day)
        owner = {"slot_id": int(self.slot)}
        swaps = set_members(work, SlotAdult, owner, "staff_id", self.from_day, self.adults)
        if not swaps:
            return Outcome.nothing("nothing_to_change")
        return Outcome(_CALENDAR, undo=PutBackSlotAdults(swaps))


@dataclass(frozen=True)
class PutBackSlotAdults(Command):
    """Let a slot's list of adults stand as it stood."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_EDIT
    swaps: tuple[Swap, ...]

    def run(self, work: Work) -> Outcome:
        return Outcome(_CALENDAR, undo=PutBackSlotAdults(put_back(work, SlotAdult, self.swaps)))


def _check_list(work: Work, slot: SlotId, from_day: date) -> None:
    _check_own(slot)
    row = standing_row(work.db, Slot, slot)
    if from_day > row.to_day:
        raise OutOfDate("slot_has_ended", last=row.to_day)
