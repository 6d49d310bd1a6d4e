"""When somebody last saw or heard each child, and who waits for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.core.clock import minute_of_day
from app.core.ids import PupilId, SlotId, StaffId
from app.core.marks import CODE, RUNG, SEEN_ASKED
from app.core.period import HalfDay, Limit, Week, read_limits
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.roles import Role
from app.core.worklist import WorkItem, Worklist
from app.rooms.access.tables import Staff, StaffAway
from app.rooms.attendance import rules
from app.rooms.attendance.occurrence import HALF_DAY_OF, PUPILS
from app.rooms.attendance.queries.day import DAY
from app.rooms.attendance.rules import Seen, Tell
from app.rooms.attendance.tables import CodeRow, RungRow
from app.rooms.calendar.queries.days import DaySlot, Expected, ExpectedPupils
from app.rooms.calendar.queries.expected import SchoolDays, expected_since
from app.rooms.calendar.queries.plan import BEGINNING, PlanBetween
from app.rooms.calendar.tables import Slot
from app.rooms.people.tables import KeyAdult, Pupil
from app.store.marks import Mark, observed

_READ = Permission.ATTENDANCE_REGISTER_READ
_CALENDAR = frozenset({Permission.CALENDAR_TIMETABLE_READ})


@dataclass(frozen=True, slots=True)
class Contact:
    """A day on which a child was seen or heard: in which slot, when, and who wrote it down."""

    day: date
    slot: SlotId
    slot_name: str
    place: str
    at: datetime | None
    by: StaffId
    by_name: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """When somebody last saw this child and when somebody last heard them; None for never."""

    pupil: PupilId
    seen: Contact | None
    heard: Contact | None


@dataclass(frozen=True)
class LastSeen(Query[tuple[ContactRow, ...]]):
    """When somebody last saw and last heard these pupils, up to and on a day."""

    requires: ClassVar[Permission] = _READ
    pupils: tuple[PupilId, ...]
    on: date

    def read(self, reading: Reading) -> tuple[ContactRow, ...]:
        return last_contacts(reading.db, self.pupils, self.on)


def last_contacts(db: Session, pupils: Sequence[PupilId], on: date) -> tuple[ContactRow, ...]:
    """Two questions for all: which marks say it, walked backwards from the day, and what they say."""
    found = {
        pupil: (seen, asked, heard)
        for pupil, seen, asked, heard in db.execute(_LATEST, {"pupils": pupils, "day": on})
    }
    contacts = _contacts(db, {mark for marks in found.values() for mark in marks if mark is not None})
    rows = []
    for pupil in pupils:
        seen, asked, heard = (contacts.get(mark) for mark in found.get(pupil, (None, None, None)))
        either = [one for one in (seen, asked) if one is not None]
        rows.append(ContactRow(pupil, max(either, key=lambda one: one.day, default=None), heard))
    return tuple(rows)


def _latest(measure: int, *says: ColumnElement[bool]) -> Any:
    """The latest mark of the outer pupil that says so; an index gives the days backwards, the first is it."""
    return (
        select(Mark.id)
        .where(
            Mark.replaced_by.is_(None),
            Mark.measure_id == measure,
            Mark.pupil_id == Pupil.id,
            Mark.day <= DAY,
            *says,
        )
        .order_by(Mark.day.desc(), Mark.at.desc())
        .limit(1)
        .correlate(Pupil)
        .scalar_subquery()
    )


def _rung_says(fact: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the mark's rung, as it held on the mark's day, says so."""
    in_force = Mark.day.between(RungRow.from_day, RungRow.to_day)
    says = select(RungRow.id).where(RungRow.number == Mark.value, in_force, ~RungRow.withdrawn, fact)
    return says.correlate(Mark).exists()


_asking = aliased(Mark)


