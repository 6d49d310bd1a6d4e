"""The marks of one day and the steps before it, as a register needs them: two statements made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.core.ids import PupilId
from app.core.marks import NOT_OBSERVED, RUNG
from app.rooms.access.tables import Staff
from app.rooms.attendance.occurrence import PUPILS, days_of
from app.rooms.calendar.tables import Slot
from app.rooms.people.tables import Pupil
from app.store.marks import Mark, Measure, standing
from app.store.tables import Day

DAY = bindparam("day", type_=Day())


@dataclass(frozen=True, slots=True)
class Stood:
    """A standing mark of the day with its slot, who wrote it, and the value that it replaced."""

    slot: int
    slot_name: str
    start_minute: int
    measure: int
    moment: int
    value: int
    at: datetime | None
    recorded_at: datetime
    by_name: str
    entry: int
    instead_of: int | None

    @property
    def is_rung(self) -> bool:
        return self.measure == RUNG and self.value > NOT_OBSERVED


_before = aliased(Mark)
_MARKS = (
    standing()
    .with_only_columns(
        Mark.pupil_id,
        Mark.slot_id,
        Slot.name,
        Slot.start_minute,
        Mark.measure_id,
        Mark.moment_no,
        Mark.value,
        Mark.at,
        Mark.recorded_at,
        Staff.name,
        Mark.entry,
        _before.value,
    )
    .join(Slot, Slot.id == Mark.slot_id)
    .outerjoin(Staff, Staff.id == Mark.recorded_by)
    .outerjoin(_before, _before.replaced_by == Mark.id)
    .where(
        Mark.measure_id.in_(select(Measure.id)),
        Mark.pupil_id.in_(PUPILS),
        Mark.day == DAY,
        Mark.value.is_not(None),
    )
)


def marks_of_day(db: Session, pupils: Sequence[PupilId], day: date) -> dict[PupilId, list[Stood]]:
    """Every standing mark of these pupils on a day, in the order of slots and of time; one question."""
    rows: Iterable[Any] = db.execute(_MARKS, {"pupils": pupils, "day": day})
    found: dict[PupilId, list[Stood]] = defaultdict(list)
    for pupil, *rest in rows:
        found[PupilId(pupil)].append(Stood(*rest))
    for marks in found.values():
        marks.sort(key=_in_time)
    return found


def _in_time(mark: Stood) -> tuple[int, int, float, int]:
    return mark.start_minute, mark.slot, mark.at.timestamp() if mark.at else 0.0, mark.moment


_earlier = aliased(Mark)
_last = days_of(
    select(func.max(_earlier.day))
    .where(
        _earlier.replaced_by.is_(None),
        _earlier.measure_id == RUNG,
        _earlier.pupil_id == Pupil.id,
        _earlier.day < DAY,
        _earlier.value > NOT_OBSERVED,
    )
    .correlate(Pupil)
    .scalar_subquery()
)
_LAST_STEPS = (
    select(_last.c.pupil_id, Mark.value)
    .select_from(_last)
    .outerjoin(
        Mark,
        and_(
            Mark.pupil_id == _last.c.pupil_id,
            Mark.day == _last.c.day,
            Mark.replaced_by.is_(None),
            Mark.measure_id == RUNG,
            Mark.value > NOT_OBSERVED,
        ),
    )
    .outerjoin(Slot, Slot.id == Mark.slot_id)
    .order_by(Slot.start_minute, Mark.slot_id, func.coalesce(Mark.at, 0), Mark.moment_no)
)


def last_steps(db: Session, pupils: Sequence[PupilId], day: date) -> dict[PupilId, int]:
    """The step of each pupil's last visit before the day; one question."""
    rows = db.execute(_LAST_STEPS, {"pupils": pupils, "day": day, "count": len(pupils)})
    return {PupilId(pupil): value for pupil, value in rows if value is not None}
