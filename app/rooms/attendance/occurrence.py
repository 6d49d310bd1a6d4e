"""A slot on one day: whether it runs, who is on its list, and what the program may propose for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, Integer, Subquery, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from app.core.content import ContentShelf
from app.core.errors import OutOfDate, Refused
from app.core.ids import PupilId, SlotId
from app.core.marks import AM, PM
from app.core.period import HalfDay
from app.rooms.attendance import rules
from app.rooms.attendance.rules import Commissioned, Proposal, Rung
from app.rooms.calendar.rules import SlotKind
from app.rooms.calendar.tables import Slot, SlotPupil
from app.rooms.people.tables import Commissioner, Placement, Pupil
from app.store.tables import Day

PUPILS: BindParameter[int] = bindparam("pupils", expanding=True, type_=Integer())
"""Statements that every register asks are made once, with the pupils to be named when they are asked."""

HALF_DAY_SLOT: dict[HalfDay, SlotId] = {HalfDay.AM: AM, HalfDay.PM: PM}
HALF_DAY_OF: dict[SlotId, HalfDay] = {AM: HalfDay.AM, PM: HalfDay.PM}


class SlotOn(NamedTuple):
    """A slot as the timetable has it on one day."""

    id: int
    ref: str
    name: str
    kind: SlotKind
    weekday: int | None
    start_minute: int
    end_minute: int
    from_day: date
    to_day: date
    half_day: HalfDay | None
    place: str
    school_subject: str
    framework_id: int | None


_SLOT = Slot.__table__
_SLOT_ON: Final = select(*(_SLOT.c[name] for name in SlotOn._fields)).where(
    _SLOT.c.id == bindparam("slot"), ~_SLOT.c.withdrawn
)


def slot_on(db: Session, slot: SlotId, day: date) -> SlotOn:
    """The slot, if the timetable has it on that day of the week and in those weeks."""
    found = db.execute(_SLOT_ON, {"slot": slot}).one_or_none()
    if found is None:
        raise OutOfDate("slot_gone")
    row = SlotOn(*found)
    if row.weekday != day.weekday() or not row.from_day <= day <= row.to_day:
        raise Refused("slot_not_on_day", day=day)
    return row


_PUPIL, _ON_LIST = Pupil.__table__, SlotPupil.__table__
_PLACEMENT, _SENDER = Placement.__table__, Commissioner.__table__
_DAY: Final = bindparam("day", type_=Day)

_LISTED: Final = (
    select(_ON_LIST.c.slot_id, _ON_LIST.c.pupil_id)
    .select_from(_ON_LIST.join(_PUPIL, _PUPIL.c.id == _ON_LIST.c.pupil_id))
    .where(
        _ON_LIST.c.slot_id.in_(bindparam("slots", expanding=True)),
        _ON_LIST.c.from_day <= _DAY,
        _ON_LIST.c.to_day >= _DAY,
        _PUPIL.c.start_day <= _DAY,
        _PUPIL.c.leaving_day >= _DAY,
        ~_ON_LIST.c.withdrawn,
        ~_PUPIL.c.withdrawn,
    )
)
_PLACED: Final = (
    select(_PUPIL.c.id, _PUPIL.c.own_roll, _PUPIL.c.leaving_day, _SENDER.c.kind, _SENDER.c.confirmed_code)
    .select_from(
        _PUPIL.outerjoin(
            _PLACEMENT,
            (_PLACEMENT.c.pupil_id == _PUPIL.c.id)
            & (_PLACEMENT.c.from_day <= _DAY)
            & (_PLACEMENT.c.to_day >= _DAY)
            & ~_PLACEMENT.c.withdrawn,
        ).outerjoin(_SENDER, (_SENDER.c.id == _PLACEMENT.c.commissioner_id) & ~_SENDER.c.withdrawn)
    )
    .where(_PUPIL.c.id.in_(bindparam("pupils", expanding=True)))
)
"""Put together once: every register that is opened or written asks both."""


def listed(db: Session, slots: Collection[SlotId], day: date) -> dict[SlotId, frozenset[PupilId]]:
    """Who is on the lists of these slots on a day."""
    found: dict[SlotId, set[PupilId]] = defaultdict(set)
    rows = db.execute(_LISTED, {"slots": list(slots), "day": day})
    for slot, pupil in rows:
        found[SlotId(slot)].add(PupilId(pupil))
    return {slot: frozenset(found[slot]) for slot in slots}


@dataclass(frozen=True, slots=True)
class Placed:
    """What decides the code that *here* stores for one pupil on one day."""

    placements: tuple[Commissioned, ...]
    on_own_roll: bool
    last_day: date


def placed(db: Session, pupils: Iterable[PupilId], day: date) -> dict[PupilId, Placed]:
    """Placements in force, and who is on our own roll; one question for all."""
    rows = db.execute(_PLACED, {"pupils": list(set(pupils)), "day": day})
    own: dict[PupilId, tuple[bool, date]] = {}
    found: dict[PupilId, list[Commissioned]] = defaultdict(list)
    for pupil, on_own_roll, last_day, kind, confirmed in rows:
        own[PupilId(pupil)] = on_own_roll, last_day
        if kind is not None:
            found[PupilId(pupil)].append(Commissioned(kind.value, confirmed))
    return {pupil: Placed(tuple(found[pupil]), *about) for pupil, about in own.items()}


@dataclass(frozen=True, slots=True)
class Proposer:
    """Proposes codes for one slot on one day, from what is in force on that day."""

    slot_kind: str
    half_day: HalfDay | None
    ladder: tuple[Rung, ...]
    here: tuple[rules.HereCode, ...]
    placed: Mapping[PupilId, Placed]

    def propose(self, pupil: PupilId, best: int | None) -> Proposal:
        """From the furthest that the pupil came in this slot."""
        place = self.placed[pupil]
        return rules.propose_code(
            rung=None if best is None else next((one for one in self.ladder if one.number == best), None),
            slot_kind=self.slot_kind,
            half_day=self.half_day,
            placements=place.placements,
            on_own_roll=place.on_own_roll,
            here=self.here,
        )

    def for_here(self, pupil: PupilId) -> Proposal:
        """What the key for *here* stores, whatever the rung."""
        place = self.placed[pupil]
        return rules.here_code(
            half_day=self.half_day,
            placements=place.placements,
            on_own_roll=place.on_own_roll,
            here=self.here,
        )


def proposer(
    db: Session,
    content: ContentShelf,
    slot: SlotOn,
    day: date,
    ladder: tuple[Rung, ...],
    pupils: Iterable[PupilId],
) -> Proposer:
    """Everything that proposals for this slot on this day rest on."""
    return Proposer(slot.kind.value, slot.half_day, ladder, here_codes(content, day), placed(db, pupils, day))


def here_codes(content: ContentShelf, day: date) -> tuple[rules.HereCode, ...]:
    """What *here* stores for each kind of commissioner, by the content in force that day."""
    return rules.read_here_codes(content.in_force("code_by_commissioner.csv", day).rows())


def days_of(day: Any) -> Subquery:
    """One day for each of the bound pupils, asked of an index once a pupil; ``count`` is how many they are.

    Whoever joins it joins outwards: the planner must walk the few pupils first, not all their marks, and
    the limit keeps it from asking for the day again at every mark.
    """
    return (
        select(Pupil.id.label("pupil_id"), type_coerce(day, Day()).label("day"))
        .where(Pupil.id.in_(PUPILS))
        .limit(bindparam("count", type_=Integer()))
        .subquery()
    )