def _still_asked() -> ColumnElement[bool]:
    """Whether a rung that asks still stands in the answer's slot: an answer does not outlive its question."""
    rung = aliased(RungRow)
    return (
        select(_asking.id)
        .join(rung, and_(rung.number == _asking.value, _asking.day.between(rung.from_day, rung.to_day)))
        .where(
            _asking.replaced_by.is_(None),
            _asking.measure_id == RUNG,
            _asking.pupil_id == Mark.pupil_id,
            _asking.day == Mark.day,
            _asking.slot_id == Mark.slot_id,
            ~rung.withdrawn,
            rung.seen == Seen.ASK,
        )
        .correlate(Mark)
        .exists()
    )


_LATEST = select(
    Pupil.id,
    _latest(RUNG, _rung_says(RungRow.seen == Seen.YES)),
    _latest(SEEN_ASKED, Mark.value == 1, _still_asked()),
    _latest(RUNG, _rung_says(RungRow.heard.is_(True))),
).where(Pupil.id.in_(PUPILS))

_CONTACTS = (
    select(Mark.id, Mark.day, Mark.slot_id, Slot.name, Slot.place, Mark.at, Mark.recorded_by, Staff.name)
    .join(Slot, Slot.id == Mark.slot_id)
    .outerjoin(Staff, Staff.id == Mark.recorded_by)
    .where(Mark.id.in_(bindparam("marks", expanding=True)))
)


def _contacts(db: Session, marks: set[int]) -> dict[int | None, Contact]:
    return {
        mark: Contact(day, SlotId(slot), name, place, at, StaffId(by), by_name or "")
        for mark, day, slot, name, place, at, by, by_name in db.execute(_CONTACTS, {"marks": marks})
    }


def _heard(db: Session, pupils: Sequence[PupilId], day: date) -> set[int]:
    """Who was heard on a day."""
    rung = aliased(RungRow)
    in_force = and_(rung.number == Mark.value, Mark.day.between(rung.from_day, rung.to_day))
    heard = observed(RUNG).join(rung, and_(in_force, ~rung.withdrawn, rung.heard))
    rows = heard.with_only_columns(Mark.pupil_id).where(Mark.pupil_id.in_(pupils), Mark.day == day)
    return set(db.scalars(rows))


def _explained(db: Session, pupils: Sequence[PupilId], day: date) -> set[tuple[int, HalfDay]]:
    """For which half-days of a day a code says why somebody is not here; N says that nobody knows."""
    code = aliased(CodeRow)
    in_force = and_(code.number == Mark.value, Mark.day.between(code.counts_from, code.counts_to))
    rows = (
        observed(CODE)
        .join(code, and_(in_force, code.letter != rules.NOBODY_KNOWS))
        .with_only_columns(Mark.pupil_id, Mark.slot_id)
        .where(Mark.pupil_id.in_(pupils), Mark.day == day)
    )
    return {(pupil, HALF_DAY_OF[SlotId(slot)]) for pupil, slot in db.execute(rows)}


@dataclass(frozen=True)
class NotHeardOf(Worklist):
    """Pupils expected today of whom nothing was heard some minutes after their expected time.

    Each half-day is asked about by itself: a code for the morning says nothing of the afternoon.
    """

    requires: ClassVar[Permission] = _READ
    reach: ClassVar[frozenset[Permission]] = _CALENDAR

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        today = reading.clock.today()
        latest = minute_of_day(reading.clock.now()) - _limits(reading)["no_reply"].length
        expected = reading.ask(ExpectedPupils(today))
        pupils = [one.pupil for one in expected]
        heard, explained = _heard(reading.db, pupils, today), _explained(reading.db, pupils, today)
        return tuple(
            _not_heard_item(one.pupil, waited[0], today)
            for one in expected
            if one.pupil not in heard
            and (waited := [slot for slot in _firsts(one, explained) if slot.start_minute <= latest])
        )


