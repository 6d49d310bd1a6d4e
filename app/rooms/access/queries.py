"""Who works here, in which roles, who is away, and who can open what is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.ids import AwayId, Ref, StaffId
from app.core.permissions import Permission
from app.core.query import Query, Reading
from app.core.roles import Role
from app.core.worklist import WorkItem, Worklist
from app.rooms.access import rules
from app.rooms.access.tables import SignIn, Staff, StaffAway
from app.store.tables import FAR

HOLDER_ROLES = frozenset({Role.DSL, Role.DEPUTY_DSL})


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of staff as lists show them."""

    id: StaffId
    ref: Ref
    version: int
    name: str
    roles: tuple[Role, ...]
    phone: str
    from_day: date
    to_day: date
    here: bool
    away_until: date | None
    signed_in_at: datetime | None


@dataclass(frozen=True)
class StaffList(Query[tuple[StaffRow, ...]]):
    """Everybody who works or worked here, by name."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_READ

    def read(self, reading: Reading) -> tuple[StaffRow, ...]:
        return staff_rows(reading)


@dataclass(frozen=True)
class StaffNames(Query[tuple[tuple[StaffId, str], ...]]):
    """Names by number, for *recorded by* and for lists of adults: all, or those in post on a day."""

    requires: ClassVar[Permission] = Permission.CALENDAR_TIMETABLE_READ
    on: date | None = None

    def read(self, reading: Reading) -> tuple[tuple[StaffId, str], ...]:
        wanted = select(Staff.id, Staff.name).order_by(Staff.name)
        if self.on is not None:
            wanted = wanted.where(Staff.from_day <= self.on, Staff.to_day >= self.on)
        rows = reading.db.execute(wanted)
        return tuple((StaffId(identity), name) for identity, name in rows)


@dataclass(frozen=True)
class AdultsIn(Query[tuple[StaffRow, ...]]):
    """The staff of a day who are not away: for the emergency sheet and the head of Today."""

    requires: ClassVar[Permission] = Permission.PEOPLE_EMERGENCY_READ
    life_critical: ClassVar[bool] = True
    on: date

    def read(self, reading: Reading) -> tuple[StaffRow, ...]:
        rows = staff_rows(reading)
        return tuple(row for row in rows if row.from_day <= self.on <= row.to_day and row.away_until is None)


@dataclass(frozen=True, slots=True)
class AwayRow:
    """One span of days on which somebody is away."""

    id: AwayId
    staff: StaffId
    name: str
    from_day: date
    to_day: date


@dataclass(frozen=True)
class Aways(Query[tuple[AwayRow, ...]]):
    """Who is or will be away, soonest first."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_READ

    def read(self, reading: Reading) -> tuple[AwayRow, ...]:
        rows = reading.db.execute(
            select(StaffAway.id, StaffAway.staff_id, Staff.name, StaffAway.from_day, StaffAway.to_day)
            .join(Staff, Staff.id == StaffAway.staff_id)
            .where(~StaffAway.withdrawn, StaffAway.to_day >= reading.clock.today())
            .order_by(StaffAway.from_day)
        )
        return tuple(AwayRow(AwayId(i), StaffId(s), name, begin, end) for i, s, name, begin, end in rows)


@dataclass(frozen=True)
class HoldersMissing(Worklist):
    """Fewer than two living people could open a concern."""

    requires: ClassVar[Permission] = Permission.INSIGHT_TODAY_READ

    def read(self, reading: Reading) -> tuple[WorkItem, ...]:
        today = reading.clock.today()
        here = [r for r in staff_rows(reading) if r.from_day <= today <= r.to_day]
        holders = [row for row in here if HOLDER_ROLES & set(row.roles)]
        if len(holders) >= 2:
            return ()
        code = "only_one_holder" if holders else "no_holder"
        name = holders[0].name if holders else ""
        return (WorkItem(code, 25, code, "set_up/staff", facts={"name": name}),)


def staff_rows(reading: Reading) -> tuple[StaffRow, ...]:
    """Everybody with the end of their present absence and their last sign-in, in one statement."""
    today = reading.clock.today()
    away = (
        select(StaffAway.staff_id, StaffAway.to_day)
        .where(~StaffAway.withdrawn, StaffAway.from_day <= today, StaffAway.to_day >= today)
        .subquery()
    )
    rows = reading.db.execute(
        select(Staff, away.c.to_day, SignIn.at)
        .outerjoin(away, away.c.staff_id == Staff.id)
        .outerjoin(SignIn, SignIn.staff_id == Staff.id)
        .order_by(Staff.name, Staff.id, away.c.to_day.desc())
    )
    found: dict[int, StaffRow] = {}
    for staff, away_until, signed_in_at in rows:
        if staff.id not in found:
            found[staff.id] = _row(staff, away_until, signed_in_at, today)
    return tuple(found.values())


def _row(staff: Staff, away_until: date | None, signed_in_at: datetime | None, today: date) -> StaffRow:
    return StaffRow(
        StaffId(staff.id),
        Ref(staff.ref),
        staff.version,
        staff.name,
        tuple(sorted(rules.read(staff.roles))),
        staff.phone,
        staff.from_day,
        staff.to_day,
        staff.from_day <= today <= staff.to_day,
        away_until,
        signed_in_at,
    )


def heads(db: Session) -> frozenset[StaffId]:
    """Everybody who holds the role of head and has not left, for a restore without a name."""
    rows = db.execute(select(Staff.id, Staff.roles).where(Staff.to_day == FAR))
    return frozenset(StaffId(identity) for identity, roles in rows if Role.HEAD in rules.read(roles))
