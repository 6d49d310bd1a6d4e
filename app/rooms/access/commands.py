"""Changes of staff and of keys. None of them can be taken back; each says what to do instead."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Topic, changed
from app.core.command import Command, Outcome, Work
from app.core.errors import OutOfDate, Refused
from app.core.ids import AwayId, StaffId
from app.core.period import ONE_DAY
from app.core.permissions import Permission
from app.core.roles import Role
from app.rooms.access import rules
from app.rooms.access.tables import Staff, StaffAway
from app.store.cards import card_of, check_version, write_card
from app.store.tables import FAR

_STAFF = changed(Topic.STAFF)


@dataclass(frozen=True, slots=True)
class StaffCard:
    """What is said of a member of staff. ``roles`` are the role words with a space between."""

    name: str
    roles: str
    phone: str
    from_day: date
    to_day: date = FAR

    def check(self) -> None:
        """Refuse a card that cannot stand."""
        rules.check_name(self.name)
        rules.check_roles(rules.read(self.roles))
        rules.check_span(self.from_day, self.to_day)


@dataclass(frozen=True)
class FoundProvision(Command):
    """The first member of staff of a new record, whose slot was made with the record itself."""

    requires: ClassVar[Permission] = Permission.KEEPING_PROGRAM_ACT
    card: StaffCard
    public: bytes = field(repr=False)

    def run(self, work: Work) -> Outcome:
        self.card.check()
        row = Staff(id=1, ref=work.new_ref(), public=self.public, **_fields(self.card))
        work.db.add(row)
        work.db.flush()
        return Outcome(_STAFF, new_id=row.id)


@dataclass(frozen=True)
class AddStaff(Command):
    """Bring in a member of staff with a first password, a key slot and a pair of their own."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    card: StaffCard
    password: str = field(repr=False)
    provision: str = ""

    def run(self, work: Work) -> Outcome:
        self.card.check()
        rules.check_may_give(work.actor.roles, rules.read(self.card.roles))
        row = Staff(ref=work.new_ref(), public=b"", **_fields(self.card))
        work.db.add(row)
        work.db.flush()
        row.public = work.vault.add_slot(StaffId(row.id), self.card.name, self.password, self.provision)
        return Outcome(_STAFF, new_id=row.id)


@dataclass(frozen=True)
class EditStaff(Command):
    """Change what is said of a member of staff."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    staff: StaffId
    version: int
    card: StaffCard

    def run(self, work: Work) -> Outcome:
        self.card.check()
        row = _staff(work.db, self.staff, self.version)
        rules.check_may_give(work.actor.roles, rules.read(self.card.roles) - rules.read(row.roles))
        renamed = row.name != self.card.name
        if not write_card(row, self.card):
            return Outcome.nothing("nothing_to_change")
        work.db.flush()
        if renamed:
            work.vault.rename(self.staff, self.card.name)
        rules.check_head_remains(_heads(work.db), work.clock.today())
        return Outcome(_STAFF)


@dataclass(frozen=True)
class EndStaff(Command):
    """Somebody leaves: their time ends and their slot goes. What they wrote stays."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    staff: StaffId
    on: date

    def run(self, work: Work) -> Outcome:
        row = work.db.get(Staff, self.staff)
        if row is None:
            raise OutOfDate("row_gone")
        card = replace(card_of(row, StaffCard), to_day=self.on)
        card.check()
        write_card(row, card)
        work.db.flush()
        rules.check_head_remains(_heads(work.db), work.clock.today())
        if self.on <= work.clock.today():
            _close_slot(work, row)
        return Outcome(_STAFF)


@dataclass(frozen=True)
class CloseSlots(Command):
    """Take away the slots of everybody whose last day has passed: it may have been written down ahead."""

    requires: ClassVar[Permission] = Permission.KEEPING_PROGRAM_ACT

    def run(self, work: Work) -> Outcome:
        gone = select(Staff).where(Staff.to_day < work.clock.today(), Staff.public != b"")
        for row in work.db.scalars(gone).all():
            _close_slot(work, row)
        return Outcome(_STAFF)