def _firsts(one: Expected, explained: set[tuple[int, HalfDay]]) -> Iterator[DaySlot]:
    """The first slot of each half-day that no code explains, in order of time.

    A slot outside both half-days is explained by a code for either.
    """
    halves = {half for pupil, half in explained if pupil == one.pupil}
    asked: set[HalfDay | None] = set()
    for slot in one.slots:
        known = bool(halves) if slot.half_day is None else slot.half_day in halves
        if not known and slot.half_day not in asked:
            asked.add(slot.half_day)
            yield slot


def _not_heard_item(pupil: PupilId, slot: DaySlot, today: date) -> WorkItem:
    return WorkItem(
        key=f"not_heard_of:{pupil}",
        urgency=20,
        code="not_heard_of",
        opens=f"register:{slot.slot}:{today.isoformat()}",
        pupil=pupil,
        facts={"expected": slot.start_minute},
    )


@dataclass(frozen=True, slots=True)
class UnseenRow:
    """A child whom nobody has seen for so many expected days, and whose turn it is to know.

    Without any expected day for long, ``days`` is nought and ``never_expected`` says so.
    """

    pupil: PupilId
    last_seen: date | None
    last_heard: date | None
    expected_since: date | None
    days: int
    tell: Tell | None
    key_adults: tuple[StaffId, ...]
    never_expected: bool


@dataclass(frozen=True)
class Unseen(Query[tuple[UnseenRow, ...]]):
    """Every pupil here on a day, with the expected days since somebody last saw them."""

    requires: ClassVar[Permission] = _READ
    reach: ClassVar[frozenset[Permission]] = _CALENDAR
    on: date

    def read(self, reading: Reading) -> tuple[UnseenRow, ...]:
        pupils = _here(reading.db, self.on)
        found = {row.pupil: row for row in reading.ask(LastSeen(tuple(sorted(pupils)), self.on))}
        contacts = [found[pupil] for pupil in pupils]
        expected = self._expected(reading, pupils, contacts)
        limits = _limits(reading)
        school_days = reading.ask(SchoolDays(self._weeks_back(limits), self.on))
        adults, has_dsl = _key_adults(reading.db, self.on), _has_dsl(reading.db, self.on)
        return tuple(
            self._row(
                row,
                self._days(reading, expected[row.pupil], row.seen.day if row.seen else None),
                adults[row.pupil],
                has_dsl=has_dsl,
                limit=limits["not_seen"].length,
                idle=rules.is_never_expected(
                    expected[row.pupil],
                    school_days,
                    today=self.on,
                    length=limits["no_expected_days"].length,
                ),
            )
            for row in contacts
        )

    def _row(
        self,
        row: ContactRow,
        days: tuple[date, ...],
        adults: list[StaffId],
        *,
        has_dsl: bool,
        limit: int,
        idle: bool,
    ) -> UnseenRow:
        return UnseenRow(
            pupil=row.pupil,
            last_seen=row.seen.day if row.seen else None,
            last_heard=row.heard.day if row.heard else None,
            expected_since=days[0] if days else None,
            days=len(days),
            tell=rules.whom_to_tell(len(days), limit=limit, has_key_adult=bool(adults), has_dsl=has_dsl),
            key_adults=tuple(adults),
            never_expected=idle,
        )

    def _expected(
        self, reading: Reading, pupils: dict[PupilId, date], contacts: Sequence[ContactRow]
    ) -> dict[PupilId, dict[date, int]]:
        """Expected days with their last minute, for each child from the earliest day that they could need."""
        back = self._weeks_back(_limits(reading))
        since = {row.pupil: min(row.seen.day if row.seen else pupils[row.pupil], back) for row in contacts}
        plan = reading.ask(PlanBetween(BEGINNING, self.on))
        return expected_since(plan, since, self.on)

    def _weeks_back(self, limits: dict[str, Limit]) -> date:
        """As many weeks back as school days are wanted: no holiday is so long that they are not in there."""
        return Week.of(self.on).plus(-limits["no_expected_days"].length).monday

    def _days(self, reading: Reading, ends: dict[date, int], seen: date | None) -> tuple[date, ...]:
        """Expected days since the child was seen; the day itself once their last slot has ended."""
        is_over = self.on < reading.clock.today() or ends.get(self.on, 0) <= minute_of_day(
            reading.clock.now()
        )
        return rules.days_not_seen(ends, last_seen=seen, today=self.on, today_is_over=is_over)


