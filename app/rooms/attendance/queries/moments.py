"""Moments on the ladder over many days: last visits, all of one pupil, how many marks there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Final, NamedTuple

from sqlalchemy import Integer, and_, bindparam, func, literal, select
from sqlalchemy.orm import aliased

from app.core.ids import PupilId, SlotId
from app.core.marks import CODE, FIRST_OUTCOME, NOT_OBSERVED, RUNG, SEEN_ASKED
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.rooms.attendance import rules
from app.rooms.attendance.content import rungs_of
from app.rooms.attendance.occurrence import days_of
from app.rooms.attendance.queries.day import DAY
from app.rooms.attendance.rules import Moment, Moments, Rung
from app.rooms.calendar.tables import Slot
from app.rooms.people.tables import Pupil
from app.store.marks import Mark, standing
from app.store.tables import Day

_READ = Permission.ATTENDANCE_REGISTER_READ

MOMENTS_A_VISIT = 4
"""Visits have fewer moments than this on average: so many moments back, those asked for are among them."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One slot of one day with at least one rung. Its step is its last moment by time."""

    day: date
    slot: SlotId
    start_minute: int
    moments: Moments

    @property
    def step(self) -> int:
        return self.moments.last


@dataclass(frozen=True, slots=True)
class PupilVisits:
    """The latest visits of a pupil, the oldest first."""

    pupil: PupilId
    visits: tuple[Visit, ...]


@dataclass(frozen=True)
class LastVisits(Query[tuple[PupilVisits, ...]]):
    """The latest visits of these pupils up to and on a day, the oldest first."""

    requires: ClassVar[Permission] = _READ
    pupils: tuple[PupilId, ...]
    on: date
    n: int = 9

    def read(self, reading: Reading) -> tuple[PupilVisits, ...]:
        visits = self._back(reading, self.pupils, self.n)
        short = tuple(pupil for pupil in self.pupils if len(visits[pupil]) < self.n)
        if short:
            visits |= self._back(reading, short, self.n * MOMENTS_A_VISIT)
        return tuple(PupilVisits(pupil, visits[pupil]) for pupil in self.pupils)

    def _back(
        self, reading: Reading, pupils: tuple[PupilId, ...], moments: int
    ) -> defaultdict[PupilId, tuple[Visit, ...]]:
        """The visits on the days of so many moments back: nearly always one moment is one visit."""
        bound = {"pupils": pupils, "count": len(pupils), "day": self.on, "back": moments}
        return _latest(reading.db.execute(_SINCE_LONG_AGO, bound).all(), self.n)


_earlier = aliased(Mark)
_back = (
    select(_earlier.day)
    .where(
        _earlier.replaced_by.is_(None),
        _earlier.measure_id == RUNG,
        _earlier.pupil_id == Pupil.id,
        _earlier.value > NOT_OBSERVED,
        _earlier.day <= DAY,
    )
    .order_by(_earlier.day.desc())
    .offset(bindparam("back", type_=Integer()))
    .limit(1)
    .correlate(Pupil)
    .scalar_subquery()
)
_since = days_of(func.coalesce(_back, literal(date.min, Day())))
_SINCE_LONG_AGO = (
    select(
        _since.c.pupil_id,
        Mark.day,
        Mark.slot_id,
        Slot.start_minute,
        Mark.moment_no,
        Mark.value,
        Mark.at,
    )
    .select_from(_since)
    .outerjoin(
        Mark,
        and_(
            Mark.pupil_id == _since.c.pupil_id,
            Mark.day.between(_since.c.day, DAY),
            Mark.replaced_by.is_(None),
            Mark.measure_id == RUNG,
            Mark.value > NOT_OBSERVED,
        ),
    )
    .outerjoin(Slot, Slot.id == Mark.slot_id)
)


