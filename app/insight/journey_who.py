"""Who wrote down the steps of each week of a journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from sqlalchemy import Integer, bindparam, func, select, type_coerce

from app.core.ids import PupilId, StaffId
from app.core.marks import NOT_OBSERVED, RUNG
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms import access
from app.store.marks import Mark
from app.store.tables import Day

_MARK = Mark.__table__
_DAY = type_coerce(_MARK.c.day, Integer)
_MONDAY = type_coerce(_DAY - (_DAY + 6) % 7, Day)
_BY_WEEK: Final = (
    select(_MONDAY, _MARK.c.recorded_by, func.count())
    .where(
        _MARK.c.replaced_by.is_(None),
        _MARK.c.measure_id == RUNG,
        _MARK.c.pupil_id == bindparam("pupil", type_=Integer),
        _MARK.c.value > NOT_OBSERVED,
    )
    .group_by(_MONDAY, _MARK.c.recorded_by)
)
"""Counted where the marks lie: a journey of years has thousands, and a week has two or three people."""


@dataclass(frozen=True)
class WhoRecorded(Query[Mapping[date, tuple[str, ...]]]):
    """The names by Monday, whoever wrote most first; of as many each, by name.

    Asked by itself, when the table is looked at: no index holds who recorded a mark, so it takes as long as
    the whole picture.
    """

    requires: ClassVar[Permission] = Permission.INSIGHT_JOURNEY_READ
    reach: ClassVar[frozenset[Permission]] = frozenset({Permission.CALENDAR_TIMETABLE_READ})
    pupil: PupilId

    def read(self, reading: Reading) -> Mapping[date, tuple[str, ...]]:
        names: dict[StaffId, str] = dict(reading.ask(access.StaffNames()))
        counted: defaultdict[date, list[tuple[int, str]]] = defaultdict(list)
        for monday, staff, count in reading.db.execute(_BY_WEEK, {"pupil": self.pupil}).all():
            if staff in names:
                counted[monday].append((-count, names[staff]))
        return {monday: _in_order(found) for monday, found in counted.items()}


def _in_order(found: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(name for _, name in sorted(found))