@dataclass(frozen=True)
class NotSeen(Worklist):
    """Pupils whom nobody has seen for some expected days: to the key adult, then to the DSL."""

    requires: ClassVar[Permission] = _READ
    reach: ClassVar[frozenset[Permission]] = _CALENDAR

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        rows = reading.ask(Unseen(reading.clock.today()))
        return tuple(_unseen_item(row) for row in rows if self._is_for(reading, row))

    def _is_for(self, reading: Reading, row: UnseenRow) -> bool:
        """A key adult sees their own from the first; the DSL as it climbs; the head all of it."""
        roles = reading.actor.roles
        if row.tell is None:
            return row.never_expected and bool(roles & {Role.HEAD, Role.DSL, Role.DEPUTY_DSL})
        if Role.HEAD in roles or reading.actor.staff in row.key_adults:
            return True
        return row.tell is not Tell.KEY_ADULT and bool(roles & {Role.DSL, Role.DEPUTY_DSL})


def _unseen_item(row: UnseenRow) -> WorkItem:
    code = "not_seen" if row.tell is not None else "no_expected_days"
    return WorkItem(
        key=f"{code}:{row.pupil}",
        urgency=10,
        code=code,
        opens=f"pupil:{row.pupil}",
        pupil=row.pupil,
        facts={
            "days": row.days,
            "last_seen": row.last_seen.isoformat() if row.last_seen else None,
            "last_heard": row.last_heard.isoformat() if row.last_heard else None,
            "tell": row.tell.value if row.tell else None,
        },
    )


def _limits(reading: Reading) -> dict[str, Limit]:
    return read_limits(reading.content.in_force("clocks.csv", reading.clock.today()).rows())


def _here(db: Session, day: date) -> dict[PupilId, date]:
    """Who is a pupil here on a day, with the day they began."""
    rows = db.execute(
        select(Pupil.id, Pupil.start_day)
        .where(~Pupil.withdrawn, Pupil.start_day <= day, Pupil.leaving_day >= day)
        .order_by(Pupil.surname, Pupil.forename, Pupil.id)
    )
    return {PupilId(pupil): start for pupil, start in rows}


def _in_post(day: date) -> ColumnElement[bool]:
    """Whether a member of staff can be told that day: neither gone nor away."""
    away = select(StaffAway.id).where(
        StaffAway.staff_id == Staff.id,
        ~StaffAway.withdrawn,
        StaffAway.from_day <= day,
        StaffAway.to_day >= day,
    )
    return and_(Staff.from_day <= day, Staff.to_day >= day, ~away.exists())


def _key_adults(db: Session, day: date) -> dict[PupilId, list[StaffId]]:
    found: dict[PupilId, list[StaffId]] = defaultdict(list)
    for pupil, staff in db.execute(
        select(KeyAdult.pupil_id, KeyAdult.staff_id)
        .join(Staff, Staff.id == KeyAdult.staff_id)
        .where(~KeyAdult.withdrawn, KeyAdult.from_day <= day, KeyAdult.to_day >= day, _in_post(day))
    ):
        found[PupilId(pupil)].append(StaffId(staff))
    return found


def _has_dsl(db: Session, day: date) -> bool:
    words = db.scalars(select(Staff.roles).where(_in_post(day)))
    return any({Role.DSL.value, Role.DEPUTY_DSL.value} & set(roles.split()) for roles in words)