def _latest(rows: Iterable[Any], n: int) -> defaultdict[PupilId, tuple[Visit, ...]]:
    """The latest visits of each pupil in the order in which they happened; older ones are not summed up."""
    gathered: dict[int, dict[tuple[date, int, int], list[Moment]]] = defaultdict(lambda: defaultdict(list))
    for pupil, day, slot, start, number, value, at in rows:
        if day is not None:
            gathered[pupil][day, start, slot].append(Moment(number, value, at))
    found: defaultdict[PupilId, tuple[Visit, ...]] = defaultdict(tuple)
    for pupil, visits in gathered.items():
        found[PupilId(pupil)] = tuple(_visit(key, visits[key]) for key in sorted(visits)[-n:])
    return found


def _visit(key: tuple[date, int, int], moments: list[Moment]) -> Visit:
    day, start, slot = key
    summed = rules.sum_up(moments)
    assert summed is not None  # nothing is gathered without a moment
    return Visit(day, SlotId(slot), start, summed)


class RungMoment(NamedTuple):
    """One moment of a pupil on the ladder, with what its rung said of it on that day.

    A tuple, because one child's years are thousands of them.
    """

    day: date
    slot: SlotId
    start_minute: int
    number: int
    rung: int
    at: datetime | None
    heard: bool
    seen: bool


@dataclass(frozen=True)
class RungMoments(Query[tuple[RungMoment, ...]]):
    """Every moment of a pupil on the ladder from a day on, in the order in which they happened."""

    requires: ClassVar[Permission] = _READ
    pupil: PupilId
    first: date = date.min

    def read(self, reading: Reading) -> tuple[RungMoment, ...]:
        bound = {"pupil": self.pupil, "first": self.first}
        answered = {(day, slot) for day, slot in reading.db.execute(_ANSWERED, bound).all()}
        of_number: defaultdict[int, list[Rung]] = defaultdict(list)
        for rung in rungs_of(reading.db):
            of_number[rung.number].append(rung)
        moments = []
        for day, slot, start, number, value, at in reading.db.execute(_ON_THE_LADDER, bound).all():
            held = rules.rung_on(of_number[value], value, day)
            seen = held is not None and held.was_seen((day, slot) in answered)
            heard = held is not None and held.heard
            moments.append(RungMoment(day, slot, start, number, value, at, heard, seen))
        return tuple(moments)


_MARK, _SLOT = Mark.__table__, Slot.__table__
_OF_ONE: Final = (
    _MARK.c.replaced_by.is_(None),
    _MARK.c.value > NOT_OBSERVED,
    _MARK.c.pupil_id == bindparam("pupil", type_=Integer),
    _MARK.c.day >= bindparam("first", type_=Day),
)
_ANSWERED: Final = select(_MARK.c.day, _MARK.c.slot_id).where(
    _MARK.c.measure_id == SEEN_ASKED, _MARK.c.value == 1, *_OF_ONE
)
"""Where somebody answered that the child was seen. The question is put once a slot, whichever moment asks."""
_ON_THE_LADDER: Final = (
    select(_MARK.c.day, _MARK.c.slot_id, _SLOT.c.start_minute, _MARK.c.moment_no, _MARK.c.value, _MARK.c.at)
    .join(_SLOT, _SLOT.c.id == _MARK.c.slot_id)
    .where(_MARK.c.measure_id == RUNG, *_OF_ONE)
    .order_by(_MARK.c.day, _SLOT.c.start_minute, _MARK.c.slot_id, _MARK.c.at, _MARK.c.moment_no)
)
"""Put together once, and rows instead of objects, for the same reason."""


@dataclass(frozen=True, slots=True)
class MarkTotals:
    """How many marks stand; among them statutory codes, and scores."""

    marks: int
    session_marks: int
    scores: int


@dataclass(frozen=True)
class MarkCounts(Query[MarkTotals]):
    """How many marks stand in the record, statutory codes and scores counted apart as well."""

    requires: ClassVar[Permission] = Permission.KEEPING_RECORD_READ

    def read(self, reading: Reading) -> MarkTotals:
        rows = reading.db.execute(
            standing()
            .with_only_columns(Mark.measure_id, func.count())
            .where(Mark.value.is_not(None))
            .group_by(Mark.measure_id)
        )
        counts = {row[0]: row[1] for row in rows}
        scores = sum(count for measure, count in counts.items() if measure >= FIRST_OUTCOME)
        return MarkTotals(sum(counts.values()), counts.get(CODE, 0), scores)
