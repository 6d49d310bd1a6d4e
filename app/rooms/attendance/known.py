"""What a command has read of the days and slots it marks: each thing is asked for once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select

from app.core.command import Work
from app.core.ids import PupilId, SlotId
from app.core.marks import CODE, NewMark
from app.core.period import Span
from app.rooms.attendance.content import codes_of, rungs_of
from app.rooms.attendance.occurrence import Placed, SlotOn, listed, placed, slot_on
from app.rooms.attendance.rules import Codes, Rung
from app.rooms.calendar.queries.plan import open_days
from app.store.marks import Mark

_MARK = Mark.__table__
_STANDING_CODES: Final = select(_MARK.c.pupil_id, _MARK.c.day, _MARK.c.slot_id, _MARK.c.value).where(
    _MARK.c.replaced_by.is_(None),
    _MARK.c.measure_id == CODE,
    _MARK.c.pupil_id.in_(bindparam("pupils", expanding=True)),
    _MARK.c.day.in_(bindparam("days", expanding=True)),
)
_STANDING_RUNGS: Final = select(_MARK.c.pupil_id, _MARK.c.value).where(
    _MARK.c.replaced_by.is_(None),
    _MARK.c.measure_id == bindparam("rung"),
    _MARK.c.pupil_id.in_(bindparam("pupils", expanding=True)),
    _MARK.c.day == bindparam("day"),
    _MARK.c.slot_id == bindparam("slot"),
    _MARK.c.value.is_not(None),
)


class Known:
    """Reads for one command. What a command writes itself is never among it, marks apart."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._open: dict[date, bool] = {}
        self._lists: dict[tuple[SlotId, date], frozenset[PupilId]] = {}
        self._ladders: dict[date, tuple[Rung, ...]] = {}
        self._placed: dict[tuple[PupilId, date], Placed] = {}
        self._slots: dict[tuple[SlotId, date], SlotOn] = {}

    def is_open(self, day: date) -> bool:
        """Whether the provision is open that day."""
        if day not in self._open:
            self._open[day] = open_days(self._work, Span(day, day)).is_open(day)
        return self._open[day]

    def listed(self, slots: Collection[SlotId], day: date) -> dict[SlotId, frozenset[PupilId]]:
        """Who is on the lists of these slots on a day."""
        missing = [slot for slot in slots if (slot, day) not in self._lists]
        if missing:
            for slot, pupils in listed(self._work.db, missing, day).items():
                self._lists[slot, day] = pupils
        return {slot: self._lists[slot, day] for slot in slots}

    def ladder(self, day: date) -> tuple[Rung, ...]:
        """The ladder of a day."""
        if day not in self._ladders:
            self._ladders[day] = rungs_of(self._work.db, day)
        return self._ladders[day]

    def slot(self, slot: SlotId, day: date) -> SlotOn:
        """A slot as the timetable has it that day. Raises as ``slot_on`` does."""
        if (slot, day) not in self._slots:
            self._slots[slot, day] = slot_on(self._work.db, slot, day)
        return self._slots[slot, day]

    def codes_numbered(self, numbers: Collection[int]) -> Codes:
        """The codes of these numbers, and whatever shares a letter with them."""
        return codes_of(self._work.db, numbers=numbers)

    def codes_lettered(self, letters: Iterable[str]) -> Codes:
        """Every code that ever had one of these letters."""
        return codes_of(self._work.db, letters={letter.strip().upper() for letter in letters})

    def placed(self, pupils: Iterable[PupilId], day: date) -> dict[PupilId, Placed]:
        """Placements of these pupils in force that day; a pupil who is none is left out."""
        wanted = list(pupils)
        missing = [pupil for pupil in wanted if (pupil, day) not in self._placed]
        if missing:
            for pupil, place in placed(self._work.db, missing, day).items():
                self._placed[pupil, day] = place
        return {pupil: self._placed[pupil, day] for pupil in wanted if (pupil, day) in self._placed}

    def standing_codes(self, marks: Collection[NewMark]) -> dict[tuple[int, date, int], int | None]:
        """The codes that stand for the pupils and days of these marks: asked anew each time."""
        if not marks:
            return {}
        asked = {"pupils": list({mark.pupil for mark in marks}), "days": list({mark.day for mark in marks})}
        rows = self._work.db.execute(_STANDING_CODES, asked)
        return {(pupil, day, slot): value for pupil, day, slot, value in rows}

    def standing_rungs(
        self, measure: int, pupils: Iterable[PupilId], slot: int, day: date
    ) -> Iterable[tuple[int, int]]:
        """The rungs that stand for these pupils in one slot: asked anew each time."""
        asked = {"rung": measure, "pupils": list(pupils), "day": day, "slot": slot}
        return [(pupil, value) for pupil, value in self._work.db.execute(_STANDING_RUNGS, asked)]
