"""What stands for some pupils over some days, mark by mark: for sheets that come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from app.core.ids import MeasureId, PupilId, SlotId
from app.core.marks import NewMark
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.store.marks import Mark, Measure, standing


@dataclass(frozen=True)
class StandingMarks(Query[tuple[NewMark, ...]]):
    """Every mark that stands for these pupils from one day to another, of any measure."""

    requires: ClassVar[Permission] = Permission.ATTENDANCE_REGISTER_READ
    pupils: tuple[PupilId, ...]
    first: date
    last: date

    def read(self, reading: Reading) -> tuple[NewMark, ...]:
        rows: Iterable[Any] = reading.db.execute(
            standing()
            .with_only_columns(
                Mark.pupil_id, Mark.day, Mark.slot_id, Mark.measure_id, Mark.value, Mark.moment_no, Mark.at
            )
            .where(
                Mark.measure_id.in_(select(Measure.id)),
                Mark.pupil_id.in_(self.pupils),
                Mark.day.between(self.first, self.last),
            )
        )
        return tuple(
            NewMark(PupilId(pupil), day, SlotId(slot), MeasureId(measure), value, moment, at)
            for pupil, day, slot, measure, value, moment, at in rows
        )
