"""Where each child was by the last mark of a day: for an emergency, so for every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import func, select

from app.core.ids import PupilId
from app.core.marks import NOT_OBSERVED, RUNG
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.attendance.content import rungs_of
from app.rooms.attendance.rules import Rung, Seen
from app.rooms.calendar.rules import SlotKind
from app.rooms.calendar.tables import Slot
from app.rooms.people.tables import Pupil
from app.store.marks import Mark, standing


@dataclass(frozen=True, slots=True)
class LastMark:
    """A pupil's last mark of a day: when it was, what it says, and in what kind of slot.

    ``at`` is when it happened as far as somebody said, else when it was written down.
    """

    pupil: PupilId
    at: datetime
    words: str
    on_site: bool
    seen: bool
    kind: SlotKind


@dataclass(frozen=True)
class LastMarks(Query[tuple[LastMark, ...]]):
    """The last mark on the ladder of each pupil marked on a day."""

    requires: ClassVar[Permission] = Permission.PEOPLE_EMERGENCY_READ
    life_critical: ClassVar[bool] = True
    day: date

    def read(self, reading: Reading) -> tuple[LastMark, ...]:
        ladder = {rung.number: rung for rung in rungs_of(reading.db, self.day)}
        rows = reading.db.execute(
            standing()
            .with_only_columns(Mark.pupil_id, Mark.value, func.coalesce(Mark.at, Mark.recorded_at), Slot.kind)
            .join(Slot, Slot.id == Mark.slot_id)
            .where(Mark.measure_id == RUNG, Mark.day == self.day, Mark.value > NOT_OBSERVED)
            .where(Mark.pupil_id.in_(select(Pupil.id)))  # so that the index is entered once a pupil
            .order_by(Mark.pupil_id, Slot.start_minute, Mark.at, Mark.moment_no)
        )
        last = {
            PupilId(pupil): _as_last(PupilId(pupil), ladder[value], at, kind)
            for pupil, value, at, kind in rows
            if value in ladder
        }
        return tuple(last.values())


def _as_last(pupil: PupilId, rung: Rung, at: datetime, kind: SlotKind) -> LastMark:
    return LastMark(pupil, at, rung.staff, rung.on_site, rung.seen is Seen.YES, kind)