@dataclass(frozen=True)
class ReturnStaff(Command):
    """Somebody who left is back, with a new password and a new pair.

    Their first day stays: on days gone by they were here. The days between stand as days away.
    """

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    staff: StaffId
    version: int
    on: date
    password: str = field(repr=False)
    provision: str = ""

    def run(self, work: Work) -> Outcome:
        row = _staff(work.db, self.staff, self.version)
        rules.check_may_give(work.actor.roles, rules.read(row.roles))
        if self.on > work.clock.today():
            raise Refused("returns_later", on=self.on)
        if row.to_day < self.on - ONE_DAY:
            gap = AwayCard(self.staff, row.to_day + ONE_DAY, self.on - ONE_DAY)
            work.db.add(StaffAway(**_fields(gap)))
        row.to_day = FAR
        row.public = work.vault.add_slot(self.staff, row.name, self.password, self.provision)
        return Outcome(_STAFF)


@dataclass(frozen=True)
class ResetPassword(Command):
    """A new password and a new pair for somebody: the past opens to them only by a holder's act."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    staff: StaffId
    password: str = field(repr=False)
    provision: str = ""

    def run(self, work: Work) -> Outcome:
        row = work.db.get(Staff, self.staff)
        if row is None or row.to_day < work.clock.today():
            raise OutOfDate("row_gone")
        rules.check_may_give(work.actor.roles, rules.read(row.roles))
        row.public = work.vault.reset_slot(self.staff, row.name, self.password, self.provision)
        return Outcome(_STAFF)


@dataclass(frozen=True)
class ChangeOwnPassword(Command):
    """The signed-in person's own password. The pair stays, so nothing is lost."""

    requires: ClassVar[Permission] = Permission.ACCESS_PASSWORD_CHANGE
    old: str = field(repr=False)
    new: str = field(repr=False)
    provision: str = ""

    def run(self, work: Work) -> Outcome:
        row = work.db.get(Staff, work.actor.staff)
        if row is None:
            raise OutOfDate("row_gone")
        work.vault.change_password(work.actor.staff, row.name, self.old, self.new, self.provision)
        row.version += 1  # the slot is no row, yet the act belongs in the audit
        return Outcome(_STAFF)


@dataclass(frozen=True)
class TakeNewPair(Command):
    """After a restore with the sheet: somebody's new public half, which reads nothing of the past."""

    requires: ClassVar[Permission] = Permission.KEEPING_PROGRAM_ACT
    staff: StaffId
    public: bytes = field(repr=False)

    def run(self, work: Work) -> Outcome:
        row = work.db.get(Staff, self.staff)
        if row is None:
            raise OutOfDate("row_gone")
        row.public = self.public
        return Outcome(_STAFF)


@dataclass(frozen=True, slots=True)
class AwayCard:
    """Who is away, and from which day to which."""

    staff_id: StaffId
    from_day: date
    to_day: date


@dataclass(frozen=True)
class AddAway(Command):
    """Say that somebody is away for some days."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    card: AwayCard

    def run(self, work: Work) -> Outcome:
        rules.check_span(self.card.from_day, self.card.to_day)
        if work.db.get(Staff, self.card.staff_id) is None:
            raise OutOfDate("row_gone")
        row = StaffAway(**_fields(self.card))
        work.db.add(row)
        work.db.flush()
        return Outcome(_STAFF, undo=WithdrawAway(AwayId(row.id)), new_id=row.id)


@dataclass(frozen=True)
class WithdrawAway(Command):
    """Take back that somebody is away."""

    requires: ClassVar[Permission] = Permission.ACCESS_STAFF_EDIT
    away: AwayId
    withdrawn: bool = True

    def run(self, work: Work) -> Outcome:
        row = work.db.get(StaffAway, self.away)
        if row is None or row.withdrawn is self.withdrawn:
            raise OutOfDate("row_gone")
        row.withdrawn = self.withdrawn
        return Outcome(_STAFF, undo=WithdrawAway(self.away, not self.withdrawn))


def _fields(card: StaffCard | AwayCard) -> dict[str, object]:
    return {name: getattr(card, name) for name in type(card).__dataclass_fields__}


def _staff(db: Session, staff: StaffId, version: int) -> Staff:
    row = db.get(Staff, staff)
    check_version(row, version)
    assert row is not None
    return row


def _close_slot(work: Work, row: Staff) -> None:
    """Their password opens nothing from now on, and nothing is sealed to them."""
    work.vault.remove_slot(StaffId(row.id))
    row.public = b""


def _heads(db: Session) -> list[tuple[date, date]]:
    """The first and the last day of every head."""
    rows = db.execute(select(Staff.roles, Staff.from_day, Staff.to_day))
    return [(first, last) for roles, first, last in rows if Role.HEAD in rules.read(roles)]
